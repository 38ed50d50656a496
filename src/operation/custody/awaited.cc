#include "operation/custody/awaited.h"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <set>
#include <utility>

#include "operation/cases/open.h"
#include "operation/custody/enter.h"
#include "operation/custody/seen_at_point.h"
#include "operation/duplicates/standing.h"

namespace leeward::operation::custody {

namespace {

constexpr auto const kOfAwaited = std::uint64_t{1} << 26U;  // apart from the other cases of the same command

cases::open_case const* case_of(operation::state const& s, person_id const& person) {
  auto const found = s.cases_.by_facts_.find({cases::kind::kUnregistered, person.v_});
  return found == s.cases_.by_facts_.end() ? nullptr : &s.cases_.cases_.at(found->second);
}

evidence read(operation::state const& s, noted const& what) {
  return {.fact_ = what.fact_,
          .happened_ = what.happened_,
          .to_ = what.to_,
          .trip_ = what.trip_ ? s.trips_.trips_.row_of(*what.trip_) : trip_row{},
          .centre_ = what.centre_ ? s.centres_.centres_.row_of(*what.centre_) : centre_row{},
          .room_ = what.room_,
          .how_ = what.how_.value_or(gone::kUnknown)};
}

void settle(operation::state const& s, std::vector<person_id> const& people, events& all) {
  for (auto const& p : people) {
    if (auto const* const c = case_of(s, p); c != nullptr && !c->settled_) {
      all.emplace_back(cases::settled{c->what_.case_, "They are registered.", {}});
    }
  }
}

}  // namespace

events await(operation::state const& s, evidence const& e, std::vector<person_id> const& people,
             std::string const& to_where, context const& now) {
  auto all = events{};
  if (people.empty()) {
    return all;
  }
  auto what = to_event(s, e);
  what.people_ = people;
  what.to_where_ = to_where;
  all.emplace_back(awaited{std::move(what)});
  auto n = kOfAwaited;
  for (auto const& p : people) {
    if (case_of(s, p) == nullptr) {
      auto about = cases::about{};
      about.persons_ = {p};
      auto c = cases::open(now, n++, cases::kind::kUnregistered, std::move(about),
                           "A device has seen this person, and nobody has registered them.");
      c.fact_ = e.fact_;
      all.emplace_back(std::move(c));
    }
  }
  return all;
}

void find_awaited(state& s, person_id const& person, person_row const row) {
  auto const found = s.waiting_.of_.find(person);
  if (found == s.waiting_.of_.end()) {
    return;
  }
  for (auto const& fact : found->second) {
    s.waiting_.found_[fact].push_back(row);
  }
  s.waiting_.of_.erase(found);
}

bool is_somebody_found(operation::state const& s) { return !s.custody_.waiting_.found_.empty(); }

events facts_found(operation::state const& s, context const& now) {
  auto const& w = s.custody_.waiting_;
  if (!is_somebody_found(s)) {
    return {};
  }
  auto const& [fact, rows] = *w.found_.begin();
  auto const& what = w.facts_.at(fact);
  auto there = found{.fact_ = fact, .people_ = {}};
  auto standing = std::set<person_row>{};
  for (auto const p : rows) {
    there.people_.push_back(s.households_.persons_.at(p).id_);
    standing.insert(duplicates::standing_for(s, p));
  }
  auto all = events{there};
  settle(s, there.people_, all);
  auto const people = std::vector<person_row>{standing.begin(), standing.end()};
  if (what.to_ == place::kWaiting) {
    auto seen = sighted{.people_ = {}, .centre_ = what.centre_, .point_ = {}, .by_ = {}, .happened_ = what.happened_};
    std::ranges::transform(people, std::back_inserter(seen.people_),
                           [&](person_row const p) { return s.households_.persons_.at(p).id_; });
    all.emplace_back(std::move(seen));
    return all;
  }
  if (what.to_ == place::kBoarded) {
    confirm_at_point(s, people, now, all);
  }
  std::ranges::move(enter(s, people, read(s, what), what.to_where_, now), std::back_inserter(all));
  return all;
}

}  // namespace leeward::operation::custody
