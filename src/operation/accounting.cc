#include "operation/accounting.h"

#include <algorithm>
#include <map>
#include <utility>

#include <fmt/format.h>

#include "operation/cases/open.h"
#include "operation/custody/watch.h"
#include "operation/legs.h"

namespace leeward::operation {

namespace {

// Whose limit runs anew, or who needs none any more.
bool was_sighted_again(custody::track const& t, instant const now) {
  return !custody::due(t) || (t.watched_until_ && *t.watched_until_ > now);
}

void settle_sighted(state const& s, instant const now, events& all) {
  auto still_missing = std::map<case_id, bool>{};
  for (auto const& [p, id] : s.cases_.not_sighted_) {
    auto const missing = !was_sighted_again(s.custody_.tracks_[p.v_], now);
    still_missing[id] = still_missing[id] || missing;
  }
  for (auto const& [id, missing] : still_missing) {
    if (!missing && all.size() < kMostCasesAtOnce) {
      all.emplace_back(cases::settled{id, "They were seen again.", {}});
    }
  }
}

}  // namespace

account account_of(state const& s, person_row const p) {
  auto const& person = s.households_.persons_.at(p);
  auto const& t = s.custody_.tracks_[p.v_];
  auto const open = s.cases_.not_sighted_.find(p);
  return {.person_ = person.id_,
          .household_ = s.households_.households_.at(person.household_).id_,
          .place_ = place_of(t),
          .since_ = t.since_,
          .last_ = t.last_,
          .due_ = custody::due(t),
          .case_ = open == s.cases_.not_sighted_.end() ? std::nullopt : std::optional{open->second}};
}

std::vector<person_row> not_accounted_for(state const& s, instant const now) {
  auto all = custody::overdue(s.custody_, now);
  for (auto const& [p, id] : s.cases_.not_sighted_) {
    if (!was_sighted_again(s.custody_.tracks_[p.v_], now)) {
      all.push_back(p);
    }
  }
  std::ranges::sort(all);
  all.erase(std::ranges::unique(all).begin(), all.end());
  return all;
}

events cases_by_clock(state const& s, context const& now) {
  auto all = events{};
  settle_sighted(s, now.now_, all);
  auto overdue = std::map<household_row, std::vector<person_id>>{};
  for (auto const p : custody::overdue(s.custody_, now.now_)) {
    if (overdue.size() == kMostCasesAtOnce) {
      break;
    }
    if (s.cases_.not_sighted_.contains(p)) {
      continue;
    }
    auto const& person = s.households_.persons_.at(p);
    overdue[person.household_].push_back(person.id_);
  }
  auto n = std::uint64_t{0};
  for (auto& [h, people] : overdue) {
    auto about = cases::about{};
    about.households_ = {s.households_.households_.at(h).id_};
    about.persons_ = std::move(people);
    all.emplace_back(cases::open(now, n++, cases::kind::kNotSighted, std::move(about),
                                 "Nobody has seen them for longer than should be."));
  }
  return all;
}

}  // namespace leeward::operation
