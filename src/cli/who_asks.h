#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "base/uuid.h"
#include "cli/command.h"

// What the commands about people share.
namespace leeward::cli {

struct who_asks {
  std::optional<std::string> by_;
  std::optional<std::string> why_;
};

std::vector<option> declare(who_asks&);

// As they say, or the user of this process.
std::string name_of(who_asks const&);

// Errors: kInvalidInput.
result<uuid> parse_whose(std::string const&);

}  // namespace leeward::cli
