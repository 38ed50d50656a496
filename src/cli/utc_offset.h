#pragma once

#include <string>

#include "base/quantities.h"
#include "base/result.h"

namespace leeward::cli {

// What --utc-offset says, "+03:00", in seconds. Errors: kInvalidInput.
result<seconds> parse_utc_offset(std::string const&);

}  // namespace leeward::cli
