#include "simulation/reality.h"

#include <algorithm>
#include <string_view>

#include <fmt/format.h>

#include "operation/legs.h"
#include "operation/people.h"
#include "operation/word.h"

namespace leeward::simulation {

namespace {

using operation::place;

bool is_plain(spot const& s) { return !s.is_unsure_ && !s.is_left_alone_; }

// Nobody at home was seen anywhere.
bool fits(place const is, spot const& s, trip_really const* const trip) {
  switch (s.where_) {
    case whereabouts::kAtHome: return is == place::kWaiting || is == place::kPromised;
    case whereabouts::kOnTrip:
      return is == (trip->arrived_ ? place::kArrived : trip->left_ ? place::kUnderWay : place::kBoarded);
    case whereabouts::kInCentre:
      return is == (!s.has_bed_ ? place::kArrived : s.is_absent_ ? place::kAbsent : place::kSheltered);
    case whereabouts::kGone: return is == place::kGone;
  }
  return false;
}

// Whoever was at a trip while a desk called it off may have got off or gone on, and what they said before does not
// count.
bool was_called_off(operation::state const& s, operation::trip_id const& t) {
  return s.trips_.trips_.at(t).called_off_.has_value();
}

std::optional<std::string> place_differs(reality const& r, operation::state const& s, operation::person_id const& id,
                                         spot const& spot) {
  auto const row = s.households_.persons_.find(id);
  if (row.is_none()) {
    return fmt::format("person {} was written down in the field, and is not there", to_string(id));
  }
  auto const& track = s.custody_.tracks_[row.v_];
  auto const is = operation::place_of(s, row);
  auto const* const trip = spot.trip_ ? &r.trips_.at(*spot.trip_) : nullptr;
  if (track.uncounted_) {
    return std::nullopt;
  }
  if (!fits(is, spot, trip)) {
    return fmt::format("person {} is {}, and should not be", to_string(id), operation::word(is));
  }
  auto const* const leg = operation::current_leg(track);
  auto const is_there = spot.where_ == whereabouts::kOnTrip || spot.where_ == whereabouts::kInCentre;
  if (!is_there || leg == nullptr) {
    return std::nullopt;
  }
  auto const in_centre = spot.where_ == whereabouts::kInCentre || trip->arrived_;
  auto const& centre = spot.where_ == whereabouts::kInCentre ? *spot.centre_ : trip->to_;
  if (in_centre && (leg->centre_.is_none() || s.centres_.centres_.at(leg->centre_).id_ != centre)) {
    return fmt::format("person {} is in another reception centre than really", to_string(id));
  }
  if (!in_centre && (leg->trip_.is_none() || s.trips_.trips_.at(leg->trip_).id_ != *spot.trip_)) {
    return fmt::format("person {} is on another trip than really", to_string(id));
  }
  return std::nullopt;
}

// Two devices have said otherwise of a household, and neither knew of the other.
std::optional<std::string> edits_differ(reality const& r, operation::state const& s) {
  for (auto const& [household, said] : r.boards_at_door_) {
    auto const is_disputed =
        std::ranges::any_of(said, [&](auto const& one) { return one.second != said.begin()->second; });
    auto const has_case = std::ranges::any_of(s.cases_.cases_.all(), [&](operation::cases::open_case const& c) {
      auto const& about = c.what_.about_.households_;
      return c.what_.kind_ == operation::cases::kind::kContradiction &&
             std::ranges::find(about, household) != about.end();
    });
    if (is_disputed && !has_case) {
      return fmt::format("household {}: two devices contradict each other, and there is no case", to_string(household));
    }
  }
  return std::nullopt;
}

template <typename Id>
std::optional<std::string> cases_differ(std::set<Id> const& open, std::set<Id> const& made,
                                        std::string_view const what) {
  for (auto const& id : made) {
    if (!open.contains(id)) {
      return fmt::format("{} {}: the mistake was made, and there is no case of it", what, to_string(id));
    }
  }
  for (auto const& id : open) {
    if (!made.contains(id)) {
      return fmt::format("{} {}: there is a case, and no mistake was made", what, to_string(id));
    }
  }
  return std::nullopt;
}

}  // namespace

std::vector<operation::person_id> reality::on(operation::trip_id const& t) const {
  auto all = std::vector<operation::person_id>{};
  for (auto const& [id, s] : people_) {
    if (s.where_ == whereabouts::kOnTrip && s.trip_ == t) {
      all.push_back(id);
    }
  }
  return all;
}

std::vector<operation::person_id> reality::in(operation::centre_id const& c) const {
  auto all = std::vector<operation::person_id>{};
  for (auto const& [id, s] : people_) {
    auto const by_trip =
        s.where_ == whereabouts::kOnTrip && trips_.at(*s.trip_).arrived_ && trips_.at(*s.trip_).to_ == c;
    if (by_trip || (s.where_ == whereabouts::kInCentre && s.centre_ == c)) {
      all.push_back(id);
    }
  }
  return all;
}

std::optional<std::string> differs(reality const& r, operation::state const& s) {
  auto in_two = std::set<operation::person_id>{};
  auto miscounted = std::set<operation::trip_id>{};
  for (auto const& c : s.cases_.cases_.all()) {
    auto const& what = c.what_;
    if (c.settled_) {
      continue;
    }
    if (what.kind_ == operation::cases::kind::kTwoPlaces) {
      in_two.insert(what.about_.persons_.begin(), what.about_.persons_.end());
    }
    if (what.kind_ == operation::cases::kind::kHeadCount && what.about_.trip_) {
      miscounted.insert(*what.about_.trip_);
    }
  }
  auto expected = r.in_two_places_;
  auto of_trips = r.miscounted_;
  std::erase_if(of_trips, [&](operation::trip_id const& t) { return was_called_off(s, t); });
  for (auto const& [id, spot] : r.people_) {
    auto const is_off = spot.where_ == whereabouts::kOnTrip && was_called_off(s, *spot.trip_);
    if (is_plain(spot) && !is_off) {
      if (auto const wrong = place_differs(r, s, id, spot); wrong) {
        return wrong;
      }
    }
    if (spot.is_unsure_) {
      in_two.erase(id);
      expected.erase(id);
      if (spot.trip_) {
        of_trips.erase(*spot.trip_);
        miscounted.erase(*spot.trip_);
      }
    }
  }
  if (auto const wrong = edits_differ(r, s); wrong) {
    return wrong;
  }
  auto const wrong = cases_differ(in_two, expected, "person");
  return wrong ? wrong : cases_differ(miscounted, of_trips, "trip");
}

}  // namespace leeward::simulation
