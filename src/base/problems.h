#pragma once

#include <cstddef>
#include <functional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace leeward {

// Everything that is wrong with one input, so that a person mends it in one go. Each problem becomes a line
// "SOURCE: PATH: WHAT"; after kMaxLines there is one more, "… and N more".
//
//   auto wrong = problems{"scenario.json"};
//   if (h.persons_ < 1) wrong.add(fmt::format("households[{}].persons", i), fmt::format("is {}, must be at least 1",
//   …)); if (!wrong.empty()) return wrong.to_error();
class problems {
public:
  static constexpr std::size_t kMaxLines = 50;
  static constexpr std::size_t kMaxKept = 100'000;

  struct problem {
    std::string path_;
    std::string what_;
  };

  explicit problems(std::string_view source);

  // An empty path means the source as a whole.
  void add(std::string_view path, std::string_view what);

  // Whether one of the problems kept has a path that begins so.
  bool mentions(std::string_view path) const;

  bool empty() const { return count_ == 0; }

  // The first kMaxKept of them, in the order in which they came; count() may be more.
  std::vector<problem> const& kept() const { return kept_; }
  std::size_t count() const { return count_; }

  // kInvalidInput; field_ is the path of the first problem.
  tl::unexpected<error> to_error() const;

private:
  std::string source_;
  std::vector<problem> kept_;
  std::set<std::string, std::less<>> paths_;  // of those
  std::size_t count_{0};
};

}  // namespace leeward
