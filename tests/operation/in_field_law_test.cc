#include <algorithm>
#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "base/random.h"
#include "operation/canonical.h"
#include "operation/conservation.h"
#include "operation/custody/in_field.h"
#include "operation/people.h"
#include "operation/running.h"

// Devices that work apart and are heard in any order.
namespace leeward::operation {

namespace {

constexpr auto const kWorldsOfADraw = 10;
constexpr auto const kOrders = 3;
constexpr auto const kBedsKept = seconds{std::int64_t{48} * 3600};

using what = std::variant<custody::board, custody::check_in, custody::give_bed, custody::set_presence,
                          custody::check_out, trips::change_phase, trips::depart, trips::arrive>;

struct operation_of_device {
  std::size_t device_{0};
  instant happened_;
  uuid op_;
  what what_;
  std::string words_;
};

auto const kPeople = std::vector<std::string>{"a/1", "a/2", "b/1", "b/2", "c/1", "c/2"};
auto const kTrips = std::vector<std::string>{"to hall", "to school", "between", "home"};

// Two households that are promised places, one that is not; a child; a van of two seats between the two centres, and
// a bus home; few beds.
running small() {
  auto r = begun();
  for (auto const* const centre : {"hall", "school far away"}) {
    r.must(ask_for<centres::room_set>{
        {named<centre_id>(centre), named<room_id>(std::string{"attic "} + centre), {1, 0}, true, true}});
  }
  auto van = fleet::vehicle_added{};
  van.vehicle_ = named<vehicle_id>("van");
  van.name_ = "Van";
  van.depot_ = named<depot_id>("garage");
  van.space_ = {.seats_ = 2, .bays_ = 0, .lying_ = 0, .oxygen_ = 0};
  r.must(ask_for<fleet::vehicle_added>{van});
  r.must(ask_for<households::registered>{household_of("a", 2)});
  auto b = household_of("b", 2);
  b.members_[1].age_ = households::age_band::kChild;
  r.must(ask_for<households::registered>{b});
  r.must(ask_for<households::registered>{household_of("c", 2)});
  r.must(ask_for<centres::room_set>{{named<centre_id>("hall"), named<room_id>("room 1"), {2, 0}, true, true}});
  r.must(ask_for<centres::room_set>{{named<centre_id>("hall"), named<room_id>("room 2"), {1, 0}, true, true}});
  r.must(trip_of(r, "to hall", {"a"}));
  auto far = on_bus("2", trip_of(r, "to school", {"b"}));
  far.to_ = named<centre_id>("school far away");
  r.must(far);
  auto between = on_bus("3", trip_of(r, "between", {}));
  between.kind_ = trips::kind::kBetween;
  between.vehicle_ = named<vehicle_id>("van");
  between.stops_.clear();
  between.from_ = named<centre_id>("hall");
  between.to_ = named<centre_id>("school far away");
  r.must(between);
  auto const on_duty = r.now_ + seconds{std::int64_t{24} * 3600};
  r.must(ask_for<fleet::crew_added>{{named<crew_id>("crew 4"), named<depot_id>("garage"), r.now_, on_duty}});
  r.must(ask_for<zones::status_set>{{named<zone_id>("city"), zones::status::kReturnOpen}});
  auto home = on_bus("3", trip_of(r, "home", {}));
  home.kind_ = trips::kind::kHome;
  home.crew_ = named<crew_id>("crew 4");
  home.from_ = named<centre_id>("hall");
  home.to_.reset();
  r.must(home);
  return r;
}

// What the desk may have entered before.
void at_the_desk(random_source& dice, running& r) {
  auto const n = dice.below(6);
  for (auto i = std::uint64_t{0}; i != n; ++i) {
    auto const who = people({dice.pick(kPeople)});
    auto const* const centre = dice.chance(1, 2) ? "hall" : "school far away";
    auto const c = named<centre_id>(centre);
    switch (dice.below(9)) {
      case 0: r.attempt(custody::give_bed{c, named<room_id>(std::string{"attic "} + centre), who}); break;
      case 1: r.attempt(custody::set_presence{c, dice.chance(1, 2), who}); break;
      case 2: r.attempt(custody::check_out{c, who, gone::kHome, {}}); break;
      case 3: r.attempt(custody::withdraw{named<household_id>(dice.chance(1, 2) ? "a" : "c")}); break;
      case 4: r.attempt(custody::record_death{who.front()}); break;
      case 5: r.attempt(custody::ask_again{named<household_id>(dice.chance(1, 2) ? "a" : "c")}); break;
      case 6: r.attempt(trips::call_off{named<trip_id>("to hall"), false, "shelling", r.now_ + kBedsKept}); break;
      default: r.attempt(custody::check_in{c, who, "there is nowhere else"}); break;
    }
    r.wait(seconds{60 * dice.between(0, 15)});
  }
}

class device {
public:
  device(random_source& dice, std::size_t const number, instant const from) : dice_{dice}, number_{number} {
    happened_ = from;
    is_steward_ = dice.chance(1, 2);
    trip_ = dice.pick(kTrips);
    centre_ = dice.chance(1, 2) ? "hall" : "school far away";
  }

  operation_of_device next() {
    happened_ = happened_ + seconds{60 * dice_.between(0, 20)};
    words_.clear();
    auto w = is_steward_ ? steward() : clerk();
    auto op = operation_of_device{number_, happened_, derived(uuid_of_name("op"), dice_.next()), std::move(w), {}};
    op.words_ = fmt::format("device {} at +{} min: {}", number_, (happened_.unix_s_ - 1'704'430'800) / 60, words_);
    return op;
  }

private:
  std::vector<person_id> some() {
    auto all = std::vector<person_id>{};
    auto const n = 1 + dice_.below(3);
    for (auto i = std::uint64_t{0}; i != n; ++i) {
      auto const& name = dice_.pick(kPeople);
      words_ += " " + name;
      if (std::ranges::find(all, named<person_id>(name)) == all.end()) {
        all.push_back(named<person_id>(name));
      }
    }
    return all;
  }

  std::optional<std::int32_t> heads() {
    auto n = dice_.chance(1, 2) ? std::optional{static_cast<std::int32_t>(dice_.between(0, 4))} : std::nullopt;
    words_ += n ? fmt::format(" {} heads", *n) : "";
    return n;
  }

  what steward() {
    auto const t = named<trip_id>(trip_);
    switch (dice_.below(6)) {
      case 0: words_ += "depart " + trip_; return trips::depart{t, heads(), {}, {}};
      case 1: words_ += "arrive " + trip_; return trips::arrive{t, heads(), {}};
      case 2: words_ += "loading " + trip_; return trips::change_phase{t, trips::phase::kLoading, {}};
      default: words_ += "board " + trip_; return custody::board{t, some()};
    }
  }

  what clerk() {
    auto const c = named<centre_id>(centre_);
    auto const room = centre_ == "hall" && dice_.chance(1, 2) ? std::string{"room 1"} : "attic " + centre_;
    switch (dice_.below(6)) {
      case 0: words_ += "check out of " + centre_; return custody::check_out{c, some(), gone::kOnward, {}};
      case 1: words_ += "absent from " + centre_; return custody::set_presence{c, true, some()};
      case 2: words_ += "back in " + centre_; return custody::set_presence{c, false, some()};
      case 3: words_ += "bed in " + centre_ + " " + room; return custody::give_bed{c, named<room_id>(room), some()};
      default: words_ += "check in " + centre_; return custody::check_in{c, some(), {}};
    }
  }

  random_source& dice_;
  std::size_t number_;
  instant happened_;
  bool is_steward_;
  std::string trip_;
  std::string centre_;
  std::string words_;
};

fact_id fact_of(operation_of_device const& o) { return fact_id{derived(o.op_, 0)}; }

using log_of_devices = std::vector<operation_of_device>;

// In a random order that keeps each device's own.
log_of_devices interleaved(random_source& dice, log_of_devices const& all) {
  auto turns = std::vector<std::size_t>{};
  auto of = std::map<std::size_t, log_of_devices>{};
  for (auto const& o : all) {
    turns.push_back(o.device_);
    of[o.device_].push_back(o);
  }
  dice.shuffle(turns);
  auto next = std::map<std::size_t, std::size_t>{};
  auto order = log_of_devices{};
  for (auto const d : turns) {
    order.push_back(of[d][next[d]++]);
  }
  return order;
}

struct outcome {
  std::string digest_;
  std::string wrong_;
  std::vector<event> log_;
};

// No more beds than people of the household who need one.
bool is_too_much_held(state const& s) {
  for (auto h = household_row{0}; h.v_ != s.holds_.of_.size(); ++h.v_) {
    auto const& hold = s.holds_.of_[h.v_];
    auto const in_need =
        std::ranges::count_if(members(s, h), [&](person_row const p) { return place_of(s, p) <= place::kArrived; });
    if (hold && hold->beds_.general_ + hold->beds_.accessible_ > in_need) {
      return true;
    }
  }
  return false;
}

outcome hear(running const& begun, log_of_devices const& order) {
  auto r = begun;
  r.log_.clear();
  r.wait(seconds{std::int64_t{24} * 3600});
  for (auto const& o : order) {
    r.wait(seconds{1});
    auto const now = context{.now_ = r.now_, .fresh_ = o.op_, .candidates_ = {}};
    auto const decided = std::visit(
        [&](auto const& w) { return custody::in_field(r.state_, w, o.happened_, fact_of(o), now); }, o.what_);
    if (!decided) {
      return {{}, "refused: " + o.words_ + ": " + decided.error().sentence_, {}};
    }
    for (auto const& e : *decided) {
      apply(r.state_, r.now_, e);
      r.log_.push_back(e);
    }
    if (auto const same = recount(r.state_); !same) {
      return {{}, same.error().sentence_ + " after " + o.words_, {}};
    }
  }
  return {canonical(r.state_), is_too_much_held(r.state_) ? "beds are held for nobody" : "", std::move(r.log_)};
}

std::optional<std::string> differs(running const& begun, log_of_devices const& a, log_of_devices const& b) {
  auto const first = hear(begun, a);
  auto const second = hear(begun, b);
  if (!first.wrong_.empty() || !second.wrong_.empty()) {
    return first.wrong_ + second.wrong_;
  }
  return first.digest_ == second.digest_ ? std::nullopt
                                         : std::optional{first.digest_ + "\nand the other way\n" + second.digest_};
}

// Without what is not needed for the two orders to differ.
std::string smallest(running const& begun, log_of_devices a, log_of_devices b) {
  for (auto again = true; again;) {
    again = false;
    for (auto i = std::size_t{0}; i != a.size(); ++i) {
      auto fewer_a = a;
      fewer_a.erase(fewer_a.begin() + static_cast<std::ptrdiff_t>(i));
      auto fewer_b = b;
      std::erase_if(fewer_b, [&](auto const& o) { return o.op_ == a[i].op_; });
      if (differs(begun, fewer_a, fewer_b)) {
        a = std::move(fewer_a);
        b = std::move(fewer_b);
        again = true;
        break;
      }
    }
  }
  auto words = std::string{};
  for (auto const* const order : {&a, &b}) {
    words += "\nin this order:\n";
    for (auto const& o : *order) {
      words += "  " + o.words_ + " " + to_string(fact_of(o)) + "\n";
    }
  }
  return words + differs(begun, a, b).value_or("");
}

// Half of the worlds begin with what the desk has entered.
std::pair<running, log_of_devices> some_world(random_source& dice, running const& all_alike) {
  auto begun = all_alike;
  if (dice.chance(1, 2)) {
    at_the_desk(dice, begun);
  }
  auto all = log_of_devices{};
  auto const devices = static_cast<std::size_t>(dice.between(2, 4));
  for (auto d = std::size_t{0}; d != devices; ++d) {
    auto of = device{dice, d, all_alike.now_};
    auto const n = dice.between(3, 8);
    for (auto i = std::int64_t{0}; i != n; ++i) {
      all.push_back(of.next());
    }
  }
  return {std::move(begun), std::move(all)};
}

}  // namespace

RC_GTEST_PROP(in_field, the_order_in_which_devices_are_heard_does_not_matter, ()) {
  auto dice = random_source{*rc::gen::noShrink(rc::gen::arbitrary<std::uint64_t>())};
  auto const all_alike = small();
  for (auto world = 0; world != kWorldsOfADraw; ++world) {
    auto const [begun, all] = some_world(dice, all_alike);
    for (auto i = 0; i != kOrders; ++i) {
      auto const a = interleaved(dice, all);
      auto const b = interleaved(dice, all);
      if (differs(begun, a, b)) {
        RC_FAIL(smallest(begun, a, b));
      }
    }
  }
}

// Else the law would hold for want of anything that breaks it.
TEST(in_field, the_law_is_tried_by_every_kind_of_consequence) {
  auto opened = std::set<cases::kind>{};
  auto settled = std::set<cases::kind>{};
  auto names = std::set<std::string_view>{};
  auto dice = random_source{1};
  auto const all_alike = small();
  for (auto world = 0; world != 200; ++world) {
    auto const [begun, all] = some_world(dice, all_alike);
    auto kind_of = std::map<case_id, cases::kind>{};
    for (auto const& e : hear(begun, interleaved(dice, all)).log_) {
      std::visit([&](auto const& topic) { std::visit([&](auto const& x) { names.insert(x.kName); }, topic); }, e);
      auto const* const of_cases = std::get_if<cases::event>(&e);
      if (of_cases == nullptr) {
        continue;
      }
      if (auto const* const o = std::get_if<cases::opened>(of_cases)) {
        kind_of[o->case_] = o->kind_;
        opened.insert(o->kind_);
      } else if (auto const* const x = std::get_if<cases::settled>(of_cases);
                 x != nullptr && kind_of.contains(x->case_)) {
        settled.insert(kind_of.at(x->case_));
      }
    }
  }
  auto expected = std::set{cases::kind::kTwoPlaces, cases::kind::kHeadCount,  cases::kind::kSeparated,
                           cases::kind::kUnfitting, cases::kind::kOverbooked, cases::kind::kChildAlone};
  EXPECT_EQ(expected, settled);
  expected.insert(cases::kind::kCalledOff);  // only a person can settle it
  EXPECT_EQ(expected, opened);
  for (auto const* const name : {"people_moved", "fact_noted", "leg_closed", "presence_changed", "trip_fact_noted",
                                 "trip_phase_changed", "hold_taken", "hold_released"}) {
    EXPECT_TRUE(names.contains(name)) << name;
  }
}

}  // namespace leeward::operation
