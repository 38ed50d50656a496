#include "base/problems.h"

#include <fmt/format.h>

namespace leeward {

problems::problems(std::string_view const source) : source_{source} {}

void problems::add(std::string_view const path, std::string_view const what) {
  if (count_ == 0) {
    first_path_ = path;
  }
  ++count_;
  paths_.emplace(path);
  if (lines_.size() < kMaxLines) {
    lines_.push_back(path.empty() ? fmt::format("{}: {}", source_, what)
                                  : fmt::format("{}: {}: {}", source_, path, what));
  }
}

bool problems::mentions(std::string_view const path) const {
  auto const at = paths_.lower_bound(path);
  return at != paths_.end() && at->starts_with(path);
}

tl::unexpected<error> problems::to_error() const {
  auto sentence = fmt::format("{}", fmt::join(lines_, "\n"));
  if (count_ > lines_.size()) {
    sentence += fmt::format("\n… and {} more", count_ - lines_.size());
  }
  return invalid(std::move(sentence), first_path_);
}

}  // namespace leeward
