#include <map>

#include "operation/cases/open.h"
#include "operation/cases/rules.h"
#include "operation/custody/watch.h"

namespace leeward::operation::cases {

namespace {

// Where the open cases of this kind are kept by person; nowhere, of most kinds.
std::map<person_row, case_id>* by_person(state& s, kind const k) {
  switch (k) {
    case kind::kNotSighted: return &s.not_sighted_;
    case kind::kChildAlone: return &s.alone_;
    default: return nullptr;
  }
}

}  // namespace

void apply(operation::state& s, instant const at, opened const& e) {
  s.cases_.cases_.add({e.case_, e, at, {}, false, {}});
  ++s.cases_.open_;
  if (e.fact_) {
    s.cases_.by_facts_[{e.kind_, thing_of(e.about_)}] = e.case_;
  }
  if (auto* const all = by_person(s.cases_, e.kind_); all != nullptr) {
    for (auto const& person : e.about_.persons_) {
      (*all)[s.households_.persons_.row_of(person)] = e.case_;
    }
  }
  if (e.kind_ == kind::kNotSighted) {
    for (auto const& person : e.about_.persons_) {
      custody::unwatch(s.custody_, s.households_.persons_.row_of(person));
    }
  }
}

void apply(operation::state& s, instant, assigned const& e) {
  auto& c = s.cases_.cases_.at(e.case_);
  c.what_.owner_ = e.owner_;
  c.what_.due_ = e.due_;
  c.to_ = e.to_;
}

void apply(operation::state& s, instant, settled const& e) {
  auto& c = s.cases_.cases_.at(e.case_);
  c.settled_ = true;
  c.how_ = e.how_;
  --s.cases_.open_;
  if (c.what_.fact_ && e.by_.empty()) {
    s.cases_.by_facts_.erase({c.what_.kind_, thing_of(c.what_.about_)});
  }
  if (auto* const all = by_person(s.cases_, c.what_.kind_); all != nullptr) {
    for (auto const& person : c.what_.about_.persons_) {
      all->erase(s.households_.persons_.row_of(person));
    }
  }
}

}  // namespace leeward::operation::cases
