#include "planning/replan.h"

#include <algorithm>
#include <string>
#include <utility>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "base/json/description.h"
#include "base/json/reader.h"
#include "base/must_have.h"
#include "check/check.h"
#include "planning/given_times.h"
#include "planning/model/plan_file.h"
#include "planning/model/scenario_file.h"

// A small evening: two buses of 10 seats and crews from a yard, two squares, two halls. Square to hall 60 min, yard to
// square 10 min, yard to hall 65 min, square to square 5 min; boarding 1 min + 10 s a person, leaving 2 min + 5 s.
// Ten people at each square, so each bus takes one square at first; ten more at "north" make a second trip.
namespace leeward::planning {
namespace {

std::vector<changed_ticket> const& changes_of(replanned const& r) {
  return must_have(r.plan_.changes_, "who plans again lists the changes");
}

constexpr auto const kStart = instant{1704441600};  // 2024-01-05T08:00:00Z

instant at(std::int64_t const minutes) { return kStart + seconds{minutes * 60}; }

vehicle bus(std::string id) {
  auto v = vehicle{};
  v.id_ = std::move(id);
  v.depot_ = "yard";
  v.seats_ = {10};
  v.crews_ = {{.id_ = "crew of " + v.id_, .shifts_ = {{.from_ = at(0), .until_ = at(std::int64_t{12} * 60)}}},
              {.id_ = "late crew of " + v.id_, .shifts_ = {{.from_ = at(150), .until_ = at(std::int64_t{14} * 60)}}}};
  return v;
}

household family(std::string id, std::string point) {
  auto h = household{};
  h.id_ = std::move(id);
  h.pickup_point_ = std::move(point);
  h.persons_ = {5};
  return h;
}

scenario evening() {
  auto s = scenario{};
  s.format_ = kScenarioFormat;
  s.name_ = "evening";
  s.start_ = at(0);
  s.end_ = at(std::int64_t{10} * 60);
  s.roads_ = "none.roads";
  s.loading_ = {{60}, {10}};
  s.unloading_ = {{120}, {5}};
  s.depots_ = {{.id_ = "yard", .name_ = "Yard", .position_ = {}}};
  for (auto const* const id : {"north", "south"}) {
    s.pickup_points_.emplace_back().id_ = id;
  }
  for (auto const* const id : {"hall", "school"}) {
    auto& c = s.centres_.emplace_back();
    c.id_ = id;
    c.tier_ = 1;
    c.beds_ = {.general_ = {40}, .accessible_ = {0}};
  }
  s.vehicles_ = {bus("red"), bus("blue")};
  s.households_ = {family("a", "north"), family("b", "north"), family("c", "south"),
                   family("d", "south"), family("e", "north"), family("f", "north")};
  return s;
}

ways roads_of_the_evening() {
  auto w = ways{{{"north", "south"}, {{300}, {4000}}}, {{"hall", "school"}, {{300}, {4000}}}};
  for (auto const* const point : {"north", "south"}) {
    w[{"yard", point}] = {{600}, {8000}};
    w[{point, "hall"}] = {{3600}, {60000}};
    w[{point, "school"}] = {{3600}, {60000}};
  }
  w[{"yard", "hall"}] = {{3900}, {65000}};
  w[{"yard", "school"}] = {{3900}, {65000}};
  return w;
}

std::string findings_of(scenario const& s, plan const& p, ways const& table) {
  auto text = std::string{};
  auto const ask = [&](std::string_view, std::string_view const from, std::string_view const to) {
    auto const w = find_way(table, std::string{from}, std::string{to});
    return w ? std::optional{w->driving_} : std::nullopt;
  };
  for (auto const& f : check::check_plan(s, p, check::leg_times{ask})) {
    text += fmt::format("{} {} {}\n", json::words_of<check::rule>()[static_cast<std::size_t>(f.rule_)].word_,
                        f.subject_, f.sentence_);
  }
  return text;
}

struct replanning : testing::Test {
  plan first() const { return make_plan(s_, times_from(s_, ways_), {}); }

  // What the judge says to it must be nothing.
  replanned again(plan const& before, instant const now, losses const& lost) {
    auto const to = situation_at(s_, before, now, lost);
    EXPECT_TRUE(to.has_value()) << to.error().sentence_;
    now_ = *to;
    auto r = json::reader{"now"};
    validate(r, now_.scenario_);
    EXPECT_TRUE(r.good());
    auto times = times_from(now_.scenario_, ways_);
    times.are_shortest_ = are_shortest_;
    auto made = replan(now_.scenario_, before, lost, times, {});
    EXPECT_EQ(findings_of(now_.scenario_, made.plan_, ways_), "");
    return made;
  }

  static assignment const& of(plan const& p, std::string_view const household) {
    return *std::ranges::find(p.households_, household, &assignment::household_);
  }
  static std::string vehicle_of(plan const& p, std::string_view const household) {
    return std::ranges::find(p.trips_, of(p, household).trip_, &trip::id_)->vehicle_;
  }

  scenario s_{evening()};
  // Every way to a hall, and back.
  void make_ways_longer(seconds const by) {
    for (auto const* const point : {"north", "south"}) {
      for (auto const* const centre : {"hall", "school"}) {
        ways_[{point, centre}].driving_ += by;
      }
    }
    are_shortest_ = true;
  }

  ways ways_{roads_of_the_evening()};
  bool are_shortest_{false};  // of the ways
  situation now_;
};

TEST_F(replanning, changes_nothing_when_nothing_has_happened) {
  auto const before = first();
  for (auto const minutes : {0, 5, 30, 100, 200}) {
    auto const made = again(before, at(minutes), {});
    EXPECT_TRUE(changes_of(made).empty()) << minutes;
    EXPECT_EQ(made.plan_.trips_, before.trips_) << minutes;
    EXPECT_EQ(made.plan_.duties_, before.duties_) << minutes;
  }
}

TEST_F(replanning, a_bus_lost_before_it_leaves_changes_the_tickets_of_its_people_only) {
  auto const before = first();
  auto const lost = vehicle_of(before, "c");
  auto const made = again(before, at(0), {.vehicles_ = {lost}, .centres_ = {}, .points_ = {}});
  EXPECT_EQ(made.plan_.totals_.served_, persons{30});
  auto expected = std::int64_t{0};
  for (auto const& a : before.households_) {
    expected += vehicle_of(before, a.household_) == lost ? 1 : 0;
  }
  EXPECT_EQ(std::ssize(changes_of(made)), expected);
  EXPECT_EQ(made.had_to_change_, expected);
  EXPECT_EQ(made.new_tickets_, 0);
}

TEST_F(replanning, people_on_board_of_a_lost_bus_are_fetched_where_it_stopped) {
  auto const before = first();
  auto const lost = vehicle_of(before, "c");
  for (auto const* const other : {"yard", "hall", "school", "north", "south"}) {
    auto const w = find_way(ways_, of(before, "c").pickup_point_, other);
    ways_[{fmt::format("where {} stopped", lost), other}] = w.value_or(way{});
  }
  auto const fetched =
      again(before, of(before, "c").boarding_ + seconds{1200}, {.vehicles_ = {lost}, .centres_ = {}, .points_ = {}});
  EXPECT_EQ(of(fetched.plan_, "c").pickup_point_, fmt::format("where {} stopped", lost));
  EXPECT_NE(vehicle_of(fetched.plan_, "c"), lost);
  EXPECT_EQ(now_.picked_up_.size(), 2U);
  EXPECT_TRUE(fetched.plan_.unserved_.empty());
}

TEST_F(replanning, whom_a_lost_bus_has_brought_keep_their_beds) {
  auto const before = first();
  auto const lost = vehicle_of(before, "c");
  again(before, at(90), {.vehicles_ = {lost}, .centres_ = {}, .points_ = {}});
  EXPECT_EQ(now_.arrived_.size(), 2U);
  auto const& holds = must_have(now_.scenario_.committed_, "something has begun").holds_;
  ASSERT_EQ(holds.size(), 1U);
  EXPECT_EQ(holds[0].beds_.general_, persons{10});
  EXPECT_EQ(now_.scenario_.households_.size(), 4U);
}

TEST_F(replanning, a_lost_centre_sends_people_to_the_other) {
  auto const before = first();
  for (auto const minutes : {0, 40}) {
    auto const lost = of(before, "e").centre_;
    auto const made = again(before, at(minutes), {.vehicles_ = {}, .centres_ = {lost}, .points_ = {}});
    EXPECT_EQ(made.plan_.totals_.served_, persons{30});
    for (auto const& c : changes_of(made)) {
      EXPECT_EQ(must_have(c.was_, "all had tickets").centre_, lost);
      EXPECT_NE(must_have(c.is_, "all have tickets").centre_, lost);
    }
    EXPECT_EQ(made.had_to_change_, std::ssize(changes_of(made)));
  }
}

TEST_F(replanning, who_withdraws_or_appears_changes_no_other_ticket) {
  auto const before = first();
  std::erase_if(s_.households_, [](household const& h) { return h.id_ == "d"; });
  s_.households_.push_back(family("new", "south"));
  auto const made = again(before, at(0), {});
  ASSERT_EQ(changes_of(made).size(), 1U);
  EXPECT_EQ(changes_of(made).front().household_, "new");
  EXPECT_EQ(made.new_tickets_, 1);
  EXPECT_EQ(made.had_to_change_, 0);
}

// The seat that "a" leaves is the hall's last place; only the hall takes the dog.
TEST_F(replanning, a_free_seat_is_no_reason_to_take_the_only_bed_of_another) {
  s_.centres_[0].serves_ = {need::kPet};
  s_.centres_[0].beds_ = {.general_ = {10}, .accessible_ = {0}};
  for (auto const* const id : {"a", "b"}) {
    s_.pins_.push_back({.household_ = id, .centre_ = "hall", .pickup_point_ = {}, .vehicle_ = {}});
  }
  auto const before = first();
  ASSERT_TRUE(before.unserved_.empty());
  std::erase_if(s_.households_, [](household const& h) { return h.id_ == "a"; });
  std::erase_if(s_.pins_, [](pin const& p) { return p.household_ == "a"; });
  s_.households_.push_back(family("first in the queue", "north"));
  s_.households_.push_back(family("with a dog", "north"));
  s_.households_.back().needs_ = {need::kPet};
  auto const made = again(before, at(0), {});
  EXPECT_TRUE(made.plan_.unserved_.empty());
  EXPECT_EQ(of(made.plan_, "with a dog").centre_, "hall");
  EXPECT_EQ(of(made.plan_, "first in the queue").centre_, "school");
}

TEST_F(replanning, a_road_that_is_slow_changes_what_went_over_it) {
  auto const before = first();
  auto const centre = of(before, "c").centre_;
  ways_[{"south", centre}] = {{10800}, {60000}};
  auto const made = again(before, at(0), {});
  EXPECT_EQ(made.plan_.totals_.served_, persons{30});
  EXPECT_EQ(changes_of(made).size(), 2U);  // c and d
  EXPECT_EQ(made.had_to_change_, 0);       // a later bus might have taken them there, for all that is known
  EXPECT_NE(of(made.plan_, "c").centre_, centre);
}

// The bus that comes back for the last ten is a minute late. One family of five takes 75 s to board and to leave: with
// one less it is in time.
TEST_F(replanning, one_family_waits_so_that_the_others_keep_their_tickets) {
  auto const before = first();
  make_ways_longer({30});
  auto const made = again(before, at(0), {});
  EXPECT_EQ(changes_of(made).size(), 1U);
  EXPECT_EQ(made.had_to_change_, 1);
  EXPECT_EQ(made.plan_.totals_.served_, persons{30});
}

// Two minutes late, with one family less still 45 s: both families of one trip must change.
TEST_F(replanning, a_trip_makes_way_where_its_people_cannot_all_keep_their_tickets) {
  auto const before = first();
  make_ways_longer({60});
  auto const made = again(before, at(0), {});
  EXPECT_EQ(changes_of(made).size(), 2U);
  EXPECT_EQ(made.had_to_change_, 2);
  EXPECT_EQ(made.plan_.totals_.served_, persons{30});
}

// Five minutes more on each way, and five the last ten have to spare.
TEST_F(replanning, no_ticket_changes_that_a_later_arrival_can_keep) {
  for (auto const* const id : {"e", "f"}) {
    std::ranges::find(s_.households_, id, &household::id_)->ready_from_ = at(150);
  }
  auto const before = first();
  make_ways_longer({300});
  auto const made = again(before, at(0), {});
  EXPECT_TRUE(changes_of(made).empty());
  EXPECT_EQ(made.had_to_change_, 0);
}

// A way over a third place may be shorter there: then nothing is known of what had to change.
TEST_F(replanning, says_nothing_of_what_had_to_change_where_a_detour_may_be_shorter) {
  auto const before = first();
  make_ways_longer({60});
  are_shortest_ = false;
  EXPECT_EQ(again(before, at(0), {}).had_to_change_, 0);
}

TEST_F(replanning, a_plan_made_anew_sends_a_bus_home_from_where_its_last_trip_ends) {
  auto const before = first();
  auto const& longest = std::ranges::max(before.duties_, {}, [](duty const& d) { return d.trips_.size(); });
  ASSERT_EQ(longest.trips_.size(), 2U);
  std::erase_if(s_.households_, [&](household const& h) { return of(before, h.id_).trip_ == longest.trips_.back(); });
  auto const now = situation_at(s_, before, at(30), {})->scenario_;
  auto const made = make_plan(now, times_from(now, ways_), {});
  EXPECT_EQ(findings_of(now, made, ways_), "");
  EXPECT_LT(std::ranges::find(made.duties_, longest.id_, &duty::id_)->end_, longest.end_);
}

TEST_F(replanning, says_what_is_wrong_with_what_it_is_asked) {
  auto const before = first();
  auto const sentence = [&](instant const now, losses const& lost) {
    return situation_at(s_, before, now, lost).error().sentence_;
  };
  EXPECT_EQ(sentence(at(0), {.vehicles_ = {"green"}, .centres_ = {}, .points_ = {}}),
            "--lost-vehicle: is \"green\", which is none of the scenario's vehicles");
  EXPECT_EQ(sentence(at(0), {.vehicles_ = {}, .centres_ = {"barn"}, .points_ = {}}),
            "--lost-centre: is \"barn\", which is none of the scenario's centres");
  EXPECT_EQ(sentence(at(0), {.vehicles_ = {}, .centres_ = {}, .points_ = {"east"}}),
            "--lost-point: is \"east\", which is none of the scenario's pickup points");
  EXPECT_EQ(sentence(at(-1), {}),
            "--at: is 2024-01-05T07:59:00Z, must lie within the operation, from 2024-01-05T08:00:00Z to before "
            "2024-01-05T18:00:00Z");
  std::erase_if(s_.households_, [](household const& h) { return h.id_ == "c"; });
  auto const gone = situation_at(s_, before, of(before, "c").boarding_, {});
  ASSERT_FALSE(gone.has_value());
  EXPECT_EQ(gone.error().field_, "households");
}

}  // namespace
}  // namespace leeward::planning
