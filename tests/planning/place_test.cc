#include "planning/place.h"

#include <algorithm>
#include <random>
#include <string>

#include <gtest/gtest.h>

#include "planning/given_times.h"
#include "planning/make_plan.h"

// People wait at "square"; "hall" is 60 minutes from there and serves pets, "school" is 90. A bus and a lift bus with
// room for all, and time for everybody.
namespace leeward::planning {
namespace {

constexpr auto const kStart = instant{1704441600};

instant at(std::int64_t const minutes) { return kStart + seconds{minutes * 60}; }

vehicle bus(std::string id) {
  auto v = vehicle{};
  v.id_ = std::move(id);
  v.depot_ = "yard";
  v.seats_ = {20};
  v.wheelchair_bays_ = {4};
  v.crews_ = {{.id_ = "crew of " + v.id_, .shifts_ = {{.from_ = at(0), .until_ = at(12 * 60)}}}};
  return v;
}

household family(std::string id, std::int64_t const size, std::int64_t const wheelchairs = 0) {
  auto h = household{};
  h.id_ = std::move(id);
  h.pickup_point_ = "square";
  h.persons_ = {size};
  h.wheelchair_bays_ = {wheelchairs};
  return h;
}

household with_pet(household h) {
  h.needs_ = {need::kPet};
  return h;
}

scenario day(beds const& hall, beds const& school, std::vector<household> households) {
  auto s = scenario{};
  s.start_ = at(0);
  s.end_ = at(24 * 60);
  s.loading_ = {{60}, {0}};
  s.unloading_ = {{60}, {0}};
  s.depots_ = {{.id_ = "yard", .name_ = "Yard", .position_ = {}}};
  s.pickup_points_.emplace_back().id_ = "square";
  s.centres_.resize(2);
  s.centres_[0].id_ = "hall";
  s.centres_[0].beds_ = hall;
  s.centres_[0].serves_ = {need::kPet};
  s.centres_[1].id_ = "school";
  s.centres_[1].beds_ = school;
  s.vehicles_ = {bus("bus"), bus("lift bus")};
  s.households_ = std::move(households);
  return s;
}

road_times times_of(scenario const& s) {
  return times_from(s, {{{"yard", "square"}, {{600}, {}}},
                        {{"square", "hall"}, {{3600}, {}}},
                        {{"square", "school"}, {{5400}, {}}},
                        {{"yard", "hall"}, {{3600}, {}}},
                        {{"yard", "school"}, {{5400}, {}}}});
}

plan plan_for(scenario const& s) { return make_plan(s, times_of(s), {}); }

std::vector<std::string> unserved_in(plan const& p) {
  auto names = std::vector<std::string>{};
  for (auto const& u : p.unserved_) {
    EXPECT_EQ(u.reason_, unserved_reason::kNoBed) << u.household_ << ": " << u.sentence_;
    names.push_back(u.household_);
  }
  return names;
}

using names = std::vector<std::string>;

std::string centre_of(plan const& p, std::string const& household) {
  auto const a = std::ranges::find(p.households_, household, &assignment::household_);
  return a == p.households_.end() ? "none" : a->centre_;
}

TEST(place, two_small_households_with_wheelchairs_before_a_large_one) {
  auto const s = day({{5}, {2}}, {{0}, {0}}, {family("six", 6, 1), family("four", 4, 1), family("three", 3, 1)});
  EXPECT_EQ(unserved_in(plan_for(s)), names{"six"});
}

TEST(place, the_scarce_accessible_bed_for_the_household_that_counts_more) {
  auto s = day({{20}, {1}}, {{0}, {0}}, {family("alone", 1, 1), family("four", 4, 1)});
  EXPECT_EQ(unserved_in(plan_for(s)), names{"alone"});
  s.households_[0].priority_ = 5;
  EXPECT_EQ(unserved_in(plan_for(s)), names{"four"});
}

// Four and three and three ask for the hall; together seven of its six beds would be kept for the largest and nobody.
TEST(place, pets_fill_the_only_centre_that_serves_them) {
  auto const s = day({{6}, {0}}, {{10}, {0}},
                     {with_pet(family("four", 4)), with_pet(family("three", 3)), with_pet(family("too", 3))});
  EXPECT_EQ(unserved_in(plan_for(s)), names{"four"});
}

// The wheelchair with the pet needs the hall's accessible bed, the other one can have the school's; and the hall's
// general beds beside it are needed as well.
TEST(place, pets_and_wheelchairs_share_two_centres) {
  auto const s =
      day({{5}, {1}}, {{5}, {1}},
          {family("wheels", 3, 1), with_pet(family("both", 4, 1)), with_pet(family("pet", 2)), family("neither", 3)});
  auto const p = plan_for(s);
  EXPECT_EQ(unserved_in(p), names{});
  EXPECT_EQ(centre_of(p, "both"), "hall");
  EXPECT_EQ(centre_of(p, "pet"), "hall");
  EXPECT_EQ(centre_of(p, "wheels"), "school");
  EXPECT_EQ(centre_of(p, "neither"), "school");
}

TEST(place, beds_are_kept_for_who_is_pinned_to_a_centre) {
  auto s = day({{4}, {0}}, {{4}, {0}}, {family("free", 4), family("pinned", 4)});
  s.households_[0].priority_ = 9;  // it boards first, and the hall is nearer
  s.pins_ = {{.household_ = "pinned", .centre_ = "hall", .pickup_point_ = {}, .vehicle_ = {}}};
  auto const p = plan_for(s);
  EXPECT_EQ(centre_of(p, "free"), "school");
  EXPECT_EQ(centre_of(p, "pinned"), "hall");
}

TEST(place, more_beds_held_than_there_are_is_none_left) {
  auto s = day({{5}, {2}}, {{9}, {1}}, {family("a", 1, 1), family("b", 3, 1), family("c", 4)});
  s.committed_.emplace().holds_ = {{"hall", {{8}, {1}}}};
  auto const p = plan_for(s);
  // The hall still has an accessible bed, for one who needs no other.
  EXPECT_EQ(centre_of(p, "a"), "hall");
  EXPECT_EQ(centre_of(p, "b"), "school");
  EXPECT_EQ(centre_of(p, "c"), "school");
}

TEST(place, nobody_is_placed_where_somebody_forbids_it) {
  auto s = day({{4}, {0}}, {{4}, {0}}, {family("a", 4), family("b", 4)});
  s.forbidden_ = {{.household_ = "a", .pickup_point_ = {}, .vehicle_ = {}, .centre_ = "hall"}};
  EXPECT_EQ(centre_of(plan_for(s), "a"), "school");
  EXPECT_EQ(centre_of(plan_for(s), "b"), "hall");
}

TEST(place, a_bed_that_no_road_leads_to_is_none) {
  auto const s = day({{9}, {1}}, {{9}, {1}}, {family("a", 3, 1), family("b", 2, 1)});
  auto const times = times_from(s, {{{"yard", "square"}, {{600}, {}}},
                                    {{"square", "school"}, {{5400}, {}}},
                                    {{"yard", "school"}, {{5400}, {}}},
                                    {{"yard", "hall"}, {{3600}, {}}}});
  auto const p = problem{s, times};
  auto const placed = place_households(p, p.beds_, {{0}, {1}}, std::vector<bool>(2));
  EXPECT_EQ(placed.without_, (std::vector{false, true}));
  EXPECT_EQ(placed.centre_of_[0], centre_id{1});
}

TEST(place, those_who_must_not_meet_get_beds_in_two_centres) {
  auto s = day({{9}, {2}}, {{9}, {2}}, {family("a", 3, 1), family("b", 3, 1)});
  s.households_[0].apart_from_ = {"b"};
  auto const p = plan_for(s);
  EXPECT_EQ(unserved_in(p), names{});
  EXPECT_NE(centre_of(p, "a"), centre_of(p, "b"));
}

// Neither their names nor what else they could have had decides.
TEST(place, of_two_who_count_the_same_the_one_that_was_ready_first_has_the_bed) {
  auto s = day({{9}, {1}}, {{0}, {0}}, {family("b", 3, 1), with_pet(family("a", 3, 1))});
  EXPECT_EQ(unserved_in(plan_for(s)), names{"a"});
  s.households_[0].ready_from_ = at(30);
  EXPECT_EQ(unserved_in(plan_for(s)), names{"b"});
  s.households_[1].ready_from_ = at(60);
  EXPECT_EQ(unserved_in(plan_for(s)), names{"a"});
}

// A household without a bed is not waited for: the bus that could take it leaves with the others.
TEST(place, where_beds_are_short_of_all_the_urgent_have_them) {
  auto s = day({{8}, {0}}, {{0}, {0}}, {family("many", 8), family("urgent", 4), family("next", 4)});
  s.households_[1].priority_ = 2;
  auto const p = plan_for(s);
  EXPECT_EQ(unserved_in(p), names{"many"});
  EXPECT_EQ(p.totals_.unserved_weight_, 8);
}

TEST(place, says_where_there_is_a_bed_for_whom) {
  auto const s = day({{5}, {1}}, {{50}, {0}}, {family("a", 2, 1), family("b", 4, 1), family("c", 5)});
  auto const times = times_of(s);
  auto const p = problem{s, times};
  auto const placed = place_households(p, p.beds_, {{0}, {1}, {2}}, std::vector<bool>(3));
  EXPECT_EQ(placed.without_, (std::vector{true, false, false}));
  EXPECT_EQ(placed.centre_of_[1], centre_id{0});
  EXPECT_EQ(placed.centre_of_[2], centre_id{1});
  // The hall's other general beds are spare: many more are left in the school.
  ASSERT_EQ(placed.kept_.beds_.size(), 1U);
  EXPECT_EQ(placed.kept_.beds_[0], (std::vector{beds{{3}, {1}}, beds{}}));
  EXPECT_EQ(placed.kept_.spare_, (std::vector{persons{2}, persons{0}}));
  // Who was let go of is not placed, and takes nobody's bed.
  auto const others = place_households(p, p.beds_, {{0}, {1}, {2}}, {false, true, false});
  EXPECT_EQ(others.without_, (std::vector{false, false, false}));
  EXPECT_TRUE(others.centre_of_[1].is_none());
}

// Everybody could have a bed, but there is time for one trip: no bed is kept in vain for whom it does not bring.
TEST(place, beds_of_people_who_are_not_brought_are_for_others) {
  auto s = day({{4}, {0}}, {{0}, {0}}, {with_pet(family("late", 4)), family("early", 4)});
  s.households_[0].ready_from_ = at(23 * 60 + 30);
  s.households_[0].priority_ = 3;
  s.vehicles_[0].crews_[0].shifts_ = {{.from_ = at(0), .until_ = at(24 * 60)}};
  auto const p = plan_for(s);
  EXPECT_EQ(centre_of(p, "early"), "hall");
  ASSERT_EQ(p.unserved_.size(), 1U);
  EXPECT_EQ(p.unserved_[0].household_, "late");
}

// Few people of every kind, and what somebody has decided about them.
scenario random_day(std::uint64_t const seed) {
  auto engine = std::mt19937_64{seed};
  auto const between = [&](std::int64_t const min, std::int64_t const max) {
    return min + static_cast<std::int64_t>(engine() % static_cast<std::uint64_t>(max - min + 1));
  };
  auto s = day({{between(0, 9)}, {between(0, 2)}}, {{between(0, 9)}, {between(0, 2)}}, {});
  for (auto i = 0; i != 7; ++i) {
    auto h = family(std::to_string(i), between(1, 5), between(0, 2) == 0 ? 1 : 0);
    h.priority_ = between(1, 3);
    s.households_.push_back(between(0, 2) == 0 ? with_pet(h) : h);
  }
  s.households_[0].apart_from_ = {"1", "2"};
  s.households_[3].travels_with_ = {"4"};
  s.pins_ = {
      {.household_ = "5", .centre_ = between(0, 1) == 0 ? "hall" : "school", .pickup_point_ = {}, .vehicle_ = {}}};
  s.forbidden_ = {{.household_ = "2", .pickup_point_ = {}, .vehicle_ = {}, .centre_ = "hall"}};
  return s;
}

// By trying everything: the most weight of the households from h on, when those before it are where they are.
std::int64_t most_weight(problem const& p, std::vector<beds>& free, std::vector<centre_id>& in, std::uint32_t const h) {
  if (h == p.households_.size()) {
    return 0;
  }
  auto const& party = p.households_[h];
  auto best = most_weight(p, free, in, h + 1);
  for (auto c = std::uint32_t{0}; c != free.size(); ++c) {
    auto const meets =
        std::ranges::any_of(party.apart_, [&](std::uint32_t const other) { return in[other] == centre_id{c}; });
    if (meets || !can_house(p, {c}, {h}) || !fits(party.beds_, free[c])) {
      continue;
    }
    free[c] = free[c] - party.beds_;
    for (auto const m : party.members_) {
      in[m] = {c};
    }
    best = std::max(best, party.weight_ + most_weight(p, free, in, h + 1));
    free[c] = free[c] + party.beds_;
    for (auto const m : party.members_) {
      in[m] = {};
    }
  }
  return best;
}

TEST(place, leaves_no_more_without_a_bed_than_must_be) {
  for (auto seed = std::uint64_t{0}; seed != 300; ++seed) {
    auto const s = random_day(seed);
    auto const times = times_of(s);
    auto const p = problem{s, times};
    auto all = std::vector<household_id>{};
    for (auto i = std::uint32_t{0}; i != p.households_.size(); ++i) {
      all.push_back({i});
    }
    auto const placed = place_households(p, p.beds_, all, std::vector<bool>(all.size()));
    auto in_beds = std::int64_t{0};
    for (auto const h : all) {
      in_beds += placed.without_[h.v_] ? 0 : p.households_[h.v_].weight_;
    }
    auto free = p.beds_;
    auto in = std::vector<centre_id>(s.households_.size());
    ASSERT_EQ(in_beds, most_weight(p, free, in, 0)) << "seed " << seed;
    // There is time for everybody, so the plan brings all who have one.
    auto const plan = plan_for(s);
    auto served = std::int64_t{0};
    for (auto const h : all) {
      auto const& first = s.households_[p.households_[h.v_].members_.front()].id_;
      served += centre_of(plan, first) == "none" ? 0 : p.households_[h.v_].weight_;
    }
    EXPECT_EQ(served, in_beds) << "seed " << seed;
  }
}

}  // namespace
}  // namespace leeward::planning
