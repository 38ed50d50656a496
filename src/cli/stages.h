#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "base/progress.h"
#include "cli/console.h"

namespace leeward::cli {

// A line for each stage with the time that it took.
class stages {
public:
  stages(console const& out, int const count) : out_{out}, count_{count} {}

  template <typename Fn>
  auto run(std::string_view const what, Fn&& fn) {
    auto const begin = std::chrono::steady_clock::now();
    auto bar = std::optional<progress_bar>{std::in_place, out_, what};
    auto done = fn(*bar);
    bar.reset();
    auto const took = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    ++at_;
    if (done.has_value()) {
      out_.note(fmt::format("[{}/{}] {:<46} {:6.1f} s  {}", at_, count_, what, took, said_));
    }
    said_.clear();
    return done;
  }

  void say(std::string what) { said_ = std::move(what); }

private:
  console const& out_;
  int count_;
  int at_{0};
  std::string said_;
};

inline progress to_bar(progress_bar& bar) {
  return [&bar](std::string_view const phase, std::uint64_t const done, std::uint64_t const total) {
    bar.show(phase, total == 0 ? 0.0 : static_cast<double>(done) / static_cast<double>(total));
  };
}

}  // namespace leeward::cli
