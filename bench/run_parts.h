#pragma once

#include <functional>
#include <map>
#include <string>

namespace leeward::bench {

using parts = std::map<std::string, std::function<void()>>;

// Measures the parts that are named on the command line, or all; gives main's answer.
int run_parts(std::string const& program, parts const&, int argc, char** argv);

}  // namespace leeward::bench
