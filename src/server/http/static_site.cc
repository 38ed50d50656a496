#include "server/http/static_site.h"

#include <array>
#include <cstdint>
#include <fstream>
#include <string_view>
#include <system_error>
#include <utility>

#include <fmt/format.h>

#include "base/ensure.h"

namespace leeward::http {

namespace fs = std::filesystem;

namespace {

constexpr auto const kIndex = std::string_view{"index.html"};

std::string_view content_type_of(std::string_view const path) {
  static constexpr auto const kTypes = std::array<std::pair<std::string_view, std::string_view>, 14>{{
      {".html", "text/html; charset=utf-8"},
      {".css", "text/css; charset=utf-8"},
      {".js", "text/javascript; charset=utf-8"},
      {".mjs", "text/javascript; charset=utf-8"},
      {".json", "application/json"},
      {".geojson", "application/geo+json"},
      {".csv", "text/csv; charset=utf-8"},
      {".txt", "text/plain; charset=utf-8"},
      {".svg", "image/svg+xml"},
      {".png", "image/png"},
      {".jpg", "image/jpeg"},
      {".ico", "image/x-icon"},
      {".woff2", "font/woff2"},
      {".webmanifest", "application/manifest+json"},
  }};
  for (auto const& [ending, type] : kTypes) {
    if (path.ends_with(ending)) {
      return type;
    }
  }
  return "application/octet-stream";
}

// FNV-1a: tells versions of a file apart, nothing more is asked of an ETag.
std::string etag_of(std::string_view const bytes) {
  auto hash = std::uint64_t{14695981039346656037ULL};
  for (auto const c : bytes) {
    hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
  }
  return fmt::format("\"{:016x}-{:x}\"", hash, bytes.size());
}

result<std::string> read_file(fs::path const& path, std::size_t const size) {
  auto in = std::ifstream{path, std::ios::binary};
  auto bytes = std::string(size, '\0');
  if (!in.read(bytes.data(), static_cast<std::streamsize>(size))) {
    return fail(error_kind::kStorage, fmt::format("The file {} cannot be read.", path.string()), path.string());
  }
  return bytes;
}

}  // namespace

void put(static_site& site, std::string path, std::string bytes) {
  ensure(path.starts_with('/'), "a path of a site begins with '/'");
  auto file = static_file{std::string{content_type_of(path)}, std::move(bytes), {}};
  file.etag_ = etag_of(file.bytes_);
  if (path.ends_with(kIndex) && path[path.size() - kIndex.size() - 1] == '/') {
    site.files_.insert_or_assign(path.substr(0, path.size() - kIndex.size()), file);
  }
  site.files_.insert_or_assign(std::move(path), std::move(file));
}

result<static_site> read_folder(fs::path const& folder, site_limits const& limits) {
  auto ec = std::error_code{};
  auto walk = fs::recursive_directory_iterator{folder, ec};
  if (ec) {
    return fail(error_kind::kNotFound,
                fmt::format("The folder {} cannot be opened: {}.", folder.string(), ec.message()), folder.string());
  }
  auto site = static_site{};
  auto files = std::size_t{0};
  auto total = std::size_t{0};
  for (auto const end = fs::recursive_directory_iterator{}; walk != end; walk.increment(ec)) {
    if (walk->path().filename().string().starts_with('.')) {
      walk.disable_recursion_pending();
      continue;
    }
    if (walk->symlink_status(ec).type() != fs::file_type::regular) {
      continue;
    }
    auto const size = static_cast<std::size_t>(walk->file_size(ec));
    if (ec || ++files > limits.files_ || size > limits.bytes_ - total) {
      break;
    }
    total += size;
    auto bytes = read_file(walk->path(), size);
    if (!bytes) {
      return tl::unexpected{bytes.error()};
    }
    put(site, "/" + walk->path().lexically_relative(folder).generic_string(), std::move(*bytes));
  }
  if (ec) {
    return fail(error_kind::kStorage, fmt::format("The folder {} cannot be read: {}.", folder.string(), ec.message()),
                folder.string());
  }
  if (walk != fs::recursive_directory_iterator{}) {
    return fail(error_kind::kTooLarge,
                fmt::format("The folder {} holds more than the {} files or {} MB that are served from memory.",
                            folder.string(), limits.files_, limits.bytes_ >> 20U),
                folder.string());
  }
  return site;
}

}  // namespace leeward::http
