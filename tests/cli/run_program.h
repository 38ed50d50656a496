#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace leeward::cli {

struct outcome {
  int code_{-1};  // -1: ended by a signal
  std::string out_;
  std::string err_;
};

// Runs the built program with these arguments, without a shell or a terminal. Its standard output goes into the
// outcome, or to the file `output`.
outcome run_program(std::vector<std::string> const& arguments, std::string const& output = {});

// The same before somebody who watches: what goes to standard error goes to a terminal of so many columns, and into the
// outcome as it was drawn.
outcome run_on_terminal(std::vector<std::string> const& arguments, std::uint16_t columns);

}  // namespace leeward::cli
