#include "check/check.h"

#include "check/sheet.h"

namespace leeward::check {

namespace {

template <typename List>
void index(List const& list, by_id<typename List::value_type>& into) {
  for (auto const& x : list) {
    into.emplace(x.id_, &x);
  }
}

void add_begun(sheet& s) {
  if (!s.s_.committed_) {
    return;
  }
  for (auto const& t : s.s_.committed_->trips_) {
    if (auto const* const is = find(s.trips_, t.id_); is != nullptr && *is == t) {
      s.begun_trips_.insert(t.id_);
    }
    for (auto const& at : t.pickups_) {
      s.begun_households_.insert(at.households_.begin(), at.households_.end());
    }
  }
  for (auto const& d : s.s_.committed_->duties_) {
    if (auto const* const is = find(s.duties_, d.id_); is != nullptr && is->back_ == d.back_) {
      s.begun_backs_.insert(d.id_);
    }
  }
}

}  // namespace

sheet::sheet(planning::scenario const& s, planning::plan const& p, leg_times const& times)
    : s_{s}, p_{p}, times_{times}, boarding_{planning::boarding_places(s)} {
  index(s.households_, households_);
  index(boarding_, points_);
  index(s.centres_, centres_);
  index(s.depots_, depots_);
  index(s.vehicles_, vehicles_);
  index(p.trips_, trips_);
  index(p.duties_, duties_);
  for (auto const& a : p.households_) {
    served_.emplace(a.household_, &a);
  }
  add_begun(*this);
  for (auto const& h : s.households_) {
    for (auto const& id : h.travels_with_) {
      if (auto const* const other = find(households_, id); other != nullptr) {
        beside_[h.id_].push_back(other);
        beside_[id].push_back(&h);
      }
    }
  }
  auto const add_places = [&](auto const& list) {
    for (auto const& x : list) {
      places_.emplace(x.id_, spot{x.name_, x.position_});
    }
  };
  add_places(s.depots_);
  add_places(boarding_);
  add_places(s.centres_);
}

std::vector<finding> check_plan(planning::scenario const& s, planning::plan const& p, leg_times const& times) {
  auto judged = sheet{s, p, times};
  check_ids(judged);
  check_households(judged);
  check_company(judged);
  check_committed(judged);
  check_reasons(judged);
  check_trips(judged);
  check_places(judged);
  check_duties(judged);
  check_legs(judged);
  check_totals(judged);
  return std::move(judged.findings_);
}

}  // namespace leeward::check
