#include "base/problems.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

namespace leeward {

problems::problems(std::string_view const source) : source_{source} {}

void problems::add(std::string_view const path, std::string_view const what) {
  ++count_;
  if (kept_.size() < kMaxKept) {
    paths_.emplace(path);
    kept_.push_back({std::string{path}, std::string{what}});
  }
}

bool problems::mentions(std::string_view const path) const {
  auto const at = paths_.lower_bound(path);
  return at != paths_.end() && at->starts_with(path);
}

tl::unexpected<error> problems::to_error() const {
  auto lines = std::vector<std::string>{};
  for (auto i = std::size_t{0}; i != std::min(kMaxLines, kept_.size()); ++i) {
    auto const& [path, what] = kept_[i];
    lines.push_back(path.empty() ? fmt::format("{}: {}", source_, what)
                                 : fmt::format("{}: {}: {}", source_, path, what));
  }
  auto sentence = fmt::format("{}", fmt::join(lines, "\n"));
  if (count_ > lines.size()) {
    sentence += fmt::format("\n… and {} more", count_ - lines.size());
  }
  return invalid(std::move(sentence), kept_.empty() ? std::string{} : kept_.front().path_);
}

}  // namespace leeward
