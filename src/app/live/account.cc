#include "app/live/account.h"

#include "operation/accounting.h"
#include "operation/word.h"

namespace leeward::app {

using namespace operation;

namespace {

evidence evidence_of(state const& s, custody::sighting const& seen) {
  auto e = evidence{.at_ = seen.at_, .as_ = seen.as_, .trip_ = {}, .centre_ = {}, .point_ = {}};
  if (!seen.trip_.is_none()) {
    e.trip_ = s.trips_.trips_.at(seen.trip_).id_;
  }
  if (!seen.point_.is_none()) {
    auto const& point = s.zones_.points_.at(seen.point_);
    e.point_ = point.id_;
    e.where_ = point.name_;
  }
  if (!seen.centre_.is_none()) {
    auto const& centre = s.centres_.centres_.at(seen.centre_);
    e.centre_ = centre.id_;
    e.where_ = centre.name_;
  }
  return e;
}

open_question question_of(state const& s, case_id const& id) {
  auto const& c = s.cases_.cases_.at(id);
  return {.case_ = id, .owner_ = c.what_.owner_, .to_ = c.to_, .since_ = c.since_, .due_ = c.what_.due_};
}

}  // namespace

account_of_person account_of(state const& s, person_row const p, instant const now) {
  auto const a = operation::account_of(s, p);
  auto line = account_of_person{.person_ = a.person_,
                                .household_ = a.household_,
                                .place_ = a.place_,
                                .since_ = a.since_,
                                .last_ = {},
                                .limit_ = a.due_,
                                .overdue_ = a.due_ && *a.due_ <= now,
                                .question_ = {},
                                .same_as_ = {}};
  if (a.last_) {
    line.last_ = evidence_of(s, *a.last_);
  }
  if (a.case_) {
    line.question_ = question_of(s, *a.case_);
  }
  if (auto const same = s.households_.persons_.at(p).same_as_; !same.is_none()) {
    line.same_as_ = s.households_.persons_.at(same).id_;
  }
  return line;
}

account account_of(state const& s, std::uint64_t const events, instant const now) {
  auto all = account{};
  auto& t = all.totals_;
  t.as_of_ = now;
  t.events_ = events;
  if (s.operations_.what_) {
    t.operation_ = s.operations_.what_->name_;
    t.kind_ = s.operations_.what_->kind_;
  }
  for (auto const& w : json::words_of<place>()) {
    t.places_[w.word_] = s.custody_.by_place_[w.value_];
  }
  t.registered_ = s.households_.registered_;
  t.open_cases_ = s.cases_.open_;
  all.people_.reserve(s.households_.persons_.size());
  for (auto p = person_row{0}; p.v_ != s.households_.persons_.size(); ++p.v_) {
    all.people_.push_back(account_of(s, p, now));
    auto const& line = all.people_.back();
    t.overdue_ += line.overdue_ ? 1 : 0;
    t.without_case_ += line.overdue_ && !line.question_ ? 1 : 0;
  }
  return all;
}

}  // namespace leeward::app
