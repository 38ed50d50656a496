#include "operation/running.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "operation/conservation.h"
#include "operation/people.h"

namespace leeward::operation {

namespace {

// What only a device may ask: from the one that has the lease; none: no such lease.
std::optional<decision> from_its_device(state const& s, command const& c, context const& now) {
  auto const* const topic = std::get_if<devices::command>(&c);
  auto const* const gives = topic == nullptr ? nullptr : std::get_if<devices::give_leased_seats>(topic);
  auto const lease = gives == nullptr ? lease_row{} : s.devices_.leases_.find(gives->lease_);
  if (lease.is_none()) {
    return std::nullopt;
  }
  auto const& d = s.devices_.devices_.at(s.devices_.leases_.at(lease).device_);
  auto a = devices::arrival{};
  a.device_ = d.id_;
  a.seq_ = d.last_ + 1;
  a.op_ = now.fresh_;
  a.prev_ = d.hash_;
  a.hash_ = to_string(now.fresh_);
  a.claimed_ = now.now_;
  a.heard_ = now.now_;
  auto all = devices::take(s, a, c, std::nullopt, now);
  if (auto const aside = all ? devices::why_set_aside(*all) : std::nullopt) {
    return tl::unexpected{*aside};
  }
  return all;
}

}  // namespace

void running::happen(events const& all) {
  for (auto const& e : all) {
    apply(state_, now_, e);
    log_.push_back(e);
    at_.push_back(now_);
  }
}

std::optional<refusal> running::attempt(command const& c) {
  asked_.push_back(c);
  auto const now = context{.now_ = now_, .fresh_ = derived(uuid_of_name("test"), ++commands_), .candidates_ = {}};
  auto const of_device = from_its_device(state_, c, now);
  auto const decided = of_device ? *of_device : decide(state_, c, now);
  if (!decided) {
    return decided.error();
  }
  happen(*decided);
  return std::nullopt;
}

std::optional<refusal> running::take(devices::arrival const& a, std::optional<command> const& what,
                                     std::optional<refusal> const& unreadable, std::vector<candidate> candidates) {
  auto const decided =
      devices::take(state_, a, what, unreadable, {.now_ = now_, .fresh_ = a.op_, .candidates_ = std::move(candidates)});
  EXPECT_TRUE(decided.has_value()) << (decided ? "" : decided.error().sentence_);
  if (!decided) {
    return decided.error();
  }
  happen(*decided);
  auto const again = recount(state_);
  EXPECT_TRUE(again.has_value()) << (again ? "" : again.error().sentence_);
  return devices::why_set_aside(*decided);
}

std::optional<refusal> running::try_to(command const& c) {
  auto refused = attempt(c);
  auto const same = compare_counts(state_);
  EXPECT_TRUE(same.has_value()) << (same ? "" : same.error().sentence_);
  auto const again = recount(state_);
  EXPECT_TRUE(again.has_value()) << (again ? "" : again.error().sentence_);
  return refused;
}

void running::must(command const& c) {
  auto const refused = try_to(c);
  ASSERT_FALSE(refused.has_value()) << refused->sentence_ << " (" << refused->field_ << ")";
}

place running::where(std::string_view const person) const {
  return place_of(state_, state_.households_.persons_.row_of(named<person_id>(person)));
}

running begun() {
  auto r = running{};
  auto const shift_end = r.now_ + seconds{std::int64_t{24} * 3600};
  r.must(ask_for<operations::opened>{{named<operation_id>("operation"), "5 January", operations::kind::kExercise}});
  r.must(ask_for<zones::added>{{named<zone_id>("city"), "City"}});
  r.must(ask_for<zones::status_set>{{named<zone_id>("city"), zones::status::kEvacuationOffered}});
  r.must(ask_for<zones::point_added>{{named<point_id>("school"), named<zone_id>("city"), "School 3", true}});
  r.must(ask_for<fleet::depot_added>{{named<depot_id>("garage"), "Garage"}});
  for (auto const n : {"1", "2", "3"}) {
    auto bus = fleet::vehicle_added{};
    bus.vehicle_ = named<vehicle_id>(fmt::format("bus {}", n));
    bus.name_ = fmt::format("Bus {}", n);
    bus.depot_ = named<depot_id>("garage");
    bus.space_ = {.seats_ = 10, .bays_ = 1, .lying_ = 1, .oxygen_ = 2};
    bus.has_lift_ = true;
    r.must(ask_for<fleet::vehicle_added>{bus});
    r.must(ask_for<fleet::crew_added>{
        {named<crew_id>(fmt::format("crew {}", n)), named<depot_id>("garage"), r.now_, shift_end}});
  }
  for (auto const name : {"hall", "school far away"}) {
    auto centre = centres::added{};
    centre.centre_ = named<centre_id>(name);
    centre.name_ = name;
    centre.serves_ = {need::kPower, need::kGroundFloor, need::kCarer, need::kPet, need::kOxygen};
    r.must(ask_for<centres::added>{centre});
  }
  auto const hall = named<centre_id>("hall");
  r.must(ask_for<centres::room_set>{{hall, named<room_id>("room 1"), {6, 1}, true, true}});
  r.must(ask_for<centres::room_set>{{hall, named<room_id>("room 2"), {4, 0}, false, false}});
  r.must(ask_for<centres::room_set>{
      {named<centre_id>("school far away"), named<room_id>("dormitory"), {50, 5}, true, true}});
  return r;
}

households::registered household_of(std::string_view const name, std::size_t const persons) {
  auto h = households::registered{};
  h.household_ = named<household_id>(name);
  h.zone_ = named<zone_id>("city");
  h.point_ = named<point_id>("school");
  h.origin_ = households::origin::kStaff;
  for (auto i = std::size_t{1}; i <= persons; ++i) {
    h.members_.push_back({named<person_id>(fmt::format("{}/{}", name, i)), households::age_band::kAdult, {}});
  }
  return h;
}

trips::commit_trip trip_of(running const& r, std::string_view const name, std::vector<std::string_view> households) {
  auto t = trips::commit_trip{};
  t.trip_ = named<trip_id>(name);
  t.vehicle_ = named<vehicle_id>("bus 1");
  t.crew_ = named<crew_id>("crew 1");
  t.departs_ = r.now_ + seconds{3600};
  t.arrives_ = r.now_ + seconds{std::int64_t{3} * 3600};
  t.stops_ = {{named<point_id>("school"), std::nullopt, t.departs_}};
  t.to_ = named<centre_id>("hall");
  t.hold_until_ = t.arrives_;
  for (auto const h : households) {
    t.households_.push_back(named<household_id>(h));
  }
  return t;
}

trips::commit_trip on_bus(std::string_view const n, trips::commit_trip t) {
  t.vehicle_ = named<vehicle_id>(fmt::format("bus {}", n));
  t.crew_ = named<crew_id>(fmt::format("crew {}", n));
  return t;
}

beds free_in(running const& r, std::string_view const centre) {
  return centres::free_beds(r.state_.centres_.centres_.at(named<centre_id>(centre)));
}

std::string refused_field(running& r, command const& c) {
  auto const refused = r.try_to(c);
  return refused ? refused->field_ : "accepted";
}

std::vector<person_id> people(std::vector<std::string_view> names) {
  auto all = std::vector<person_id>{};
  for (auto const n : names) {
    all.push_back(named<person_id>(n));
  }
  return all;
}

}  // namespace leeward::operation
