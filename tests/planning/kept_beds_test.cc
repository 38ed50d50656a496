#include "planning/kept_beds.h"

#include <algorithm>
#include <random>

#include <gtest/gtest.h>

#include "planning/given_times.h"
#include "planning/place.h"

namespace leeward::planning {
namespace {

constexpr auto const kHall = centre_id{0};
constexpr auto const kSchool = centre_id{1};

// Households of one, two and three persons beside one in a wheelchair.
scenario small() {
  auto s = scenario{};
  s.end_ = instant{86400};
  s.depots_.emplace_back().id_ = "yard";
  s.pickup_points_.emplace_back().id_ = "square";
  s.centres_.resize(2);
  s.centres_[0].id_ = "hall";
  s.centres_[1].id_ = "school";
  s.vehicles_.emplace_back().depot_ = "yard";
  for (auto i = std::int64_t{1}; i != 4; ++i) {
    auto& h = s.households_.emplace_back();
    h.id_ = std::to_string(i);
    h.pickup_point_ = "square";
    h.persons_ = {i + 1};
    h.wheelchair_bays_ = {1};
  }
  return s;
}

// All of one class; the beds are what a test puts there.
struct evening {
  void keep(std::uint32_t const h, centre_id const c, bool const stays = false) {
    keep_slot(kept_, {h}, problem_.households_[h].beds_, class_id{0}, c, stays);
  }
  bool take(std::uint32_t const h, centre_id const c) {
    if (!claim(kept_, free_, look_there(kept_, free_, c), {h}, problem_.households_[h].beds_)) {
      return false;
    }
    take_beds(kept_, free_, problem_, {{h}}, c);
    return true;
  }

  scenario scenario_{small()};
  road_times times_{times_from(scenario_, {})};
  problem problem_{scenario_, times_};
  kept_beds kept_{keep_none(problem_)};
  std::vector<beds> free_{std::vector<beds>(2)};
};

TEST(kept_beds, a_household_has_the_slot_of_its_kind_there) {
  auto e = evening{};
  e.keep(1, kHall);
  EXPECT_TRUE(e.take(1, kHall));
  EXPECT_EQ(e.kept_.beds_[0][0], beds{});
  EXPECT_EQ(e.free_, std::vector<beds>(2));
}

TEST(kept_beds, who_goes_where_beds_are_free_leaves_its_own) {
  auto e = evening{};
  e.keep(1, kHall);
  e.free_[1] = {{5}, {1}};
  EXPECT_TRUE(e.take(1, kSchool));
  EXPECT_EQ(e.free_, (std::vector{beds{{2}, {1}}, beds{{3}, {0}}}));
  EXPECT_EQ(e.kept_.beds_[0][0], beds{});
}

// The larger one goes where the smaller one was to go: one bed more there, which must be free; one set free here.
TEST(kept_beds, a_larger_household_exchanges_with_a_smaller_one) {
  auto e = evening{};
  e.keep(1, kHall);
  e.keep(0, kSchool);
  EXPECT_FALSE(e.take(1, kSchool));
  e.free_[1] = {{1}, {0}};
  EXPECT_TRUE(e.take(1, kSchool));
  EXPECT_EQ(e.free_, (std::vector{beds{{1}, {0}}, beds{}}));
  EXPECT_EQ(e.kept_.beds_[0], (std::vector{beds{{1}, {1}}, beds{}}));
  EXPECT_TRUE(e.take(0, kHall));
}

// The other way round it is the place of the one who stays that must grow.
TEST(kept_beds, a_smaller_household_exchanges_with_a_larger_one) {
  auto e = evening{};
  e.keep(0, kHall);
  e.keep(1, kSchool);
  EXPECT_FALSE(e.take(0, kSchool));
  e.free_[0] = {{1}, {0}};
  EXPECT_TRUE(e.take(0, kSchool));
  EXPECT_EQ(e.free_, (std::vector{beds{}, beds{{1}, {0}}}));
  EXPECT_TRUE(e.take(1, kHall));
}

TEST(kept_beds, what_is_spare_serves_exchanges_and_stays_as_much) {
  auto e = evening{};
  e.keep(2, kHall);
  e.keep(0, kSchool);
  e.kept_.spare_[1] = {2};
  EXPECT_TRUE(e.take(2, kSchool));
  EXPECT_EQ(e.kept_.spare_, (std::vector{persons{2}, persons{0}}));
  EXPECT_EQ(e.free_, std::vector<beds>(2));
  // It goes to nobody else: an ordinary household needs free beds.
  EXPECT_FALSE(claim(e.kept_, e.free_, look_there(e.kept_, e.free_, kHall), {1}, {{1}, {0}}).has_value());
}

TEST(kept_beds, who_stays_goes_nowhere_else_and_exchanges_with_nobody) {
  auto e = evening{};
  e.keep(0, kHall, true);
  e.keep(1, kSchool);
  e.free_ = {beds{{9}, {0}}, beds{{9}, {9}}};
  EXPECT_FALSE(e.take(0, kSchool));
  EXPECT_FALSE(e.take(1, kHall));
  EXPECT_TRUE(e.take(0, kHall));
}

TEST(kept_beds, all_are_free_in_the_end) {
  auto e = evening{};
  e.keep(0, kHall);
  e.keep(2, kHall);
  e.kept_.spare_[1] = {2};
  give_all_back(e.kept_, e.free_);
  EXPECT_EQ(e.free_, (std::vector{beds{{4}, {2}}, beds{{2}, {0}}}));
}

class dice {
public:
  explicit dice(std::uint64_t const seed) : engine_{seed} {}
  std::size_t below(std::size_t const n) { return static_cast<std::size_t>(engine_() % n); }
  std::int64_t between(std::int64_t const min, std::int64_t const max) {
    return min + static_cast<std::int64_t>(below(static_cast<std::size_t>(max - min + 1)));
  }

private:
  std::mt19937_64 engine_;
};

scenario random_evening(dice& d) {
  auto s = small();
  s.centres_.resize(3);
  s.centres_[2].id_ = "camp";
  for (auto& c : s.centres_) {
    c.beds_ = {{d.between(5, 40)}, {d.between(0, 6)}};
    c.serves_ = d.below(2) == 0 ? std::vector{need::kPet} : std::vector<need>{};
  }
  s.vehicles_[0].seats_ = {10};
  s.vehicles_[0].wheelchair_bays_ = {3};
  s.households_.clear();
  for (auto i = d.between(5, 30); i != 0; --i) {
    auto h = household{};
    h.id_ = std::to_string(i);
    h.pickup_point_ = "square";
    h.persons_ = {d.between(1, 6)};
    h.wheelchair_bays_ = {d.below(2) == 0 ? 1 : 0};
    h.needs_ = d.below(3) == 0 ? std::vector{need::kPet} : std::vector<need>{};
    s.households_.push_back(std::move(h));
  }
  return s;
}

road_times all_ways(scenario const& s) {
  auto table = ways{};
  for (auto const* const c : {"hall", "school", "camp"}) {
    table[{"yard", c}] = {{3600}, {}};
    table[{"square", c}] = {{3600}, {}};
  }
  table[{"yard", "square"}] = {{60}, {}};
  return times_from(s, table);
}

// Whoever goes where, in whatever order, with ordinary households in between: there is a slot for each that waits, and
// no bed is lost or given twice.
TEST(kept_beds, whoever_a_bed_is_kept_for_gets_one) {
  auto exchanged = 0;
  for (auto seed = std::uint64_t{0}; seed != 300; ++seed) {
    auto d = dice{seed};
    auto const s = random_evening(d);
    auto const times = all_ways(s);
    auto const p = problem{s, times};
    auto all = std::vector<household_id>{};
    for (auto i = std::uint32_t{0}; i != p.households_.size(); ++i) {
      all.push_back({i});
    }
    auto placed = place_households(p, p.beds_, all, std::vector<bool>(all.size()));
    auto& kept = placed.kept_;
    auto free = p.beds_;
    auto sum = [&](std::size_t const c) {
      auto in = free[c];
      for (auto const& of_class : kept.beds_) {
        in = in + of_class[c];
      }
      return in + beds{kept.spare_[c], {}};
    };
    for (auto c = std::size_t{0}; c != free.size(); ++c) {
      free[c] = free[c] - (sum(c) - free[c]);
    }
    std::erase_if(all, [&](household_id const h) { return placed.without_[h.v_]; });
    auto taken = std::vector<beds>(free.size());
    for (auto tries = 0; !all.empty() && tries != 2000; ++tries) {
      auto const c = centre_id{static_cast<std::uint32_t>(d.below(free.size()))};
      auto there = look_there(kept, free, c);
      auto run = std::vector<household_id>{};
      for (auto n = d.between(1, 5); n != 0 && !all.empty(); --n) {
        auto const i = d.below(all.size());
        auto const& due = p.households_[all[i].v_].beds_;
        auto const how = claim(kept, free, there, all[i], due);
        if (!can_house(p, c, all[i]) || !how) {
          continue;
        }
        exchanged += how->takes_.is_none() || how->instead_.is_none() ? 0 : 1;
        take_there(kept, there, all[i], due, *how);
        taken[c.v_] = taken[c.v_] + due;
        run.push_back(all[i]);
        all.erase(all.begin() + static_cast<std::ptrdiff_t>(i));
      }
      take_beds(kept, free, p, run, c);
      for (auto k = std::size_t{0}; k != free.size(); ++k) {
        ASSERT_EQ(sum(k) + taken[k], p.beds_[k]) << "seed " << seed;
        ASSERT_TRUE(fits(beds{}, free[k]) && kept.spare_[k] >= persons{}) << "seed " << seed;
      }
      for (auto k = std::uint32_t{0}; k != kept.kinds_.size(); ++k) {
        auto slots = std::int64_t{0};
        for (auto const& of_centre : kept.slots_) {
          slots += of_centre[k];
        }
        ASSERT_EQ(slots, std::ranges::count_if(
                             all, [&](household_id const h) { return kept.kind_of_[h.v_] == slot_kind_id{k}; }))
            << "seed " << seed;
      }
    }
    for (auto const h : all) {
      EXPECT_TRUE(kept.kind_of_[h.v_].is_none()) << "seed " << seed;
    }
  }
  EXPECT_GT(exchanged, 100);
}

}  // namespace
}  // namespace leeward::planning
