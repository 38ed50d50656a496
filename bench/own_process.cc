#include "own_process.h"

#include <array>
#include <cstdlib>
#include <stdexcept>
#include <sys/wait.h>
#include <unistd.h>

#include "base/ensure.h"

namespace leeward::bench {

namespace {

// What is thrown here must not come out on the copy of the caller's stack.
[[noreturn]] void work_and_answer(std::function<double()> const& work, int const answer) noexcept {
  auto const number = work();
  auto const written = write(answer, &number, sizeof number);
  std::_Exit(written == sizeof number ? EXIT_SUCCESS : EXIT_FAILURE);
}

}  // namespace

double in_own_process(std::function<double()> const& work) {
  auto ends = std::array<int, 2>{};
  ensure(pipe(ends.data()) == 0, "there is a pipe to be had");
  auto const child = fork();
  ensure(child >= 0, "there is a process to be had");
  if (child == 0) {
    work_and_answer(work, ends[1]);
  }
  close(ends[1]);
  auto number = 0.0;
  auto const got = read(ends[0], &number, sizeof number);
  close(ends[0]);
  auto status = 0;
  waitpid(child, &status, 0);
  if (got != sizeof number || status != 0) {
    throw std::runtime_error{"what was measured in a process of its own has failed"};
  }
  return number;
}

}  // namespace leeward::bench
