#include "operation/custody/enter.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <set>
#include <utility>
#include <variant>

#include "operation/custody/prospect.h"
#include "operation/custody/what_follows.h"

namespace leeward::operation::custody {

namespace {

// Whether the event that brings somebody there says all that the fact says.
bool says_all(evidence const& e, whereabouts const& w) {
  return w.fact_ == e.fact_ && e.to_ == w.place_ && (e.to_ != place::kSheltered || e.room_);
}

// Whom this fact brings somewhere. Who is gone is gone to where it says.
std::set<person_id> brought_there(evidence const& e, std::string const& to_where, events& all) {
  auto people = std::set<person_id>{};
  for (auto& one : all) {
    auto* const of_custody = std::get_if<custody::event>(&one);
    auto* const m = of_custody == nullptr ? nullptr : std::get_if<moved>(of_custody);
    if (m == nullptr || m->fact_ != e.fact_) {
      continue;
    }
    if (m->to_ == place::kGone) {
      m->to_where_ = to_where;
    }
    std::ranges::transform(m->people_, std::inserter(people, people.end()), &on_leg::person_);
  }
  return people;
}

}  // namespace

noted to_event(operation::state const& s, evidence const& e) {
  auto n = noted{};
  n.fact_ = e.fact_;
  n.to_ = e.to_;
  n.happened_ = e.happened_;
  if (!e.trip_.is_none()) {
    n.trip_ = s.trips_.trips_.at(e.trip_).id_;
  }
  if (!e.centre_.is_none()) {
    n.centre_ = s.centres_.centres_.at(e.centre_).id_;
  }
  n.room_ = e.room_;
  if (e.to_ == place::kGone) {
    n.how_ = e.how_;
  }
  return n;
}

events enter(operation::state const& s, std::vector<person_row> const& people, evidence const& e,
             std::string const& to_where, context const& now) {
  auto p = prospect{.s_ = s, .fact_ = e.fact_};
  p.trip_ = e.trip_.is_none() ? std::nullopt : std::optional{e.trip_};
  p.centre_ = e.centre_.is_none() ? std::nullopt : std::optional{e.centre_};
  auto const course = courses_of(s);
  for (auto const who : people) {
    auto facts = evidence_of(s, s.custody_.tracks_[who.v_]);
    auto before = fold(facts, course);
    facts.facts_.push_back(e);
    p.people_[who] = {std::move(before), fold(std::move(facts), course)};
  }
  note_moves(p);
  auto follows = events{};
  add_what_follows(p, e.happened_, now, follows);
  auto const there = brought_there(e, to_where, follows);
  auto rest = to_event(s, e);
  rest.to_where_ = to_where;
  for (auto const who : people) {
    auto const& id = s.households_.persons_.at(who).id_;
    if (!there.contains(id) || !says_all(e, p.people_.at(who).after_)) {
      rest.people_.push_back(id);
    }
  }
  auto all = rest.people_.empty() ? events{} : events{std::move(rest)};
  std::ranges::move(follows, std::back_inserter(all));
  return all;
}

}  // namespace leeward::operation::custody
