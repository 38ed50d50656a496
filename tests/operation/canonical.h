#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "operation/custody/fold.h"
#include "operation/custody/prospect.h"
#include "operation/duplicates/standing.h"
#include "operation/state.h"
#include "operation/word.h"

// What has to be the same in whatever order devices are heard, as lines of text: the facts of each person and trip,
// where each person is, the beds held in each centre, and the open cases by kind and what they are about. Not in it:
// when something was received, numbers that follow from that, sentences, and the cases of who was not seen for long,
// which depend on when the server heard of people.
namespace leeward::operation {

inline std::string canonical_facts(state const& s, custody::track const& t) {
  auto const all = custody::evidence_of(s, t);
  auto facts = std::vector<std::string>{};
  for (auto const& f : all.facts_) {
    facts.push_back(to_string(f.fact_));
  }
  std::ranges::sort(facts);
  facts.erase(std::ranges::unique(facts).begin(), facts.end());
  return fmt::format("{}", fmt::join(facts, " "));
}

inline std::string canonical_place(state const& s, person_row const p) {
  auto const w = custody::where_by_legs(s, p);
  auto line = word(w.place_);
  if (w.place_ == place::kGone) {
    return line;
  }
  if (!w.trip_.is_none()) {
    line += " trip " + to_string(s.trips_.trips_.at(w.trip_).id_);
  }
  if (!w.centre_.is_none()) {
    line += " centre " + to_string(s.centres_.centres_.at(w.centre_).id_);
  }
  return w.room_ ? line + " room " + to_string(*w.room_) : line;
}

// A household that was merged into another is that one. A case of a child is about the child: a desk's case also says
// where it was, and one from the field that takes its place, after it was well for a while, does not.
inline std::string canonical_about(state const& s, cases::kind const kind, cases::about a) {
  if (kind == cases::kind::kChildAlone) {
    a.trip_.reset();
    a.centre_.reset();
  }
  auto things = std::vector<std::string>{};
  for (auto const& p : a.persons_) {
    things.push_back(to_string(p));
  }
  for (auto const& h : a.households_) {
    auto const row = duplicates::standing_for(s, s.households_.households_.row_of(h));
    things.push_back(to_string(s.households_.households_.at(row).id_));
  }
  std::ranges::sort(things);
  return fmt::format("{} trip {} centre {}", fmt::join(things, " "), a.trip_ ? to_string(*a.trip_) : "none",
                     a.centre_ ? to_string(*a.centre_) : "none");
}

inline std::string canonical(state const& s) {
  auto lines = std::vector<std::string>{};
  for (auto i = std::uint32_t{0}; i != s.custody_.tracks_.size(); ++i) {
    auto const& id = s.households_.persons_.at(person_row{i}).id_;
    lines.push_back(fmt::format("person {}: {}; facts {}", to_string(id), canonical_place(s, person_row{i}),
                                canonical_facts(s, s.custody_.tracks_[i])));
  }
  for (auto const& [person, facts] : s.custody_.waiting_.of_) {
    auto sorted = facts;
    std::ranges::sort(sorted);
    for (auto const& f : sorted) {
      lines.push_back(fmt::format("not registered {}: {}", to_string(person), to_string(f)));
    }
  }
  for (auto const& t : s.trips_.trips_.all()) {
    auto told = std::vector<std::string>{};
    std::ranges::transform(t.told_, std::back_inserter(told), [](auto const& x) { return to_string(x.fact_); });
    std::ranges::sort(told);
    lines.push_back(fmt::format("trip {}: {}; {}", to_string(t.id_), word(t.phase_), fmt::join(told, " ")));
  }
  for (auto const& c : s.centres_.centres_.all()) {
    lines.push_back(fmt::format("centre {}: holds {} and {}", to_string(c.id_), c.held_.general_, c.held_.accessible_));
  }
  for (auto const& c : s.cases_.cases_.all()) {
    if (!c.settled_ && c.what_.kind_ != cases::kind::kNotSighted) {
      lines.push_back(
          fmt::format("case {} about {}", word(c.what_.kind_), canonical_about(s, c.what_.kind_, c.what_.about_)));
    }
  }
  std::ranges::sort(lines);
  return fmt::format("{}\n", fmt::join(lines, "\n"));
}

}  // namespace leeward::operation
