#include "app/registry/search.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "app/registry/registry.h"
#include "operation/custody/disclosure.h"
#include "operation/duplicates/standing.h"
#include "operation/legs.h"
#include "operation/people.h"

namespace leeward::app {

using namespace operation;

namespace {

household_id household_of(state const& s, person_row const p) {
  return s.households_.households_.at(s.households_.persons_.at(p).household_).id_;
}

// Nor is it told where they live now into whom somebody was merged, if that is not to be told.
bool may_be_told(state const& s, found_one const& one, std::string_view const enquirer) {
  auto const p = s.households_.persons_.find(person_id{one.subject_});
  return custody::may_be_told(s, one.household_.value_or(household_id{}), enquirer) &&
         (p.is_none() || custody::may_be_told(s, household_of(s, duplicates::standing_for(s, p)), enquirer));
}

found_one place_of(state const& s, vault::found f) {
  auto one = found_one{.subject_ = f.subject_, .what_ = std::move(f.what_), .exact_ = f.cost_ == 0};
  if (auto const p = s.households_.persons_.find(person_id{f.subject_}); !p.is_none()) {
    one.person_ = person_id{f.subject_};
    one.household_ = household_of(s, p);
    one.now_ = where_is(s, duplicates::standing_for(s, p));
    if (auto const same = s.households_.persons_.at(p).same_as_; !same.is_none()) {
      one.same_as_ = s.households_.persons_.at(same).id_;
    }
  }
  if (auto const a = s.appeals_.appeals_.find(appeal_id{f.subject_}); !a.is_none()) {
    one.appeal_ = appeal_id{f.subject_};
    if (auto const h = s.appeals_.appeals_.at(a).household_; !h.is_none()) {
      one.household_ = s.households_.households_.at(h).id_;
    }
  }
  one.secret_ = one.household_ && !may_be_told(s, one, {});
  return one;
}

}  // namespace

whereabouts where_is(state const& s, person_row const p) {
  auto const& t = s.custody_.tracks_[p.v_];
  auto at = whereabouts{.place_ = operation::place_of(t), .since_ = t.since_};
  if (at.place_ == place::kWaiting) {
    auto const point = s.households_.households_.at(s.households_.persons_.at(p).household_).point_;
    at.where_ = point.is_none() ? "" : s.zones_.points_.at(point).name_;
    return at;
  }
  auto const* const leg = current_leg(t);
  if (leg == nullptr) {
    return at;
  }
  if (!leg->trip_.is_none() && at.place_ <= place::kUnderWay) {
    at.trip_ = s.trips_.trips_.at(leg->trip_).id_;
  }
  if (!leg->centre_.is_none() && at.place_ >= place::kArrived) {
    at.where_ = s.centres_.centres_.at(leg->centre_).name_;
  }
  return at;
}

result<found_people> registry::search(vault::query const& q, std::size_t const most, reader const& by,
                                      std::optional<std::string> const& enquirer) {
  if (auto const filled = be_filled(); !filled) {
    return tl::unexpected{filled.error()};
  }
  auto hits = vault::search_result{};
  auto const searched = with_vault([&](ledger::store&) {
    return vault_.search(q, enquirer ? vault::vault::kMostOpenedForASearch : std::min(most, kMostFound))
        .map([&](vault::search_result r) { hits = std::move(r); });
  });
  if (!searched) {
    return tl::unexpected{searched.error()};
  }
  auto all = found_people{.found_ = {}, .unreadable_ = enquirer ? 0 : hits.unreadable_};
  keeper_.see([&](state const& s, ledger::head const&) {
    for (auto& hit : hits.found_) {
      auto one = place_of(s, std::move(hit));
      if (!enquirer || (one.person_ && may_be_told(s, one, *enquirer))) {
        all.found_.push_back(std::move(one));
      }
    }
  });
  all.found_.resize(std::min({all.found_.size(), most, kMostFound}));
  auto subjects = std::vector<uuid>{};
  std::ranges::transform(all.found_, std::back_inserter(subjects), &found_one::subject_);
  return keeper_.with_store([&](ledger::store& s) { return note_read(s, keys_, by, std::move(subjects)); }).map([&] {
    return std::move(all);
  });
}

}  // namespace leeward::app
