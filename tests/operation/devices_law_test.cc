#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "base/random.h"
#include "operation/canonical.h"
#include "operation/field_device.h"
#include "operation/in_words.h"
#include "operation/legs.h"

// Logs of devices in any order between them, with duplicates and lost operations, lead to the same.
namespace leeward::operation {

namespace {

constexpr auto const kWorldsOfADraw = 2;
constexpr auto const kOrders = 3;
constexpr auto const kOperations = 10;  // of each device
constexpr auto const kFlood = seconds{3'600};

struct sent {
  devices::arrival from_;
  command what_;
};

// A device, for which trip, of whom it speaks, and to whom it gives the seats that it has leased.
struct at_work {
  field_device device_;
  std::string trip_;
  std::vector<std::string> speaks_of_;
  std::vector<std::string> gives_to_;
  std::vector<sent> log_{};
};

struct world {
  running r_{begun()};
  std::vector<at_work> devices_{};
};

// Two trips with two households each, three devices that have leased seats for others, and a clerk in the hall.
world some_world() {
  auto w = world{};
  auto& r = w.r_;
  for (auto const name : {"a", "b", "c", "d", "e", "f", "g"}) {
    r.must(ask_for<households::registered>{household_of(name, 2)});
  }
  auto first = trip_of(r, "first", {"a", "b"});
  first.departs_ = r.now_ + seconds{7'200};
  r.must(first);
  auto second = on_bus("2", trip_of(r, "second", {"c", "d"}));
  second.departs_ = first.departs_;
  second.to_ = named<centre_id>("school far away");
  r.must(second);
  auto const hall = named<centre_id>("hall");
  auto const of = [&](std::string const& name, std::string const& trip, devices::scope const& scope,
                      std::vector<std::string> speaks_of, std::vector<std::string> gives_to) {
    w.devices_.push_back({enrolled(r, name, scope), trip, std::move(speaks_of), std::move(gives_to)});
  };
  auto const on = [](std::string const& trip) { return devices::scope{{named<trip_id>(trip)}, {}}; };
  of("steward", "first", on("first"), {"a", "b"}, {"e"});
  of("driver", "first", on("first"), {"a", "b"}, {"g"});
  of("other steward", "second", on("second"), {"c", "d"}, {"f"});
  of("clerk", "", {{}, hall}, {"a", "b"}, {});
  for (auto const& d : w.devices_) {
    if (!d.gives_to_.empty()) {
      r.must(ask_for<devices::seats_leased>{{named<lease_id>(d.device_.name_),
                                             named<device_id>(d.device_.name_),
                                             named<trip_id>(d.trip_),
                                             {2, 0, 0, 0},
                                             {1, 0},
                                             first.departs_}});
    }
  }
  return w;
}

class log_writer {
public:
  log_writer(random_source& dice, at_work& d) : dice_{dice}, d_{d} {}

  command one() {
    switch (dice_.below(8)) {
      case 0: return give();
      case 1:
      case 2: return needs_are();
      case 3: return boards_at();
      case 4: return describes();
      case 5: return registers();
      default: return fact();
    }
  }

private:
  std::string household() { return dice_.pick(d_.speaks_of_); }
  person_id person() { return named<person_id>(fmt::format("{}/{}", household(), 1 + dice_.below(2))); }

  command give() {
    return d_.gives_to_.empty() ? needs_are()
                                : devices::give_leased_seats{named<lease_id>(d_.device_.name_),
                                                             named<household_id>(dice_.pick(d_.gives_to_))};
  }
  command needs_are() {
    auto all = std::vector<need>{};
    for (auto const n : {need::kPet, need::kCarer, need::kWheelchair}) {
      if (dice_.chance(1, 2)) {
        all.push_back(n);
      }
    }
    return ask_for<households::needs_changed>{{person(), all}};
  }
  command boards_at() {
    auto const at_door = dice_.chance(1, 2);
    return ask_for<households::boarding_changed>{{named<household_id>(household()), named<zone_id>("city"),
                                                  at_door ? std::nullopt : std::optional{named<point_id>("school")},
                                                  at_door}};
  }
  command describes() {
    return ask_for<households::person_described>{
        {person(),
         static_cast<std::uint32_t>(1 + dice_.below(9)),
         {dice_.pick(std::array{households::detail::kName, households::detail::kPhone})}}};
  }
  command registers() {
    auto const name = fmt::format("{} {}", d_.device_.name_, dice_.below(1'000'000));
    d_.speaks_of_.push_back(name);
    return ask_for<households::registered>{household_of(name, 2)};
  }
  command fact() {
    auto const who = std::vector{person()};
    if (!d_.trip_.empty()) {
      return custody::board{named<trip_id>(d_.trip_), who};
    }
    auto const hall = named<centre_id>("hall");
    return dice_.chance(2, 3) ? command{custody::check_in{hall, who, {}}}
                              : command{custody::check_out{hall, who, gone::kHome, {}}};
  }

  random_source& dice_;
  at_work& d_;
};

// What each device did in the last hour; some of it is lost.
void write_logs(random_source& dice, world& w) {
  for (auto& d : w.devices_) {
    auto happened = w.r_.now_;
    for (auto i = 0; i != kOperations; ++i) {
      happened = happened + seconds{dice.between(0, kFlood.v_ / kOperations)};
      auto const what = log_writer{dice, d}.one();
      d.log_.push_back({d.device_.next(happened), what});
      d.log_.back().from_.claimed_ = {dice.between(0, 4'000'000'000)};
    }
    d.log_.resize(d.log_.size() - dice.below(3));
    if (dice.chance(1, 2)) {
      d.log_.erase(d.log_.begin() + static_cast<std::ptrdiff_t>(dice.below(d.log_.size() - 1)));
    }
  }
  w.r_.wait(kFlood);
}

// More seats are promised on a trip, or leased, than it has.
bool is_promised_beyond(state const& s, trips::trip const& t) {
  auto all = t.leased_;
  for (auto const& l : t.manifest_) {
    auto const& leg = s.custody_.tracks_[l.person_.v_].legs_[l.leg_];
    auto const is_promise = std::ranges::any_of(
        leg.facts_, [](custody::stated const& f) { return f.place_ == place::kPromised && !f.void_; });
    all += !l.off_ && is_promise ? l.space_ : space{};
  }
  return all.seats_ > s.fleet_.vehicles_.at(t.vehicle_).space_.seats_;
}

// As the ledger does, which answers an operation that it knows.
void send_all(random_source& dice, world const& w, running& r) {
  auto next = std::vector<std::size_t>(w.devices_.size());
  auto known = std::set<uuid>{};
  auto left = std::vector<std::size_t>{};
  for (auto i = std::size_t{0}; i != w.devices_.size(); ++i) {
    left.insert(left.end(), w.devices_[i].log_.size(), i);
  }
  dice.shuffle(left);
  for (auto const d : left) {
    auto const& log = w.devices_[d].log_;
    auto const again = dice.chance(1, 5) && next[d] != 0;
    auto const first = again ? dice.below(next[d]) : next[d];
    for (auto i = first; i <= next[d]; ++i) {
      if (known.insert(log[i].from_.op_).second) {
        r.take(log[i].from_, log[i].what_);
      }
    }
    ++next[d];
    for (auto const& t : r.state_.trips_.trips_.all()) {
      RC_ASSERT(!is_promised_beyond(r.state_, t));
    }
  }
}

// In an order of their own: who was registered by a device has another row each time.
std::vector<std::string> lines_of(state const& s) {
  auto all = canonical(s);
  for (auto const& d : s.devices_.devices_.all()) {
    all += fmt::format("device {}: {} of {} came, {} missing, {} set aside\n", to_string(d.id_), d.taken_, d.last_,
                       missing_of(d), d.set_aside_);
  }
  for (auto const& l : s.devices_.leases_.all()) {
    all += fmt::format("lease {}: {} seats left\n", to_string(l.id_), l.space_.seats_);
  }
  for (auto const& p : s.households_.persons_.all()) {
    all += fmt::format("person {} needs {}\n", to_string(p.id_), p.needs_.bits_);
  }
  auto lines = std::vector<std::string>{};
  auto text = std::istringstream{all};
  for (auto line = std::string{}; std::getline(text, line);) {
    lines.push_back(line);
  }
  std::ranges::sort(lines);
  return lines;
}

// The lines of the first that the second lacks.
std::string only_in(std::vector<std::string> const& one, std::vector<std::string> const& other) {
  auto all = std::vector<std::string>{};
  std::ranges::set_difference(one, other, std::back_inserter(all));
  return fmt::format("{}", fmt::join(all, "\n"));
}

std::string logs_of(world const& w) {
  auto all = std::string{};
  for (auto const& d : w.devices_) {
    for (auto const& o : d.log_) {
      all +=
          fmt::format("{} {} {}: {}\n", d.device_.name_, o.from_.seq_, to_string(*o.from_.heard_), in_words(o.what_));
    }
  }
  return all;
}

}  // namespace

RC_GTEST_PROP(device_laws, any_order_leads_to_the_same, ()) {
  auto dice = random_source{*rc::gen::noShrink(rc::gen::arbitrary<std::uint64_t>())};
  for (auto n = 0; n != kWorldsOfADraw; ++n) {
    auto w = some_world();
    write_logs(dice, w);
    auto expected = std::vector<std::string>{};
    for (auto order = 0; order != kOrders; ++order) {
      auto r = w.r_;
      send_all(dice, w, r);
      for (auto const& d : w.devices_) {
        auto const& kept = state_of(r, d.device_);
        RC_ASSERT(kept.taken_ == d.log_.size());
        RC_ASSERT(kept.taken_ + missing_of(kept) == d.log_.back().from_.seq_);
      }
      auto const got = lines_of(r.state_);
      if (order != 0 && got != expected) {
        RC_FAIL(fmt::format("{}\nled to\n{}\nand in another order to\n{}", logs_of(w), only_in(expected, got),
                            only_in(got, expected)));
      }
      expected = got;
    }
  }
}

}  // namespace leeward::operation
