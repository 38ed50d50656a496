#include <gtest/gtest.h>

#include "operation/devices/leases.h"
#include "operation/field_device.h"
#include "operation/people.h"

// Seats that a device may promise.
namespace leeward::operation {

namespace {

auto const kLease = named<lease_id>("lease");

struct device_leases : testing::Test {
  device_leases() {
    for (auto const name : {"a", "b", "c"}) {
      r_.must(ask_for<households::registered>{household_of(name, 3)});
    }
    r_.must(trip_of(r_, "trip", {}));
    phone_ = enrolled(r_, "phone", {{kTrip}, {}});
  }

  devices::seats_leased some(std::int32_t const seats) const {
    return {kLease, named<device_id>("phone"), kTrip, {seats, 0, 0, 0}, {seats, 0}, r_.now_ + seconds{1'800}};
  }
  void leases(std::int32_t const n) { r_.must(ask_for<devices::seats_leased>{some(n)}); }
  std::string field(devices::seats_leased const& l) { return refused_field(r_, ask_for<devices::seats_leased>{l}); }
  std::optional<refusal> gives(std::string_view const household) {
    return phone_.does(r_, devices::give_leased_seats{kLease, named<household_id>(household)});
  }
  trips::trip const& trip() const { return r_.state_.trips_.trips_.at(kTrip); }
  devices::lease const& lease() const { return r_.state_.devices_.leases_.at(kLease); }
  bool stands_by(std::string_view const household) const {
    auto const row = r_.state_.households_.households_.row_of(named<household_id>(household));
    return std::ranges::find(trip().standby_, row) != trip().standby_.end();
  }

  running r_{begun()};
  field_device phone_;
};

}  // namespace

TEST_F(device_leases, are_nobody_elses) {
  leases(8);
  EXPECT_EQ(8, trip().leased_.seats_);
  EXPECT_EQ((beds{2, 1}), free_in(r_, "hall"));
  r_.must(trips::change_phase{kTrip, trips::phase::kLoading, {}});
  auto const board = custody::board{kTrip, people({"a/1", "a/2", "a/3"})};
  EXPECT_EQ(refusal_code::kFull, r_.try_to(board)->code_);
  EXPECT_EQ(refusal_code::kFull, r_.try_to(custody::check_in{kHall, people({"a/1", "a/2", "a/3"}), {}})->code_);
  auto more = some(3);
  more.lease_ = named<lease_id>("more");
  EXPECT_EQ("space", field(more));
  more.space_.seats_ = 2;
  EXPECT_EQ("beds", field(more));
  r_.must(devices::end_lease{kLease});
  EXPECT_EQ((beds{10, 1}), free_in(r_, "hall"));
  r_.must(board);
}

TEST_F(device_leases, are_of_a_trip_that_the_device_is_for_and_end_before_it_departs) {
  auto l = some(3);
  l.trip_ = named<trip_id>("no");
  EXPECT_EQ("trip", field(l));
  r_.must(on_bus("2", trip_of(r_, "other", {})));
  l.trip_ = named<trip_id>("other");
  EXPECT_EQ("trip", field(l));
  l = some(3);
  l.until_ = trip().departs_ + seconds{1};
  EXPECT_EQ("until", field(l));
  l.until_ = r_.now_;
  EXPECT_EQ("until", field(l));
  l = some(0);
  EXPECT_EQ("space", field(l));
  l = some(-1);
  EXPECT_EQ("space", field(l));
  l = some(3);
  l.beds_.general_ = -1;
  EXPECT_EQ("beds", field(l));
  l = some(3);
  l.device_ = named<device_id>("no");
  EXPECT_EQ("device", field(l));
  leases(3);
  EXPECT_EQ("lease", field(some(3)));
  l = some(3);
  r_.must(trips::change_phase{kTrip, trips::phase::kLoading, {}});
  r_.must(trips::depart{.trip_ = kTrip, .counted_ = {}, .reason_ = {}, .missing_ = {}});
  l.lease_ = named<lease_id>("late");
  EXPECT_EQ("trip", field(l));
}

TEST_F(device_leases, become_promises_one_by_one_and_never_more) {
  leases(7);
  EXPECT_FALSE(gives("a"));
  EXPECT_EQ(place::kPromised, r_.where("a/3"));
  EXPECT_EQ(4, lease().space_.seats_);
  EXPECT_EQ((beds{4, 0}), lease().beds_);
  EXPECT_EQ(7, trips::given_away(trip()).seats_);
  EXPECT_EQ((beds{3, 1}), free_in(r_, "hall"));
  EXPECT_FALSE(gives("b"));
  EXPECT_FALSE(gives("c"));
  EXPECT_EQ(place::kWaiting, r_.where("c/1"));
  EXPECT_TRUE(stands_by("c"));
  EXPECT_EQ(7, trips::given_away(trip()).seats_);
  EXPECT_FALSE(gives("c"));
  EXPECT_EQ(1U, trip().standby_.size());
}

TEST_F(device_leases, are_given_only_by_the_device) {
  leases(7);
  auto other = enrolled(r_, "other phone", {{kTrip}, {}});
  EXPECT_FALSE(other.does(r_, devices::give_leased_seats{kLease, named<household_id>("a")}));
  EXPECT_TRUE(stands_by("a"));
  auto const at_desk = decide(r_.state_, devices::give_leased_seats{kLease, named<household_id>("a")}, {r_.now_, {}});
  EXPECT_EQ(refusal_code::kNotAllowed, at_desk.error().code_);
  EXPECT_EQ("lease", other.does(r_, devices::give_leased_seats{{}, named<household_id>("a")})->field_);
}

TEST_F(device_leases, do_not_outlive_their_end) {
  leases(7);
  r_.wait(seconds{1'800});
  EXPECT_FALSE(gives("a"));  // the clock has not come round yet
  EXPECT_EQ(place::kWaiting, r_.where("a/1"));
  EXPECT_TRUE(stands_by("a"));
  r_.must(operations::advance_clock{});
  EXPECT_EQ(devices::lease_end::kLapsed, lease().ended_);
  EXPECT_EQ(space{}, trip().leased_);
  EXPECT_EQ((beds{10, 1}), free_in(r_, "hall"));
  EXPECT_FALSE(gives("b"));
  EXPECT_EQ(place::kWaiting, r_.where("b/1"));
}

TEST_F(device_leases, are_over_with_a_trip_that_is_called_off) {
  leases(7);
  r_.must(trips::call_off{kTrip, false, "shelling", r_.now_ + seconds{3'600}});
  EXPECT_EQ(devices::lease_end::kTripOver, lease().ended_);
  EXPECT_EQ((beds{10, 1}), free_in(r_, "hall"));
  EXPECT_EQ("The trip is aborted.", gives("a")->sentence_);
}

// Somebody else tells of the departure first, or later: a seat that was still had is promised all the same.
TEST_F(device_leases, are_given_before_the_bus_leaves_whoever_is_heard_first) {
  leases(7);
  r_.must(trips::change_phase{kTrip, trips::phase::kLoading, {}});
  r_.must(trips::depart{.trip_ = kTrip, .counted_ = {}, .reason_ = {}, .missing_ = {}});
  EXPECT_EQ(devices::lease_end::kTripOver, lease().ended_);
  EXPECT_EQ(space{}, trip().leased_);
  EXPECT_FALSE(gives("a"));
  EXPECT_EQ(place::kPromised, r_.where("a/1"));
  EXPECT_EQ(3, trips::given_away(trip()).seats_);
}

TEST_F(device_leases, of_a_diverted_trip_are_beds_of_the_other_centre) {
  leases(7);
  r_.must(ask_for<trips::diverted>{{kTrip, named<centre_id>("school far away"), "no water"}});
  EXPECT_EQ((beds{10, 1}), free_in(r_, "hall"));
  EXPECT_EQ((beds{43, 5}), free_in(r_, "school far away"));
  EXPECT_FALSE(gives("a"));
  EXPECT_EQ((beds{43, 5}), free_in(r_, "school far away"));
}

TEST_F(device_leases, serve_nobody_who_is_not_confirmed_or_does_not_fit) {
  leases(7);
  auto self = household_of("self", 1);
  self.origin_ = households::origin::kSelf;
  r_.must(ask_for<households::registered>{self});
  auto wheelchair = household_of("wheelchair", 1);
  wheelchair.members_[0].needs_ = {need::kWheelchair};
  r_.must(ask_for<households::registered>{wheelchair});
  for (auto const h : {"self", "wheelchair"}) {
    EXPECT_FALSE(gives(h));
    EXPECT_TRUE(stands_by(h));
    EXPECT_EQ(place::kWaiting, r_.where(std::string{h} + "/1"));
  }
}

TEST_F(device_leases, are_used_for_who_sits_in_the_bus_already) {
  leases(7);
  r_.must(trips::change_phase{kTrip, trips::phase::kLoading, {}});
  r_.must(custody::board{kTrip, people({"a/1"})});
  EXPECT_FALSE(gives("a"));
  EXPECT_EQ(place::kBoarded, r_.where("a/1"));
  EXPECT_EQ(place::kPromised, r_.where("a/2"));
  EXPECT_EQ(4, lease().space_.seats_);
  EXPECT_EQ(3, trip().taken_.seats_);
}

}  // namespace leeward::operation
