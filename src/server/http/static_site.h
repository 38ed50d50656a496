#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <map>
#include <string>

#include "base/result.h"

namespace leeward::http {

struct static_file {
  std::string content_type_;
  std::string bytes_;
  std::string etag_;  // quoted, as it stands in the header
};

// The files of a site, all in memory. Nothing is looked up on the disk while serving, so no request can reach a file
// that was not put here.
struct static_site {
  std::map<std::string, static_file, std::less<>> files_;  // by path: "/", "/plan.json"; "/" and "/x/" are index pages
  std::string content_security_policy_{
      "default-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"};
};

struct site_limits {
  std::size_t files_{1'000};
  std::size_t bytes_{std::size_t{256} << 20U};
};

// Puts a file at a path that begins with '/'; its content type follows from the path's ending. A page named index.html
// also answers for its folder.
void put(static_site&, std::string path, std::string bytes);

// Every regular file below a folder; links and names that begin with a dot are left out.
// Errors: no such folder, a file that cannot be read, more than the limits allow.
result<static_site> read_folder(std::filesystem::path const&, site_limits const& = {});

}  // namespace leeward::http
