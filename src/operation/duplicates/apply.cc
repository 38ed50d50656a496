#include <algorithm>
#include <vector>

#include "operation/appeals/asked_since.h"
#include "operation/custody/watch.h"
#include "operation/duplicates/follow.h"
#include "operation/duplicates/rules.h"
#include "operation/duplicates/standing.h"
#include "operation/holds/for_nobody.h"
#include "operation/people.h"

namespace leeward::operation::duplicates {

namespace {

void count(operation::state& s, person_row const p, bool const counted) {
  auto& t = s.custody_.tracks_[p.v_];
  t.uncounted_ = !counted;
  s.custody_.by_place_[place_of(s, p)] += counted ? 1 : -1;
  s.households_.registered_ += counted ? 1 : -1;
  custody::watch(s.custody_, p);
}

// Others belong to the two than before.
void both_changed(operation::state& s, household_row const from, household_row const into) {
  ++s.households_.households_.at(from).version_;
  ++s.households_.households_.at(into).version_;
  s.households_.households_.at(into).asked_ = appeals::asked_since(s, into);
  holds::note_if_for_nobody(s, from);
  holds::note_if_for_nobody(s, into);
}

void move(operation::state& s, std::vector<person_id> const& people, household_row const from,
          household_row const into) {
  for (auto const& id : people) {
    auto const p = s.households_.persons_.row_of(id);
    s.households_.persons_.at(p).household_ = into;
    std::erase(s.households_.households_.at(from).persons_, p);
    s.households_.households_.at(into).persons_.push_back(p);
  }
}

}  // namespace

void follow(operation::state& s, cases::opened const& e) {
  auto const& both = e.about_.households_;
  if (e.kind_ == cases::kind::kDuplicate && both.size() == 2) {
    auto const& all = s.households_.households_;
    s.duplicates_.open_[pair_of(all.row_of(both[0]), all.row_of(both[1]))] = e.case_;
  }
}

void follow(operation::state& s, cases::settled const& e) {
  auto const& what = s.cases_.cases_.at(e.case_).what_;
  auto const& both = what.about_.households_;
  if (what.kind_ == cases::kind::kDuplicate && both.size() == 2) {
    auto const& all = s.households_.households_;
    s.duplicates_.open_.erase(pair_of(all.row_of(both[0]), all.row_of(both[1])));
  }
}

void apply(operation::state& s, instant, judged const& e) {
  auto const& all = s.households_.households_;
  s.duplicates_.verdicts_[pair_of(all.row_of(e.a_), all.row_of(e.b_))] = e.verdict_;
}

void apply(operation::state& s, instant, merged const& e) {
  auto const from = s.households_.households_.row_of(e.from_);
  auto const into = s.households_.households_.row_of(e.into_);
  s.duplicates_.merges_[e.merge_] = {.what_ = e, .hold_ = s.holds_.of_[from.v_]};
  for (auto const& pair : e.same_) {
    auto const p = s.households_.persons_.row_of(pair.of_from_);
    s.households_.persons_.at(p).same_as_ = s.households_.persons_.row_of(pair.of_into_);
    count(s, p, false);
  }
  move(s, e.come_over_, from, into);
  s.households_.households_.at(from).merged_into_ = into;
  s.duplicates_.merged_[into].push_back(from);
  both_changed(s, from, into);
}

void apply(operation::state& s, instant, unmerged const& e) {
  auto const from = s.households_.households_.row_of(e.from_);
  auto const into = s.households_.households_.row_of(e.into_);
  s.duplicates_.merges_.at(e.merge_).undone_ = true;
  for (auto const& pair : e.apart_) {
    auto const p = s.households_.persons_.row_of(pair.of_from_);
    s.households_.persons_.at(p).same_as_ = {};
    count(s, p, true);
  }
  move(s, e.go_back_, into, from);
  s.households_.households_.at(from).merged_into_ = {};
  std::erase(s.duplicates_.merged_[into], from);
  both_changed(s, from, into);
}

}  // namespace leeward::operation::duplicates
