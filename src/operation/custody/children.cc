#include "operation/custody/children.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "operation/cases/open.h"
#include "operation/duplicates/standing.h"
#include "operation/people.h"

namespace leeward::operation::custody {

namespace {

bool is_looked_after(operation::state const& s, person_row const child, is_there const& there) {
  auto const of = care_of(s, child);
  return of.handed_over_ || std::ranges::any_of(of.carers_, there);
}

}  // namespace

bool is_child(households::person const& p) {
  return p.age_ == households::age_band::kUnder3 || p.age_ == households::age_band::kChild;
}

care care_of(operation::state const& s, person_row const child) {
  auto all = care{};
  if (auto const guarded = guardianship_of(s, child)) {
    all.handed_over_ = guarded->handed_over_;
    for (auto const g : guarded->guardians_) {
      all.carers_.push_back(duplicates::standing_for(s, g));
    }
    return all;
  }
  all.carers_ = s.households_.households_.at(s.households_.persons_.at(child).household_).persons_;
  std::erase_if(all.carers_, [&](person_row const p) {
    return s.custody_.tracks_[p.v_].uncounted_ || is_child(s.households_.persons_.at(p));
  });
  return all;
}

is_there among(std::vector<person_row> const& people) {
  return [&](person_row const p) { return std::ranges::find(people, p) != people.end(); };
}

std::optional<guardianship> guardianship_of(operation::state const& s, person_row const child) {
  auto all = std::optional<guardianship>{};
  for (auto const& [p, of] : s.custody_.children_) {
    if (duplicates::standing_for(s, p) == child) {
      auto& g = all ? *all : all.emplace();
      g.guardians_.insert(g.guardians_.end(), of.guardians_.begin(), of.guardians_.end());
      g.barred_.insert(g.barred_.end(), of.barred_.begin(), of.barred_.end());
      g.handed_over_ = g.handed_over_ || of.handed_over_;
    }
  }
  return all;
}

check children_are_safe(operation::state const& s, std::vector<person_row> const& leaving) {
  for (auto const p : leaving) {
    auto const& person = s.households_.persons_.at(p);
    if (is_child(person) && !is_looked_after(s, p, among(leaving))) {
      return refuse(refusal_code::kNotAllowed,
                    fmt::format("{} is a child and cannot leave alone.", to_string(person.id_)), "people",
                    "its guardian among those who leave, or the record of a hand-over first");
    }
  }
  return {};
}

void note_children_alone(operation::state const& s, std::vector<person_row> const& people, is_there const& there,
                         trips::trip const& t, std::string_view const sentence, context const& now, events& all) {
  constexpr auto const kOfChildren = std::uint64_t{1} << 20U;  // apart from the other cases of the same command
  for (auto const p : people) {
    auto const& person = s.households_.persons_.at(p);
    if (!is_child(person) || s.cases_.alone_.contains(p) || is_looked_after(s, p, there)) {
      continue;
    }
    auto about = cases::about{};
    about.persons_ = {person.id_};
    about.households_ = {s.households_.households_.at(person.household_).id_};
    about.trip_ = t.id_;
    if (!t.to_.is_none()) {
      about.centre_ = s.centres_.centres_.at(t.to_).id_;
    }
    all.emplace_back(
        cases::open(now, kOfChildren + p.v_, cases::kind::kChildAlone, std::move(about), std::string{sentence}));
  }
}

void settle_children_together(operation::state const& s, is_there const& there, events& all) {
  for (auto const& [child, id] : s.cases_.alone_) {
    if (there(child) && is_looked_after(s, child, there)) {
      all.emplace_back(cases::settled{id, "Somebody who looks after the child is there.", {}});
    }
  }
}

void settle_children_in(operation::state const& s, centre_row const c, std::vector<person_row> const& coming,
                        events& all) {
  is_there const there = [&](person_row const p) {
    auto const stay = s.centres_.stays_.find(p.v_);
    auto const lives_here = stay != s.centres_.stays_.end() && stay->second.centre_ == c && !stay->second.leaving_;
    return lives_here || std::ranges::find(coming, p) != coming.end();
  };
  settle_children_together(s, there, all);
}

}  // namespace leeward::operation::custody
