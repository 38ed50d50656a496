#include "operation/custody/what_follows.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <set>
#include <utility>

#include "operation/custody/beds_by_facts.h"
#include "operation/custody/cases_by_facts.h"
#include "operation/custody/realise.h"
#include "operation/legs.h"
#include "operation/people.h"

namespace leeward::operation::custody {

namespace {

std::set<household_row> households_of(prospect const& p) {
  auto all = std::set<household_row>{};
  for (auto const& [who, o] : p.people_) {
    all.insert(p.s_.households_.persons_.at(who).household_);
  }
  for (auto const& [who, then] : p.moved_) {
    all.insert(p.s_.households_.persons_.at(who).household_);
  }
  return all;
}

// The leg on which it stands; of more, the one that counts.
std::optional<std::size_t> leg_with(track const& t, fact_id const& fact) {
  auto found = std::optional<std::size_t>{};
  for (auto i = std::size_t{0}; i != t.legs_.size(); ++i) {
    auto const has = std::ranges::find(t.legs_[i].facts_, fact, &stated::fact_) != t.legs_[i].facts_.end();
    if (has && (!found || !t.legs_[i].closed_)) {
      found = i;
    }
  }
  return found;
}

void strike(operation::state const& s, person_row const who, fact_id const& fact, prospect& p, voided& gone,
            leg_closed& over) {
  auto const& t = s.custody_.tracks_[who.v_];
  auto const& id = s.households_.persons_.at(who).id_;
  auto facts = evidence_of(s, t);
  auto before = fold(facts, courses_of(s));
  std::erase_if(facts.facts_, [&](evidence const& e) { return e.fact_ == fact; });
  facts.void_.push_back(fact);
  auto after = fold(std::move(facts), courses_of(s));
  auto const on = leg_with(t, fact);
  gone.people_.push_back({id, static_cast<std::uint16_t>(on.value_or(0))});
  if ((on && !t.legs_[*on].closed_) || !is_same_place(before, after)) {
    if (auto const current = current_leg_number(t)) {
      over.people_.push_back({id, *current});
      if (on && *on != *current && !t.legs_[*on].closed_) {
        over.people_.push_back({id, static_cast<std::uint16_t>(*on)});
      }
    }
    p.off_leg_.insert(who);
    auto const is_said = after.place_ != place::kWaiting || !after.fact_.is_none();
    p.moved_[who] = is_said ? where_by_facts(s, after) : where_without_leg(s, who);
  }
  p.people_[who] = {std::move(before), std::move(after)};
}

}  // namespace

courses courses_of(operation::state const& s) {
  return [&s](trip_row const t) { return trips::course_of(s.trips_.trips_.at(t)); };
}

void note_moves(prospect& p) {
  for (auto const& [who, o] : p.people_) {
    auto const is_said = o.after_.place_ != place::kWaiting || !o.after_.fact_.is_none();
    if (!is_same_place(o.before_, o.after_) && is_said) {
      p.moved_[who] = where_by_facts(p.s_, o.after_);
    }
  }
}

void add_what_follows(prospect const& p, instant const happened, context const& now, events& all) {
  auto const households = households_of(p);
  auto beds = beds_of(p, households, now);
  std::ranges::move(beds.holds_, std::back_inserter(all));
  std::ranges::move(realise(p, happened), std::back_inserter(all));
  std::ranges::move(cases_by_facts(p, households, beds, now), std::back_inserter(all));
}

events places_for(operation::state const& s, person_row const who, needs const& then, fact_id const& by,
                  context const& now) {
  auto p = prospect{.s_ = s, .fact_ = by};
  p.needs_[who] = then;
  auto beds = beds_of(p, {s.households_.persons_.at(who).household_}, now);
  auto all = std::move(beds.holds_);
  std::ranges::move(cases_of_places(p, beds, now), std::back_inserter(all));
  return all;
}

// Their legs end first, so that the fact stands on none that counts: then nothing else has to be undone.
events strike(operation::state const& s, std::vector<person_row> const& people, fact_id const& fact,
              std::string const& reason, context const& now) {
  auto p = prospect{.s_ = s, .fact_ = fact};
  auto gone = voided{};
  gone.fact_ = fact;
  gone.reason_ = reason;
  auto over = leg_closed{.people_ = {}, .why_ = leg_end::kReleased};
  for (auto const who : people) {
    strike(s, who, fact, p, gone, over);
  }
  auto all = events{};
  if (!over.people_.empty()) {
    all.emplace_back(std::move(over));
  }
  all.emplace_back(std::move(gone));
  add_what_follows(p, now.now_, now, all);
  return all;
}

}  // namespace leeward::operation::custody
