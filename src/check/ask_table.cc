#include <map>
#include <string>
#include <vector>

#include "check/ask_roads.h"

namespace leeward::check {

namespace {

struct table {
  std::map<std::string, std::size_t, std::less<>> places_;
  std::vector<std::vector<planning::table_entry>> driving_s_;
};

}  // namespace

leg_times ask_table(planning::scenario const& s) {
  auto tables = std::map<std::string, table, std::less<>>{};
  for (auto const& t : s.travel_times_) {
    auto& made = tables[t.profile_];
    for (auto const& id : t.places_) {
      made.places_.emplace(id, made.places_.size());
    }
    made.driving_s_ = t.driving_s_;
  }
  return [tables](std::string_view const profile, std::string_view const from,
                  std::string_view const to) -> std::optional<seconds> {
    auto const t = tables.find(profile);
    if (t == tables.end()) {
      return std::nullopt;
    }
    auto const start = t->second.places_.find(from);
    auto const end = t->second.places_.find(to);
    if (start == t->second.places_.end() || end == t->second.places_.end()) {
      return std::nullopt;
    }
    auto const v = t->second.driving_s_[start->second][end->second].v_;
    return v ? std::optional{seconds{*v}} : std::nullopt;
  };
}

}  // namespace leeward::check
