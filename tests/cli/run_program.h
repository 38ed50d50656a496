#pragma once

#include <string>
#include <vector>

namespace leeward::cli {

struct outcome {
  int code_{-1};  // -1: ended by a signal
  std::string out_;
  std::string err_;
};

// Runs the built program with these arguments, without a shell or a terminal, in an empty folder of its own.
outcome run_program(std::vector<std::string> const& arguments);

}  // namespace leeward::cli
