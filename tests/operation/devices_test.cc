#include <gtest/gtest.h>

#include "operation/field_device.h"

// Who may have a device, for what, and until when.
namespace leeward::operation {

namespace {

auto const kDevice = named<device_id>("phone");
auto const kKey = std::string(64, 'a');

running with_trip() {
  auto r = begun();
  r.must(ask_for<households::registered>{household_of("a", 3)});
  r.must(trip_of(r, "trip", {"a"}));
  return r;
}

ask_for<devices::invited> invites(running const& r, devices::scope scope) {
  return {{kDevice, std::move(scope), "driver 7", r.now_ + seconds{600}}};
}

std::string sentence(running& r, command const& c) {
  auto const refused = r.try_to(c);
  return refused ? refused->sentence_ : "accepted";
}

}  // namespace

TEST(device, is_invited_for_trips_and_a_centre_that_are_there) {
  auto r = with_trip();
  EXPECT_EQ("scope", refused_field(r, invites(r, {})));
  EXPECT_EQ("scope.trips[1]", refused_field(r, invites(r, {{kTrip, named<trip_id>("no")}, {}})));
  EXPECT_EQ("scope.trips[1]", refused_field(r, invites(r, {{kTrip, kTrip}, {}})));
  EXPECT_EQ("scope.trips", refused_field(r, invites(r, {std::vector(devices::kMostTripsInScope + 1, kTrip), {}})));
  EXPECT_EQ("scope.centre", refused_field(r, invites(r, {{}, named<centre_id>("no")})));
  auto nobody = invites(r, {{kTrip}, {}});
  nobody.what_.holder_.clear();
  EXPECT_EQ("holder", refused_field(r, nobody));
  auto late = invites(r, {{kTrip}, {}});
  late.what_.until_ = r.now_;
  EXPECT_EQ("until", refused_field(r, late));
  r.must(invites(r, {{kTrip}, kHall}));
  EXPECT_EQ("device", refused_field(r, invites(r, {{kTrip}, {}})));
}

TEST(device, is_enrolled_once_in_time_with_a_key_of_its_own) {
  auto r = with_trip();
  auto const enrols = [](device_id const& d, std::string key) {
    return ask_for<devices::enrolled>{{d, std::move(key)}};
  };
  EXPECT_EQ("device", refused_field(r, enrols(kDevice, kKey)));
  r.must(invites(r, {{kTrip}, {}}));
  for (auto const& key : {std::string{}, std::string(63, 'a'), std::string(65, 'a'), std::string(64, 'A')}) {
    EXPECT_EQ("public_key", refused_field(r, enrols(kDevice, key)));
  }
  r.must(enrols(kDevice, kKey));
  EXPECT_EQ("This device has had its keys since 2024-01-05T05:00:00Z.", sentence(r, enrols(kDevice, kKey)));
  auto other = invites(r, {{kTrip}, {}});
  other.what_.device_ = named<device_id>("other");
  r.must(other);
  EXPECT_EQ("This key is another device's.", sentence(r, enrols(other.what_.device_, kKey)));
  r.wait(seconds{600});
  EXPECT_EQ("The invitation was good until 2024-01-05T05:10:00Z.",
            sentence(r, enrols(other.what_.device_, std::string(64, 'b'))));
}

TEST(device, is_revoked_with_a_reason_and_that_ends_its_leases) {
  auto r = with_trip();
  auto phone = enrolled(r, "phone", {{kTrip}, {}});
  auto const until = r.now_ + seconds{3'600};
  r.must(ask_for<devices::seats_leased>{{named<lease_id>("l"), kDevice, kTrip, {3, 0, 0, 0}, {3, 0}, until}});
  EXPECT_EQ("reason", refused_field(r, ask_for<devices::revoked>{{kDevice, "", "staff 1"}}));
  EXPECT_EQ("by", refused_field(r, ask_for<devices::revoked>{{kDevice, "lost", ""}}));
  r.must(ask_for<devices::revoked>{{kDevice, "lost", "staff 1"}});
  EXPECT_EQ(0, r.state_.trips_.trips_.at(kTrip).leased_.seats_);
  EXPECT_EQ(devices::lease_end::kRevoked, r.state_.devices_.leases_.all().front().ended_);
  EXPECT_EQ("This device was revoked at 2024-01-05T05:00:00Z.",
            sentence(r, ask_for<devices::revoked>{{kDevice, "lost", "staff 1"}}));
  EXPECT_EQ("device", refused_field(r, ask_for<devices::scope_changed>{{kDevice, {{}, kHall}}}));
}

TEST(device, gives_the_leases_back_of_trips_that_it_is_not_for_any_more) {
  auto r = with_trip();
  auto phone = enrolled(r, "phone", {{kTrip}, {}});
  auto const until = r.now_ + seconds{3'600};
  r.must(ask_for<devices::seats_leased>{{named<lease_id>("l"), kDevice, kTrip, {3, 0, 0, 0}, {3, 0}, until}});
  r.must(ask_for<devices::scope_changed>{{kDevice, {{kTrip}, kHall}}});
  EXPECT_EQ(3, r.state_.trips_.trips_.at(kTrip).leased_.seats_);
  r.must(ask_for<devices::scope_changed>{{kDevice, {{}, kHall}}});
  EXPECT_EQ(0, r.state_.trips_.trips_.at(kTrip).leased_.seats_);
  EXPECT_EQ(kHall, state_of(r, phone).scope_.centre_);
}

// What comes of a device that is not there is not even taken.
TEST(device, without_keys_is_refused) {
  auto r = with_trip();
  auto const from = [&](device_id const& d) {
    auto a = devices::arrival{};
    a.device_ = d;
    a.seq_ = 1;
    return devices::take(r.state_, a, custody::board{kTrip, people({"a/1"})}, std::nullopt, {r.now_, {1, 1}});
  };
  EXPECT_EQ(refusal_code::kUnknown, from(kDevice).error().code_);
  r.must(invites(r, {{kTrip}, {}}));
  EXPECT_EQ("This device has no keys yet: nothing can be from it.", from(kDevice).error().sentence_);
}

}  // namespace leeward::operation
