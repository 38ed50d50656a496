#include <algorithm>

#include <gtest/gtest.h>

#include "operation/running.h"

// Beds of other regions, and the way home.
namespace leeward::operation {

namespace {

using regions::offer_status;

auto const kNeighbour = named<region_id>("neighbour");
auto const kSanatorium = named<centre_id>("sanatorium");
auto const kOffer = named<offer_id>("offer");

running with_offer() {
  auto r = begun();
  r.must(ask_for<regions::added>{{kNeighbour, "Neighbour"}});
  auto c = centres::added{};
  c.centre_ = kSanatorium;
  c.name_ = "sanatorium";
  c.tier_ = 2;
  c.region_ = kNeighbour;
  r.must(ask_for<centres::added>{c});
  r.must(ask_for<centres::room_set>{{kSanatorium, named<room_id>("ward"), {20, 0}, true, true}});
  r.must(ask_for<regions::requested>{{named<request_id>("request"), kNeighbour, {20, 0}, r.now_, 10, "families"}});
  r.must(ask_for<regions::offered>{{kOffer,
                                    named<request_id>("request"),
                                    {},
                                    kNeighbour,
                                    {{kSanatorium, {5, 0}}},
                                    "until the 20th",
                                    r.now_ + seconds{7200}}});
  r.must(ask_for<households::registered>{household_of("a", 3)});
  r.must(ask_for<households::registered>{household_of("b", 3)});
  return r;
}

trips::commit_trip there(running const& r, std::string_view const name, std::string_view const household,
                         std::string const& n) {
  auto t = on_bus(n, trip_of(r, name, {household}));
  t.to_ = kSanatorium;
  return t;
}

regions::offer_changed to(offer_status const s, std::string const& reason = "as agreed") {
  return {kOffer, s, reason, "liaison"};
}

std::int64_t cases_of(running const& r, cases::kind const k) {
  return std::ranges::count_if(r.state_.cases_.cases_.all(), [&](auto const& c) { return c.what_.kind_ == k; });
}

}  // namespace

TEST(regions, a_centre_takes_people_only_as_far_as_an_accepted_offer_stands) {
  auto r = with_offer();
  EXPECT_EQ("to", refused_field(r, there(r, "t", "a", "1")));
  r.must(ask_for<regions::offer_changed>{to(offer_status::kAccepted)});
  r.must(there(r, "t", "a", "1"));
  auto const refused = r.try_to(there(r, "u", "b", "2"));
  ASSERT_TRUE(refused);
  EXPECT_EQ(refusal_code::kFull, refused->code_);  // 5 offered, 3 held
  r.must(ask_for<regions::offer_changed>{to(offer_status::kCommitted)});
  EXPECT_EQ("to", refused_field(r, ask_for<regions::offer_changed>{to(offer_status::kReleased)}));
  r.must(custody::withdraw{named<household_id>("a")});
  r.must(ask_for<regions::offer_changed>{to(offer_status::kReleased)});
  EXPECT_EQ("to", refused_field(r, there(r, "v", "b", "2")));
}

TEST(regions, who_stands_at_the_door_without_an_offer_is_taken_in_and_the_coordinator_is_told) {
  auto r = with_offer();
  r.must(custody::check_in{kSanatorium, people({"a/1", "a/2", "a/3"}), {}});
  EXPECT_EQ(place::kArrived, r.where("a/1"));
  auto const& told = r.state_.cases_.cases_.all().back().what_;
  EXPECT_EQ(cases::kind::kOverbooked, told.kind_);
  EXPECT_EQ(cases::owner::kCoordinator, told.owner_);
  EXPECT_EQ(kSanatorium, told.about_.centre_);
  EXPECT_EQ("More people have come to sanatorium than its region has offered beds for.", told.sentence_);
  r.must(ask_for<regions::offer_changed>{to(offer_status::kAccepted)});  // five, of which three are held by now
  EXPECT_EQ("to", refused_field(r, there(r, "t", "b", "1")));
  r.must(custody::check_in{kSanatorium, people({"b/1", "b/2"}), {}});
  EXPECT_EQ(1, cases_of(r, cases::kind::kOverbooked));
  r.must(custody::check_in{kSanatorium, people({"b/3"}), {}});
  EXPECT_EQ(2, cases_of(r, cases::kind::kOverbooked));
}

TEST(regions, withdrawn_with_a_bus_on_the_road_is_a_case_and_the_bus_is_diverted) {
  auto r = with_offer();
  r.must(ask_for<regions::offer_changed>{to(offer_status::kAccepted)});
  r.must(there(r, "t", "a", "1"));
  auto const trip = named<trip_id>("t");
  r.must(trips::change_phase{trip, trips::phase::kReleased, {}});
  r.must(trips::change_phase{trip, trips::phase::kAtPoint, named<point_id>("school")});
  r.must(custody::board{trip, people({"a/1", "a/2", "a/3"})});
  r.must(trips::depart{.trip_ = trip, .counted_ = 3, .reason_ = {}, .missing_ = {}});
  r.must(ask_for<regions::offer_changed>{to(offer_status::kWithdrawn, "heating failed")});
  EXPECT_EQ(1, cases_of(r, cases::kind::kUnfitting));
  EXPECT_EQ(1, cases_of(r, cases::kind::kOverbooked));
  r.must(ask_for<trips::diverted>{{trip, named<centre_id>("hall"), "the region withdrew"}});
  EXPECT_EQ((beds{7, 1}), free_in(r, "hall"));
  r.must(trips::arrive{.trip_ = trip, .counted_ = 3, .reason_ = {}});
  EXPECT_EQ(3, r.state_.centres_.centres_.at(named<centre_id>("hall")).here_[place::kArrived]);
}

TEST(regions, an_offer_that_nobody_answers_lapses_by_the_clock) {
  auto r = with_offer();
  r.wait(seconds{7200});
  EXPECT_EQ("offer", refused_field(r, ask_for<regions::offer_changed>{to(offer_status::kAccepted)}));
  r.must(operations::advance_clock{});
  EXPECT_EQ(offer_status::kLapsed, r.state_.regions_.offers_.at(kOffer).status_);
  EXPECT_TRUE(r.state_.regions_.by_expiry_.empty());
}

TEST(regions, a_counter_proposal_brings_a_new_offer_and_beds_asked_back_are_returned_when_empty) {
  auto r = with_offer();
  r.must(ask_for<regions::offer_changed>{to(offer_status::kCountered, "we need ten")});
  auto second = regions::offered{named<offer_id>("second"), {}, kOffer, kNeighbour, {{kSanatorium, {10, 0}}}, "",
                                 r.now_ + seconds{7200}};
  r.must(ask_for<regions::offered>{second});
  EXPECT_EQ(offer_status::kWithdrawn, r.state_.regions_.offers_.at(kOffer).status_);
  auto step = regions::offer_changed{second.offer_, offer_status::kAccepted, "", "coordinator"};
  r.must(ask_for<regions::offer_changed>{step});
  r.must(there(r, "t", "a", "1"));
  step.to_ = offer_status::kReturnAsked;
  EXPECT_EQ("reason", refused_field(r, ask_for<regions::offer_changed>{step}));
  step.reason_ = "the season begins";
  r.must(ask_for<regions::offer_changed>{step});
  EXPECT_EQ(1, cases_of(r, cases::kind::kUnfitting));
  step.to_ = offer_status::kReturned;
  EXPECT_EQ("to", refused_field(r, ask_for<regions::offer_changed>{step}));
  r.must(custody::withdraw{named<household_id>("a")});
  r.must(ask_for<regions::offer_changed>{step});
}

TEST(regions, each_refusal_names_its_field) {
  auto r = with_offer();
  auto o = regions::offered{named<offer_id>("x"), {}, {}, kNeighbour, {{kSanatorium, {1, 0}}}, "", r.now_};
  EXPECT_EQ("expires", refused_field(r, ask_for<regions::offered>{o}));
  o.places_ = {{named<centre_id>("hall"), {1, 0}}};
  EXPECT_EQ("places[0].centre", refused_field(r, ask_for<regions::offered>{o}));
  o.places_ = {{kSanatorium, {0, 0}}};
  EXPECT_EQ("places[0].beds", refused_field(r, ask_for<regions::offered>{o}));
  o.places_ = {{kSanatorium, {1, 0}}, {kSanatorium, {1, 0}}};
  EXPECT_EQ("places[1].centre", refused_field(r, ask_for<regions::offered>{o}));
  o.places_.clear();
  EXPECT_EQ("places", refused_field(r, ask_for<regions::offered>{o}));
  o.after_ = named<offer_id>("?");
  EXPECT_EQ("after", refused_field(r, ask_for<regions::offered>{o}));
  o.request_ = named<request_id>("?");
  EXPECT_EQ("request", refused_field(r, ask_for<regions::offered>{o}));
  auto q = regions::requested{named<request_id>("y"), kNeighbour, {0, 0}, r.now_, 0, ""};
  EXPECT_EQ("beds", refused_field(r, ask_for<regions::requested>{q}));
  q.beds_ = {1, 0};
  EXPECT_EQ("nights", refused_field(r, ask_for<regions::requested>{q}));
  q.nights_ = 1;
  q.region_ = named<region_id>("?");
  EXPECT_EQ("region", refused_field(r, ask_for<regions::requested>{q}));
  EXPECT_EQ("region", refused_field(r, ask_for<regions::added>{{kNeighbour, "again"}}));
  EXPECT_EQ("by", refused_field(r, ask_for<regions::offer_changed>{{kOffer, offer_status::kAccepted, "", ""}}));
  EXPECT_EQ("to", refused_field(r, ask_for<regions::offer_changed>{to(offer_status::kReturned)}));
}

TEST(way_home, the_zone_is_asked_at_the_promise_and_once_more_at_the_door_of_the_bus) {
  auto r = begun();
  r.must(ask_for<households::registered>{household_of("a", 2)});
  auto const hall = named<centre_id>("hall");
  r.must(custody::check_in{hall, people({"a/1", "a/2"}), {}});
  r.must(custody::give_bed{hall, named<room_id>("room 1"), people({"a/1", "a/2"})});
  auto home = trip_of(r, "home", {"a"});
  home.kind_ = trips::kind::kHome;
  home.to_.reset();
  home.from_ = named<centre_id>("school far away");
  auto const set_city = [&](zones::status const s) { r.must(ask_for<zones::status_set>{{named<zone_id>("city"), s}}); };
  EXPECT_EQ("households[0]", refused_field(r, home));  // does not live there
  home.from_ = hall;
  EXPECT_EQ("households[0]", refused_field(r, home));  // the return is not open
  set_city(zones::status::kReturnOpen);
  auto stopless = home;
  stopless.stops_.clear();
  EXPECT_EQ("stops", refused_field(r, stopless));
  r.must(home);
  EXPECT_EQ((beds{8, 1}), free_in(r, "hall"));  // theirs until they board
  r.must(trips::change_phase{home.trip_, trips::phase::kReleased, {}});
  r.must(trips::change_phase{home.trip_, trips::phase::kLoading, {}});
  set_city(zones::status::kClosed);
  EXPECT_EQ("people", refused_field(r, custody::board{home.trip_, people({"a/1"})}));
  set_city(zones::status::kReturnOpen);
  r.must(custody::board{home.trip_, people({"a/1", "a/2"})});
  r.must(trips::depart{.trip_ = home.trip_, .counted_ = 2, .reason_ = {}, .missing_ = {}});
  r.must(trips::arrive{.trip_ = home.trip_, .counted_ = 2, .reason_ = {}});
  EXPECT_EQ(place::kGone, r.where("a/1"));
  EXPECT_EQ((beds{10, 1}), free_in(r, "hall"));
}

}  // namespace leeward::operation
