#include "app/plans/field.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "app/plans/names.h"
#include "operation/legs.h"
#include "operation/people.h"
#include "operation/trips/manifest.h"

namespace leeward::app {

namespace {

using namespace operation;

constexpr auto const kOneMinute = seconds{60};

std::vector<person_id> ids_of(operation::state const& s, std::vector<person_row> const& rows) {
  auto ids = std::vector<person_id>{};
  ids.reserve(rows.size());
  std::ranges::transform(rows, std::back_inserter(ids),
                         [&](person_row const p) { return s.households_.persons_.at(p).id_; });
  return ids;
}

trip_row trip_of(operation::state const& s, person_row const p) {
  auto const* const l = current_leg(s.custody_.tracks_[p.v_]);
  return l == nullptr ? trip_row{} : l->trip_;
}

field_report say(trips::command what) { return {std::move(what)}; }

// Their own vehicle broke down, and this one takes them over.
std::optional<trip_id> broken_trip_of(operation::state const& s, household_row const h) {
  for (auto const p : members_at(s, h, place::kUnderWay)) {
    auto const t = trip_of(s, p);
    if (!t.is_none() && s.trips_.trips_.at(t).phase_ == trips::phase::kBrokenDown) {
      return s.trips_.trips_.at(t).id_;
    }
  }
  return std::nullopt;
}

std::vector<field_report> boarding(operation::state const& s, occasion const& o, deviations const& d) {
  auto const row = s.trips_.trips_.row_of(o.trip_);
  auto promised = custody::board{o.trip_, {}};
  auto over = std::map<trip_id, std::vector<household_id>>{};
  auto stand_by = std::vector<field_report>{};
  for (auto const& id : o.households_) {
    auto const h = s.households_.households_.find(id);
    if (h.is_none() || d.stay_away_.contains(id)) {
      continue;
    }
    if (auto const broken = broken_trip_of(s, h)) {
      over[*broken].push_back(id);
      continue;
    }
    auto here = members_at(s, h, place::kPromised);
    std::erase_if(here, [&](person_row const p) { return trip_of(s, p) != row; });
    std::ranges::move(ids_of(s, here), std::back_inserter(promised.people_));
    auto const& list = s.trips_.trips_.at(row).standby_;
    if (auto const waiting = members_at(s, h, place::kWaiting);
        !waiting.empty() && std::ranges::find(list, h) != list.end()) {
      stand_by.push_back({custody::command{custody::board{o.trip_, ids_of(s, waiting)}}, true});
    }
  }
  auto all = std::vector<field_report>{};
  if (!promised.people_.empty()) {
    all.push_back({custody::command{std::move(promised)}});
  }
  for (auto& [broken, households] : over) {
    all.push_back(say(trips::transfer{broken, o.trip_, std::move(households)}));
  }
  std::ranges::move(stand_by, std::back_inserter(all));
  return all;
}

std::vector<field_report> departure(operation::state const& s, occasion const& o, deviations const& d) {
  auto const& t = s.trips_.trips_.at(o.trip_);
  auto const on_board = trips::people_on(t, place::kBoarded);
  if (on_board.empty()) {
    auto missing = trips::no_show{o.trip_, {}};
    for (auto const p : trips::people_on(t, place::kPromised)) {
      auto const& id = s.households_.households_.at(s.households_.persons_.at(p).household_).id_;
      if (missing.households_.empty() || missing.households_.back() != id) {
        missing.households_.push_back(id);
      }
    }
    return {
        say(std::move(missing)),
        say(trips::call_off{
            .trip_ = o.trip_, .returned_ = false, .reason_ = "Nobody came.", .keep_beds_until_ = o.at_ + kOneMinute})};
  }
  auto leaves = trips::depart{
      .trip_ = o.trip_, .counted_ = static_cast<std::int32_t>(on_board.size()), .reason_ = {}, .missing_ = {}};
  for (auto const& [h, count] : d.miscounts_) {
    auto const of = s.households_.households_.find(h);
    if (std::ranges::any_of(on_board,
                            [&](person_row const p) { return s.households_.persons_.at(p).household_ == of; })) {
      *leaves.counted_ += count.more_;
      leaves.reason_ = count.reason_;
    }
  }
  return {say(std::move(leaves))};
}

// Who came with this trip and has no bed yet.
std::vector<field_report> beds(operation::state const& s, occasion const& o) {
  auto const row = s.trips_.trips_.row_of(o.trip_);
  auto const& t = s.trips_.trips_.at(row);
  auto came = std::vector<person_row>{};
  for (auto const& l : t.manifest_) {
    if (!l.off_ && trip_of(s, l.person_) == row && place_of(s, l.person_) == place::kArrived) {
      came.push_back(l.person_);
    }
  }
  if (came.empty()) {
    return {};
  }
  auto const& centre = s.centres_.centres_.at(t.to_);
  return {{custody::command{custody::give_bed{centre.id_, centre.rooms_.begin()->first, ids_of(s, came)}}}};
}

}  // namespace

std::vector<occasion> occasions_of(planning::trip const& t, trip_id const& id) {
  auto all = std::vector<occasion>{};
  all.push_back({t.pickups_.front().way_.departure_, id, occasion_kind::kReleased, {}});
  for (auto const& stop : t.pickups_) {
    all.push_back({stop.begin_, id, occasion_kind::kAtPoint, number_of<point_id>(stop.way_.to_)});
    auto boards = occasion{stop.end_, id, occasion_kind::kBoarding, {}};
    std::ranges::transform(stop.households_, std::back_inserter(boards.households_),
                           [](std::string const& h) { return number_of<household_id>(h); });
    all.push_back(std::move(boards));
  }
  all.push_back({t.pickups_.back().end_, id, occasion_kind::kDeparture, {}});
  all.push_back({t.centre_.begin_, id, occasion_kind::kArrival, {}});
  all.push_back({t.centre_.end_, id, occasion_kind::kBeds, {}});
  return all;
}

std::vector<field_report> reports_of(operation::state const& s, occasion const& o, deviations const& d) {
  auto const row = s.trips_.trips_.find(o.trip_);
  if (row.is_none() || s.trips_.trips_.at(row).phase_ > trips::phase::kArrived) {  // called off, or broken down
    return {};
  }
  switch (o.what_) {
    case occasion_kind::kReleased: return {say(trips::change_phase{o.trip_, trips::phase::kReleased, {}})};
    case occasion_kind::kAtPoint: {
      auto const known = o.point_ && s.zones_.points_.has(*o.point_);
      return {say(trips::change_phase{o.trip_, trips::phase::kAtPoint, known ? o.point_ : std::nullopt})};
    }
    case occasion_kind::kBoarding: return boarding(s, o, d);
    case occasion_kind::kDeparture: return departure(s, o, d);
    case occasion_kind::kArrival: {
      auto const heads = trips::people_on(s.trips_.trips_.at(row), place::kUnderWay).size();
      return {say(trips::arrive{.trip_ = o.trip_, .counted_ = static_cast<std::int32_t>(heads), .reason_ = {}})};
    }
    case occasion_kind::kBeds: return beds(s, o);
  }
  return {};
}

}  // namespace leeward::app
