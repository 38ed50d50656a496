#include "tickets/known_tickets.h"

#include <fmt/format.h>

namespace leeward::tickets {

void known_tickets::take(no_longer_good_list const& l) {
  if (as_of_ && l.as_of_ < *as_of_) {
    return;
  }
  as_of_ = l.as_of_;
  taken_back_.clear();
  for (auto const& t : l.tickets_) {
    taken_back_.emplace(t.household_, t);
  }
}

std::optional<taken_back> known_tickets::is_taken_back(ticket const& t) const {
  auto const found = taken_back_.find(t.household_);
  return found == taken_back_.end() || t.version_ > found->second.up_to_ ? std::nullopt
                                                                         : std::optional{found->second.why_};
}

std::optional<instant> known_tickets::seen_at(ticket const& t) const {
  auto const found = seen_.find(key_of(t));
  return found == seen_.end() ? std::nullopt : std::optional{found->second};
}

result<void> known_tickets::remember(ticket const& t, instant const at) {
  if (seen_.size() >= kMostSeen && !seen_at(t)) {
    return fail(error_kind::kTooLarge,
                fmt::format("this device has seen {} tickets, more than it can keep; begin a new record", kMostSeen),
                "seen");
  }
  seen_.emplace(key_of(t), at);
  return {};
}

seen_file known_tickets::to_file() const {
  auto f = seen_file{.operation_ = operation_, .seen_ = {}};
  f.seen_.reserve(seen_.size());
  for (auto const& [k, at] : seen_) {
    f.seen_.push_back({k.household_, k.trip_, k.version_, at});
  }
  return f;
}

result<void> known_tickets::from_file(seen_file const& f, std::string_view const source) {
  if (f.operation_ != operation_) {
    return invalid(fmt::format("{}: operation: is {}, must be {}: this record is of another operation", source,
                               to_string(f.operation_), to_string(operation_)),
                   "operation");
  }
  if (f.seen_.size() > kMostSeen) {
    return fail(error_kind::kTooLarge,
                fmt::format("{}: seen: has {}, at most {} can be read", source, f.seen_.size(), kMostSeen), "seen");
  }
  for (auto const& s : f.seen_) {
    seen_.emplace(key{s.household_, s.trip_, s.version_}, s.at_);
  }
  return {};
}

}  // namespace leeward::tickets
