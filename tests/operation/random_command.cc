#include "operation/random_command.h"

#include <algorithm>

#include <fmt/format.h>

#include "operation/any_command.h"
#include "operation/people.h"
#include "operation/trips/manifest.h"

namespace leeward::operation {

namespace {

households::registered some_household(random_source& dice, std::string const& name) {
  auto h = household_of(name, 1 + dice.below(4));
  h.origin_ = dice.chance(1, 6) ? households::origin::kSelf : households::origin::kStaff;
  for (auto& m : h.members_) {
    m.age_ = dice.pick(json::words_of<households::age_band>()).value_;
    if (dice.chance(1, 4)) {
      m.needs_.push_back(dice.pick(json::words_of<need>()).value_);
    }
  }
  return h;
}

// A command that has a fair chance, or misses by little.
class likely {
public:
  likely(random_source& dice, running const& r) : dice_{dice}, r_{r}, s_{r.state_}, any_{dice, r.state_, r.now_} {}

  command one() {
    switch (dice_.below(20)) {
      case 18:
      case 19: return about_devices();
      case 16: return void_fact();
      case 17: return about_children();
      case 0:
      case 1:
      case 2: return commit();
      case 3: return trips::change_phase{any_trip(), next_phase(), {}};
      case 4:
      case 5: return board();
      case 6: return depart();
      case 7: return trips::arrive{.trip_ = any_trip(), .counted_ = {}, .reason_ = {}};
      case 8: return check_in();
      case 9: return give_bed();
      case 10: return check_out();
      case 11: return trouble();
      case 12: return about_households();
      case 13: return about_duplicates();
      case 14: return about_regions();
      default: return operations::advance_clock{};
    }
  }

private:
  trip_id any_trip() {
    auto const& all = s_.trips_.trips_.all();
    if (all.empty()) {
      return {};
    }
    auto const first = all.size() > 4 ? all.size() - 4 : 0;  // the latest are the ones that move
    trip_ = first + dice_.below(all.size() - first);
    return all[trip_].id_;
  }
  trips::trip const* trip() const { return s_.trips_.trips_.size() == 0 ? nullptr : &s_.trips_.trips_.all()[trip_]; }
  trips::phase next_phase() {
    return dice_.pick(std::array{trips::phase::kReleased, trips::phase::kAtPoint, trips::phase::kLoading});
  }
  household_id any_household() { return any_.id<household_tag>(); }
  centre_id any_centre() { return any_.id<centre_tag>(); }

  std::vector<person_id> some_of(std::vector<person_row> const& all) {
    auto some = std::vector<person_id>{};
    auto const whole = dice_.chance(1, 2);
    for (auto const p : all) {
      if (whole || dice_.chance(1, 2)) {
        some.push_back(s_.households_.persons_.at(p).id_);
      }
    }
    if (some.empty() || dice_.chance(1, 8)) {
      some.push_back(any_.id<person_tag>());
    }
    return some;
  }
  std::vector<person_row> people_in(centre_id const& c) const {
    auto all = std::vector<person_row>{};
    auto const row = s_.centres_.centres_.find(c);
    for (auto i = std::uint32_t{0}; i != s_.custody_.tracks_.size(); ++i) {
      auto const found = s_.centres_.stays_.find(i);
      if (found != s_.centres_.stays_.end() && found->second.centre_ == row) {
        all.push_back(person_row{i});
      }
    }
    return all;
  }

  command commit() {
    auto t = trip_of(r_, fmt::format("trip {}", r_.commands_), {});
    t.kind_ = dice_.chance(3, 4) ? trips::kind::kOut : dice_.pick(json::words_of<trips::kind>()).value_;
    auto const n = 1 + dice_.below(4);
    t.vehicle_ = named<vehicle_id>(fmt::format("bus {}", n));
    t.crew_ = named<crew_id>(fmt::format("crew {}", n));
    t.departs_ = r_.now_ + seconds{dice_.between(0, 3'600)};
    t.arrives_ = t.departs_ + seconds{dice_.between(600, 5'400)};
    t.stops_.front().at_ = t.departs_;
    t.hold_until_ = t.arrives_ + seconds{dice_.between(-1'800, 7'200)};
    t.to_ =
        t.kind_ == trips::kind::kOut || t.kind_ == trips::kind::kBetween ? std::optional{any_centre()} : std::nullopt;
    t.from_ = t.kind_ == trips::kind::kOut ? std::nullopt : std::optional{any_centre()};
    for (auto i = dice_.below(4); i != 0; --i) {
      t.households_.push_back(any_household());
    }
    if (dice_.chance(1, 3)) {
      t.standby_.push_back(any_household());
    }
    if (dice_.chance(1, 3)) {
      t.made_from_ = s_.events_ - dice_.below(s_.events_ / 2);
    }
    return t;
  }
  command board() {
    auto b = custody::board{any_trip(), {}};
    b.people_ = trip() == nullptr ? some_of({}) : some_of(trips::people_on(*trip()));
    return b;
  }
  command depart() {
    auto d = trips::depart{.trip_ = any_trip(), .counted_ = {}, .reason_ = {}, .missing_ = {}};
    if (trip() != nullptr) {
      for (auto const p : trips::people_on(*trip(), place::kBoarded)) {
        explain_others_of(s_.households_.persons_.at(p).household_, d);
      }
    }
    return d;
  }
  void explain_others_of(household_row const h, trips::depart& d) {
    for (auto const p : members(s_, h)) {
      auto const& id = s_.households_.persons_.at(p).id_;
      auto const on_board = trips::people_on(*trip(), place::kBoarded);
      if (place_of(s_, p) <= place::kBoarded && std::ranges::find(on_board, p) == on_board.end() &&
          std::ranges::find(d.missing_, id, &trips::missing::person_) == d.missing_.end()) {
        d.missing_.push_back({id, dice_.pick(json::words_of<trips::missing_reason>()).value_});
      }
    }
  }
  command check_in() {
    auto c = custody::check_in{any_centre(), some_of({}), {}};
    c.override_reason_ = dice_.chance(1, 4) ? "it is freezing" : "";
    return c;
  }
  command give_bed() {
    auto const c = any_centre();
    return custody::give_bed{c, any_.id<room_tag>(), some_of(people_in(c))};
  }
  command check_out() {
    auto const c = any_centre();
    return dice_.chance(1, 2)
               ? command{custody::check_out{c, some_of(people_in(c)), dice_.pick(json::words_of<gone>()).value_, {}}}
               : command{custody::set_presence{c, dice_.chance(1, 2), some_of(people_in(c))}};
  }
  command trouble() {
    auto const until = r_.now_ + seconds{dice_.between(60, 7'200)};
    switch (dice_.below(5)) {
      case 0: return trips::call_off{any_trip(), dice_.chance(1, 2), "shelling", until};
      case 1: return trips::break_down{any_trip(), "engine"};
      case 2: return ask_for<trips::diverted>{{any_trip(), any_centre(), "no water"}};
      case 3: return trips::no_show{any_trip(), {any_household()}};
      default: return transfer();
    }
  }
  // From one that broke down, if any did.
  command transfer() {
    auto move = trips::transfer{any_trip(), {}, {}};
    for (auto const& t : s_.trips_.trips_.all()) {
      auto const on_board = trips::people_on(t);
      if (t.phase_ == trips::phase::kBrokenDown && !on_board.empty()) {
        move.trip_ = t.id_;
        auto const h = s_.households_.persons_.at(on_board.front()).household_;
        move.households_ = {s_.households_.households_.at(h).id_};
      }
    }
    move.to_ = any_trip();
    return move;
  }
  command split() {
    auto s = households::split{any_household(), named<household_id>(fmt::format("part {}", r_.commands_)), {}, {}};
    auto const h = s_.households_.households_.find(s.household_);
    if (!h.is_none()) {
      s.persons_ = {s_.households_.persons_.at(s_.households_.households_.at(h).persons_.front()).id_};
    }
    s.consent_ = "recorded";
    return ask_for<households::split>{s};
  }
  households::person_joined born_into(household_id const& h) const {
    return {h,
            {named<person_id>(fmt::format("born {}", r_.commands_)), households::age_band::kUnder3, {}},
            households::joined::kBorn};
  }
  // Of any leg, also of one that somebody has left behind.
  command void_fact() {
    auto v = custody::void_fact{};
    any_.fill(v.fact_);
    v.people_ = who_has(v.fact_);
    v.reason_ = "the wrong ticket";
    return v;
  }
  command about_children() {
    auto const child = any_.id<person_tag>();
    if (dice_.chance(1, 3)) {
      return ask_for<custody::handed_over>{{child, "aunt", "passport", "staff 1", "staff 2"}};
    }
    auto g = custody::guardian_set{child, {}, {}};
    for (auto i = dice_.below(3); i != 0; --i) {
      g.guardians_.push_back(any_.id<person_tag>());
    }
    return ask_for<custody::guardian_set>{g};
  }
  command about_households() {
    switch (dice_.below(7)) {
      case 6: return split();
      case 0: return ask_for<households::registered>{some_household(dice_, fmt::format("late {}", dice_.below(4)))};
      case 1: return custody::withdraw{any_household()};
      case 2: return custody::ask_again{any_household()};
      case 3: return households::confirm{households::origin::kStaff, {any_household(), any_household()}};
      case 4: return ask_for<households::person_joined>{born_into(any_household())};
      default: return custody::left_by_themselves{any_household(), {}};
    }
  }
  std::vector<person_id> who_has(fact_id const& f) const {
    auto all = std::vector<person_id>{};
    for (auto i = std::uint32_t{0}; i != s_.custody_.tracks_.size(); ++i) {
      for (auto const& l : s_.custody_.tracks_[i].legs_) {
        if (std::ranges::find(l.facts_, f, &custody::stated::fact_) != l.facts_.end()) {
          all.push_back(s_.households_.persons_.at(person_row{i}).id_);
        }
      }
    }
    return all;
  }

  command about_duplicates() {
    auto const& d = s_.duplicates_;
    switch (dice_.below(4)) {
      case 0:
        if (!d.merges_.empty()) {
          return duplicates::undo_merge{d.merges_.rbegin()->first, "two families after all"};
        }
        [[fallthrough]];
      case 1:
        for (auto const& [pair, verdict] : d.verdicts_) {
          if (verdict == duplicates::verdict::kSame && dice_.chance(1, 2)) {
            return merge(pair.first, pair.second);
          }
        }
        [[fallthrough]];
      default:
        return ask_for<duplicates::judged>{
            {any_household(), any_household(), duplicates::verdict::kSame, "same telephone", "staff 1"}};
    }
  }

  // The first persons of both are the same, as many as both have.
  command merge(household_row const from, household_row const into) {
    auto m = duplicates::merged{};
    m.merge_ = named<merge_id>(fmt::format("merge {}", r_.commands_));
    m.from_ = s_.households_.households_.at(from).id_;
    m.into_ = s_.households_.households_.at(into).id_;
    m.by_ = "staff 1";
    auto const& first = s_.households_.households_.at(from).persons_;
    auto const& second = s_.households_.households_.at(into).persons_;
    auto const id = [&](person_row const p) { return s_.households_.persons_.at(p).id_; };
    for (auto i = std::size_t{0}; i != first.size(); ++i) {
      if (i < second.size()) {
        m.same_.push_back({id(first[i]), id(second[i])});
      } else {
        m.come_over_.push_back(id(first[i]));
      }
    }
    return ask_for<duplicates::merged>{m};
  }

  command about_regions() {
    auto const& offers = s_.regions_.offers_.all();
    if (!offers.empty() && dice_.chance(1, 2)) {
      return ask_for<regions::offer_changed>{
          {dice_.pick(offers).id_, dice_.pick(json::words_of<regions::offer_status>()).value_, "a reason", "staff 1"}};
    }
    auto o = regions::offered{};
    o.offer_ = named<offer_id>(fmt::format("offer {}", r_.commands_));
    o.region_ = named<region_id>("neighbour");
    o.places_ = {{named<centre_id>("camp"), {static_cast<std::int32_t>(dice_.between(1, 8)), 0}}};
    o.expires_ = r_.now_ + seconds{dice_.between(60, 7200)};
    return ask_for<regions::offered>{o};
  }

  // Mostly the latest device, which gets as far as a lease that it gives from.
  command about_devices() {
    auto const& all = s_.devices_.devices_.all();
    if (all.empty() || all.back().revoked_ || (!all.back().enrolled_ && all.back().invited_until_ <= r_.now_)) {
      return ask_for<devices::invited>{{named<device_id>(fmt::format("device {}", r_.commands_)), some_scope(),
                                        "staff 1", r_.now_ + seconds{3'600}}};
    }
    auto const& d = all.back();
    if (!d.enrolled_) {
      return ask_for<devices::enrolled>{{d.id_, some_key()}};
    }
    switch (dice_.below(16)) {
      case 0: return ask_for<devices::revoked>{{d.id_, "left on a bus", "staff 1"}};
      case 1: return devices::end_lease{any_.id<lease_tag>()};
      case 2: return ask_for<devices::scope_changed>{{d.id_, some_scope()}};
      case 3: return divert_leased(d);
      default: return d.leases_.empty() || dice_.chance(1, 4) ? lease(d) : give(d);
    }
  }
  // One that is still to leave, if there is any.
  trips::trip const* trip_to_leave() const {
    auto const& all = s_.trips_.trips_.all();
    auto const found = std::find_if(all.rbegin(), all.rend(), [&](trips::trip const& t) {
      return t.phase_ < trips::phase::kUnderWay && !t.to_.is_none() && t.departs_ > r_.now_;
    });
    return found == all.rend() ? nullptr : &*found;
  }
  command divert_leased(devices::device const& d) {
    auto const trip =
        d.leases_.empty() ? any_trip() : s_.trips_.trips_.at(s_.devices_.leases_.at(d.leases_.front()).trip_).id_;
    return ask_for<trips::diverted>{{trip, any_centre(), "no water"}};
  }
  devices::scope some_scope() {
    auto s = devices::scope{{}, any_centre()};
    if (s_.trips_.trips_.size() != 0) {
      s.trips_.push_back(any_trip());
    }
    return s;
  }
  // Which leaves seats to be leased, for a while.
  command commit_later() {
    auto t = on_bus(fmt::format("{}", 1 + dice_.below(4)), trip_of(r_, fmt::format("trip {}", r_.commands_), {}));
    t.departs_ = r_.now_ + seconds{7'200};
    t.arrives_ = t.departs_ + seconds{3'600};
    t.to_ = any_centre();
    return t;
  }
  std::string some_key() {
    auto key = std::string(64, '0');
    std::ranges::generate(key, [&] { return dice_.pick(std::string_view{"0123456789abcdef"}); });
    return key;
  }
  command lease(devices::device const& d) {
    auto const* const t = trip_to_leave();
    if (t == nullptr) {
      return commit_later();
    }
    auto l = devices::seats_leased{};
    l.lease_ = named<lease_id>(fmt::format("lease {}", r_.commands_));
    l.device_ = d.id_;
    l.trip_ = t->id_;
    if (std::ranges::find(d.scope_.trips_, t->id_) == d.scope_.trips_.end()) {
      return ask_for<devices::scope_changed>{{d.id_, {{t->id_}, {}}}};
    }
    l.space_ = {.seats_ = static_cast<std::int32_t>(dice_.between(1, 4)),
                .bays_ = static_cast<std::int32_t>(dice_.below(2)),
                .lying_ = static_cast<std::int32_t>(dice_.below(2)),
                .oxygen_ = static_cast<std::int32_t>(dice_.below(2))};
    l.beds_ = {static_cast<std::int32_t>(dice_.between(1, 4)), static_cast<std::int32_t>(dice_.below(2))};
    l.until_ = dice_.chance(1, 8) ? r_.now_ + seconds{dice_.between(60, 3'600)} : t->departs_;
    return ask_for<devices::seats_leased>{l};
  }
  command give(devices::device const& d) {
    return devices::give_leased_seats{s_.devices_.leases_.at(dice_.pick(d.leases_)).id_, any_household()};
  }

  random_source& dice_;
  running const& r_;
  state const& s_;
  anything any_;
  std::size_t trip_{0};
};

}  // namespace

command random_command(random_source& dice, running const& r) {
  if (dice.chance(14, 16)) {
    return likely{dice, r}.one();
  }
  return anything{dice, r.state_, r.now_}.any_command();
}

running small_world(random_source& dice) {
  auto r = begun();
  r.must(ask_for<zones::added>{{named<zone_id>("village"), "Village"}});
  r.must(ask_for<zones::point_added>{{named<point_id>("church"), named<zone_id>("village"), "Church", false}});
  auto bus = fleet::vehicle_added{};
  bus.vehicle_ = named<vehicle_id>("bus 4");
  bus.name_ = "Bus 4";
  bus.depot_ = named<depot_id>("garage");
  bus.space_ = {.seats_ = 4, .bays_ = 0, .lying_ = 0, .oxygen_ = 0};
  r.must(ask_for<fleet::vehicle_added>{bus});
  r.must(ask_for<fleet::crew_added>{
      {named<crew_id>("crew 4"), named<depot_id>("garage"), r.now_, r.now_ + seconds{std::int64_t{24} * 3600}}});
  auto gym = centres::added{};
  gym.centre_ = named<centre_id>("gym");
  gym.name_ = "gym";
  r.must(ask_for<centres::added>{gym});
  r.must(ask_for<centres::room_set>{{gym.centre_, named<room_id>("floor"), {3, 0}, true, false}});
  r.must(ask_for<regions::added>{{named<region_id>("neighbour"), "Neighbour"}});
  auto camp = centres::added{};
  camp.centre_ = named<centre_id>("camp");
  camp.name_ = "camp";
  camp.region_ = named<region_id>("neighbour");
  r.must(ask_for<centres::added>{camp});
  r.must(ask_for<centres::room_set>{{camp.centre_, named<room_id>("tents"), {8, 0}, true, false}});
  for (auto i = 0; i != 8; ++i) {
    r.must(ask_for<households::registered>{some_household(dice, fmt::format("h {}", i))});
  }
  return r;
}

}  // namespace leeward::operation
