#include "simulation/operators_of_trips.h"

#include <algorithm>
#include <array>
#include <string_view>

#include <fmt/format.h>

#include "operation/legs.h"
#include "operation/people.h"
#include "operation/trips/manifest.h"
#include "simulation/fresh.h"

namespace leeward::simulation {

namespace {

using namespace operation;  // NOLINT(google-build-using-namespace): it speaks of nothing else

using asked = std::optional<ledger::asked>;
using phase = trips::phase;

constexpr auto const kTo = std::array<std::string_view, 4>{"hall", "hall", "school far away", "gym"};

asked just(command c) { return ledger::asked{std::move(c)}; }

}  // namespace

trips::trip const* operators_of_trips::some_trip(std::vector<phase> const& in) {
  auto some = std::vector<trip const*>{};
  for (auto const& t : s_.trips_.trips_.all()) {
    if (std::ranges::find(in, t.phase_) != in.end()) {
      some.push_back(&t);
    }
  }
  return some.empty() ? nullptr : dice_.pick(some);
}

std::vector<person_id> operators_of_trips::ids_of(std::vector<person_row> const& rows) const {
  auto all = std::vector<person_id>{};
  for (auto const p : rows) {
    all.push_back(s_.households_.persons_.at(p).id_);
  }
  return all;
}

// For those who wait, as far as they find a seat by a rough count.
std::optional<trips::commit_trip> operators_of_trips::new_trip() {
  constexpr auto const kSeats = std::size_t{9};
  auto t = trip_of(r_, "", {});
  t.trip_ = fresh<trip_id>(dice_);
  auto const bus = 1 + dice_.below(s_.fleet_.vehicles_.size());
  t.vehicle_ = named<vehicle_id>(fmt::format("bus {}", bus));
  t.crew_ = named<crew_id>(fmt::format("crew {}", bus));
  t.departs_ = r_.now_ + seconds{dice_.between(1'800, 7'200)};
  t.arrives_ = t.departs_ + seconds{5'400};
  t.stops_.front().at_ = t.departs_;
  t.hold_until_ = t.arrives_ + seconds{dice_.between(0, 28'800)};
  t.to_ = named<centre_id>(dice_.pick(kTo));
  auto seats = std::size_t{0};
  for (auto const& h : s_.households_.households_.all()) {
    auto const row = s_.households_.households_.row_of(h.id_);
    auto const waiting = members_at(s_, row, place::kWaiting).size();
    auto const may_go = h.confirmed_ && h.merged_into_.is_none() && waiting != 0 && waiting == h.persons_.size();
    if (may_go && seats + waiting <= kSeats && dice_.chance(4, 5)) {
      seats += waiting;
      t.households_.push_back(h.id_);
    } else if (!h.confirmed_ && t.standby_.empty() && dice_.chance(1, 8)) {
      t.standby_.push_back(h.id_);
    }
  }
  return t.households_.empty() ? std::nullopt : std::optional{t};
}

std::optional<ledger::asked> operators_of_trips::go_on(trip const& t) {
  if (t.phase_ == phase::kPlanned) {
    return just(trips::change_phase{t.id_, phase::kReleased, {}});
  }
  return just(trips::change_phase{t.id_, phase::kAtPoint, named<point_id>("school")});
}

// Whoever is there knows better.
bool operators_of_trips::has_phone(trip const& t) const {
  return std::ranges::any_of(s_.devices_.devices_.all(), [&](devices::device const& d) {
    return std::ranges::find(d.scope_.trips_, t.id_) != d.scope_.trips_.end();
  });
}

asked operators_of_trips::dispatcher() {
  auto const* const waits = some_trip({phase::kPlanned, phase::kReleased});
  if (waits != nullptr && dice_.chance(1, 20) && !has_phone(*waits)) {
    return just(trips::call_off{waits->id_, false, "shelling", r_.now_ + seconds{7'200}});
  }
  if (waits != nullptr && dice_.chance(2, 3)) {
    return go_on(*waits);
  }
  auto const t = new_trip();
  if (!t) {
    return std::nullopt;
  }
  if (dice_.chance(1, 4)) {
    return ledger::asked{ledger::commit_plan{
        .plan_ = {fresh_uuid(dice_)}, .made_from_ = s_.events_ - dice_.below(s_.events_ / 8), .trips_ = {*t}}};
  }
  return just(*t);
}

command operators_of_trips::depart(trip const& t) {
  auto d = trips::depart{.trip_ = t.id_, .counted_ = {}, .reason_ = {}, .missing_ = {}};
  auto const on_board = trips::people_on(t, place::kBoarded);
  for (auto const& [h, boarded] : by_household(s_, on_board)) {
    for (auto const p : members(s_, h)) {
      if (place_of(s_, p) <= place::kBoarded && std::ranges::find(on_board, p) == on_board.end()) {
        d.missing_.push_back({s_.households_.persons_.at(p).id_, trips::missing_reason::kWillFollow});
      }
    }
  }
  return d;
}

asked operators_of_trips::steward() {
  auto const* const t = some_trip({phase::kAtPoint, phase::kLoading});
  if (t == nullptr) {
    return std::nullopt;
  }
  auto promised = trips::people_on(*t, place::kPromised);
  if (promised.empty() || dice_.chance(1, 8)) {
    return just(depart(*t));
  }
  if (dice_.chance(1, 3)) {
    promised.resize(1);
  }
  return just(custody::board{t->id_, ids_of(promised)});
}

std::vector<person_row> operators_of_trips::some_in(place const in) {
  auto all = std::vector<person_row>{};
  auto centre = centre_row{};
  for (auto i = std::uint32_t{0}; i != s_.custody_.tracks_.size(); ++i) {
    auto const& t = s_.custody_.tracks_[i];
    if (t.uncounted_ || place_of(t) != in) {
      continue;
    }
    auto const at = current_leg(t)->centre_;
    centre = all.empty() ? at : centre;
    if (at == centre && (all.empty() || dice_.chance(2, 3))) {
      all.push_back(person_row{i});
    }
  }
  return all;
}

// In any room: a refusal says when it does not suit.
asked operators_of_trips::give_beds() {
  auto const people = some_in(place::kArrived);
  if (people.empty()) {
    return std::nullopt;
  }
  auto const& centre = s_.centres_.centres_.at(current_leg(s_.custody_.tracks_[people.front().v_])->centre_);
  auto const room = std::next(centre.rooms_.begin(), static_cast<std::ptrdiff_t>(dice_.below(centre.rooms_.size())));
  return just(custody::give_bed{centre.id_, room->first, ids_of(people)});
}

asked operators_of_trips::let_go() {
  auto const people = some_in(dice_.chance(1, 4) ? place::kAbsent : place::kSheltered);
  if (people.empty()) {
    return std::nullopt;
  }
  auto const& centre = s_.centres_.centres_.at(current_leg(s_.custody_.tracks_[people.front().v_])->centre_).id_;
  if (dice_.chance(1, 2)) {
    return just(custody::set_presence{centre, dice_.chance(1, 2), ids_of(people)});
  }
  return just(custody::check_out{centre, ids_of(people), dice_.pick(json::words_of<gone>()).value_, {}});
}

asked operators_of_trips::clerk() {
  auto const* const t = some_trip({phase::kUnderWay});
  if (t != nullptr && dice_.chance(2, 3)) {
    return just(trips::arrive{.trip_ = t->id_, .counted_ = {}, .reason_ = {}});
  }
  auto const waiting = dice_.chance(1, 6) ? some_waiting() : std::vector<person_row>{};
  if (!waiting.empty()) {
    auto c = custody::check_in{named<centre_id>("school far away"), ids_of(waiting), {}};
    return just(c);
  }
  return dice_.chance(2, 3) ? give_beds() : let_go();
}

// One who comes by their own means.
std::vector<person_row> operators_of_trips::some_waiting() {
  for (auto i = std::uint32_t{0}; i != s_.custody_.tracks_.size(); ++i) {
    auto const& t = s_.custody_.tracks_[i];
    if (!t.uncounted_ && place_of(t) == place::kWaiting && dice_.chance(1, 4)) {
      return {person_row{i}};
    }
  }
  return {};
}

}  // namespace leeward::simulation
