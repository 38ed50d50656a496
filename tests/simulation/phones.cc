#include "simulation/phones.h"

#include <algorithm>
#include <array>
#include <map>
#include <ranges>
#include <string_view>
#include <utility>
#include <variant>

#include <fmt/format.h>

#include "ledger/codec.h"
#include "simulation/field.h"
#include "simulation/fresh.h"
#include "simulation/orders.h"

namespace leeward::simulation {

namespace {

using namespace operation;  // NOLINT(google-build-using-namespace): it speaks of nothing else

constexpr auto const kDay = std::int64_t{24} * 3'600;

signing_key some_key(random_source& dice) {
  auto key = signing_key{};
  for (auto& b : key.seed_) {
    b = static_cast<std::uint8_t>(dice.below(256));
  }
  return key;
}

// Right, wrong by days, or by years.
seconds some_error(random_source& dice) {
  switch (dice.below(4)) {
    case 0: return seconds{dice.between(-30 * kDay, 30 * kDay)};
    case 1: return seconds{dice.between(-30, 10) * 365 * kDay};
    default: return seconds{dice.between(-60, 60)};
  }
}

question asks(random_source& dice, command c) { return {.op_ = fresh_uuid(dice), .what_ = std::move(c)}; }

}  // namespace

phone* phones::some_phone(random_source& dice) {
  auto there = std::vector<phone*>{};
  for (auto& p : all_) {
    if (!p.is_lost_) {
      there.push_back(&p);
    }
  }
  return there.empty() ? nullptr : dice.pick(there);
}

std::optional<question> phones::take(actor const who, random_source& dice, instant const now, running const& screen) {
  if (who == actor::kHeadquarters) {
    if (all_.size() < script_.size_.devices_ && dice.chance(2, 3)) {
      auto asks = enrol(dice, now, screen);
      for (auto i = std::size_t{1}; i < script_.size_.at_a_time_ && all_.size() < script_.size_.devices_; ++i) {
        asks = enrol(dice, now, screen);
      }
      return asks;
    }
    auto* const with = some_phone(dice);
    return with == nullptr ? std::nullopt : lease(dice, *with, screen);
  }
  auto* const p = some_phone(dice);
  if (p == nullptr) {
    return std::nullopt;
  }
  auto const number = static_cast<std::size_t>(p - all_.data());
  switch (who) {
    case actor::kField:
      for (auto i = std::size_t{0}; i != script_.size_.at_a_time_; ++i) {
        field_worker{dice, now, screen, really_, *p, number + 1, report_}.work();
      }
      if (dice.chance(1, 6)) {
        send(number, now);
      }
      break;
    case actor::kSync:
      brief(*p);
      send(number, now);
      break;
    case actor::kLoss: lose(*p, now); break;
    case actor::kTheft: steal(dice, now); break;
    case actor::kRevocation: return revoke(dice, now);
    case actor::kForger: forge(dice, now); break;
    default: break;
  }
  return std::nullopt;
}

// ------------------------------------------------------------------------------------------------ headquarters

// A trip that has no phone yet, or a centre.
std::optional<devices::scope> phones::some_scope(random_source& dice, running const& screen) {
  constexpr auto const kCentres = std::array<std::string_view, 3>{"hall", "school far away", "gym"};
  if (dice.chance(1, 3)) {
    return devices::scope{.trips_ = {}, .centre_ = named<centre_id>(dice.pick(kCentres))};
  }
  for (auto const& t : screen.state_.trips_.trips_.all() | std::views::reverse) {
    if (t.phase_ <= trips::phase::kAtPoint && !t.to_.is_none() && !really_.trips_.contains(t.id_)) {
      return devices::scope{.trips_ = {t.id_}, .centre_ = {}};
    }
  }
  return std::nullopt;
}

std::optional<question> phones::enrol(random_source& dice, instant const now, running const& screen) {
  auto const scope = some_scope(dice, screen);
  if (!scope || !server_.is_up()) {
    return std::nullopt;
  }
  auto const id = fresh<device_id>(dice);
  auto made = server_.enrol(now, {id, *scope, "holder", now + seconds{kDay}}, some_key(dice));
  if (!made) {
    return std::nullopt;
  }
  for (auto const& t : scope->trips_) {
    auto const& trip = screen.state_.trips_.trips_.at(t);
    really_.trips_.emplace(t, trip_really{.to_ = screen.state_.centres_.centres_.at(trip.to_).id_});
  }
  auto p = phone{made->me_, *scope, now, some_error(dice)};
  p.knows_ = std::move(made->knows_);
  all_.push_back(std::move(p));
  return lease(dice, all_.back(), screen);
}

void phones::brief(phone& p) {
  if (auto knows = server_.is_up() ? server_.brief(p.me_.device_, p.me_) : std::nullopt; knows) {
    p.knows_ = std::move(*knows);
  }
}

std::optional<question> phones::lease(random_source& dice, phone const& p, running const& screen) {
  auto const row = p.scope_.trips_.empty() ? trip_row{} : screen.state_.trips_.trips_.find(p.scope_.trips_.front());
  if (row.is_none() || !p.knows_.leases_.empty() || screen.state_.trips_.trips_.at(row).departs_ <= screen.now_) {
    return std::nullopt;
  }
  return asks(dice, ask_for<devices::seats_leased>{{.lease_ = fresh<lease_id>(dice),
                                                    .device_ = p.me_.device_,
                                                    .trip_ = p.scope_.trips_.front(),
                                                    .space_ = {.seats_ = 2, .bays_ = 0, .lying_ = 0, .oxygen_ = 0},
                                                    .beds_ = {2, 0},
                                                    .until_ = screen.state_.trips_.trips_.at(row).departs_}});
}

// ------------------------------------------------------------------------------------------------ the way there

void phones::send(std::size_t const number, instant const now) {
  auto& p = all_[number];
  if (auto text = p.batch(now); text) {
    network_.send(now,
                  {.who_ = kFirst + number, .op_ = p.me_.device_.v_, .copy_ = p.copies_, .batch_ = std::move(*text)});
  }
}

std::uint64_t phones::newly_received(message const& m) const {
  auto const before = all_[m.who_ - kFirst].acknowledged_;
  return std::max(m.received_->up_to_, before) - before;
}

violation phones::receive(message const& m, instant const now) {
  auto& p = all_[m.who_ - kFirst];
  auto const is_good = p.is_lost_ || p.take(*m.received_, now);
  return is_good || p.is_forked_ ? std::nullopt
                                 : violation{"a phone does not believe what the server has acknowledged"};
}

bool phones::send_all(instant const now) {
  auto any = false;
  for (auto i = std::size_t{0}; i != all_.size(); ++i) {
    if (!all_[i].is_lost_ && all_[i].box_->waiting() != 0) {
      send(i, now);
      any = true;
    }
  }
  return any;
}

std::vector<party> phones::parties() const {
  auto every = std::vector<party>{};
  for (auto i = std::size_t{0}; i != all_.size(); ++i) {
    every.push_back(kFirst + i);
  }
  return every;
}

std::vector<std::string> phones::story() {
  auto lines = std::vector<std::string>{};
  for (auto i = std::size_t{0}; i != all_.size(); ++i) {
    for (auto& line : std::exchange(all_[i].noted_, {})) {
      lines.push_back(fmt::format("phone {}: {}", i + 1, line));
    }
  }
  return lines;
}

// ------------------------------------------------------------------------------------------------ what befalls them

void phones::make_unsure(phone const& p) {
  for (auto const& id : p.touched_) {
    really_.of(id).is_unsure_ = true;
  }
}

// The last that was done with it stands on a sheet of paper, signed; what came before it is gone.
void phones::lose(phone& p, instant const now) {
  report_.fault("lost_phone");
  p.is_lost_ = true;
  auto const last = p.box_->waiting() > 1 ? p.box_->alone(p.box_->last()) : std::nullopt;
  if (last) {
    report_.fault("last_on_paper");
    network_.send(now, {.who_ = kFirst + static_cast<std::size_t>(&p - all_.data()),
                        .op_ = p.me_.device_.v_,
                        .copy_ = ++p.copies_,
                        .batch_ = device::encode(*last)});
  }
  if (p.box_->waiting() != 0) {
    make_unsure(p);
  }
}

void phones::steal(random_source& dice, instant const now) {
  auto* const p = some_phone(dice);
  if (p == nullptr || p->is_forked_) {
    return;
  }
  report_.fault("stolen_phone");
  p->is_forked_ = true;
  make_unsure(*p);
  auto copy = p->copied(now);
  all_.push_back(std::move(copy));
}

std::optional<question> phones::revoke(random_source& dice, instant const now) {
  auto* const p = some_phone(dice);
  if (p == nullptr || p->revoked_) {
    return std::nullopt;
  }
  report_.fault("revoked_phone");
  p->revoked_ = now;
  make_unsure(*p);
  return asks(dice, ask_for<devices::revoked>{{p->me_.device_, "it was lost", "dispatcher"}});
}

void phones::forge(random_source& dice, instant const now) {
  auto* const p = some_phone(dice);
  if (p == nullptr) {
    return;
  }
  report_.fault("forged");
  auto false_me = p->me_;
  false_me.signs_ = some_key(dice);
  auto forger = phone{false_me, p->scope_, now, seconds{0}};
  forger.note(fresh_uuid(dice), custody::withdraw{}, {}, now, false, report_);
  network_.send(
      now,
      {.who_ = kFirst + all_.size() + 1, .op_ = fresh_uuid(dice), .is_forged_ = true, .batch_ = forger.batch(now)});
}

// ------------------------------------------------------------------------------------------------ desks

void phones::hear(question const& q) {
  auto const* const c = std::get_if<command>(&q.what_);
  if (c == nullptr) {
    return;
  }
  if (auto const* const topic = std::get_if<custody::command>(c)) {
    if (auto const* const w = std::get_if<custody::withdraw>(topic)) {
      changed_at_a_desk_.insert(w->household_);
    } else if (auto const* const l = std::get_if<custody::left_by_themselves>(topic)) {
      changed_at_a_desk_.insert(l->household_);
    } else if (auto const* const a = std::get_if<custody::ask_again>(topic)) {
      changed_at_a_desk_.insert(a->household_);
    }
  }
  if (auto const* const topic = std::get_if<duplicates::command>(c)) {
    if (auto const* const m = std::get_if<ask_for<duplicates::merged>>(topic)) {
      changed_at_a_desk_.insert({m->what_.from_, m->what_.into_});
      merged_at_a_desk_.insert({m->what_.from_, m->what_.into_});
    }
  }
}

// ------------------------------------------------------------------------------------------------ properties

violation phones::any_order_is_the_same(state const& s, instant const now, random_source& dice) const {
  auto there = std::vector<phone const*>{};
  for (auto const& p : all_) {
    if (!p.is_lost_ && !p.is_forked_) {
      there.push_back(&p);
    }
  }
  return simulation::any_order_is_the_same(s, there, merged_at_a_desk_, now, dice);
}

namespace {

// What the log says of operations of devices.
struct heard_of_devices {
  std::map<uuid, int> taken_;
  std::map<uuid, std::string> aside_;  // and why
};

result<heard_of_devices> read_operations(ledger::store& s, std::uint64_t const events) {
  auto all = heard_of_devices{};
  auto next = std::uint64_t{1};
  while (next <= events) {
    auto const n =
        s.read(ledger::kOperationStream, next, ledger::store::kMostReadAtOnce, [&](ledger::record const& row) {
          if (row.event_.starts_with(R"({"device_operation_)")) {
            auto const e = ledger::decode_event(row.event_, "event");
            auto const& topic = std::get<devices::event>(*e);
            if (auto const* const t = std::get_if<devices::taken>(&topic)) {
              ++all.taken_[t->op_];
            } else if (auto const* const a = std::get_if<devices::set_aside>(&topic)) {
              all.aside_.emplace(a->op_, a->type_ + ": " + a->why_.sentence_);
            }
          }
          return true;
        });
    if (!n || *n == 0) {
      return n ? result<heard_of_devices>{invalid("the log ends too early")} : tl::unexpected{n.error()};
    }
    next += *n;
  }
  return all;
}

violation log_is_complete(phone const& p, devices::device const& d, heard_of_devices const& heard,
                          reality const& really, bool const is_orderly) {
  auto last = std::uint64_t{0};
  for (auto i = std::size_t{0}; i != p.done_.size(); ++i) {
    auto const& op = p.done_[i];
    auto const taken = heard.taken_.find(op);
    auto const is_there = taken != heard.taken_.end();
    if (is_there && taken->second != 1) {
      return fmt::format("operation {} of a device was taken {} times", to_string(op), taken->second);
    }
    if (!is_there && i < p.acknowledged_) {
      return fmt::format("operation {} of a device was acknowledged, and is not there", to_string(op));
    }
    if (!p.is_lost_ && !is_there) {
      return fmt::format("operation {} of a device never came", to_string(op));
    }
    last = is_there ? i + 1 : last;
    auto const should_be_aside = really.without_effect_.contains(op);
    // What a lost phone has on paper may speak of people whom only that phone has registered.
    auto const is_sure = is_orderly && !p.revoked_ && !p.is_lost_ && !really.edits_.contains(op);
    if (is_there && is_sure && heard.aside_.contains(op) != should_be_aside) {
      return should_be_aside
                 ? fmt::format("operation {} of a device had an effect, and should have none", to_string(op))
                 : fmt::format("operation {} of a device should have an effect; {}", to_string(op),
                               heard.aside_.at(op));
    }
  }
  if (!p.is_forked_ && (d.last_ != last || d.taken_ + missing_of(d) != last)) {
    return fmt::format("of a log the server knows {} operations and misses {}, the last that came is {}", d.taken_,
                       missing_of(d), last);
  }
  return std::nullopt;
}

}  // namespace

violation phones::is_all_there(state const& s, ledger::store& store, std::size_t const entered_at_desks) const {
  auto const heard = read_operations(store, s.events_);
  if (!heard) {
    return "operations of devices cannot be read: " + heard.error().sentence_;
  }
  auto entered = entered_at_desks;
  for (auto const& [op, persons] : really_.walk_ins_) {
    entered += heard->taken_.contains(op) && !heard->aside_.contains(op) ? persons : 0;
  }
  if (entered != s.households_.persons_.size()) {
    return fmt::format("{} persons were entered, and {} are there", entered, s.households_.persons_.size());
  }
  for (auto const& p : all_) {
    if (auto const& d = s.devices_.devices_.at(p.me_.device_); !p.is_forked_) {
      if (auto const wrong = log_is_complete(p, d, *heard, really_, script_.orderly_); wrong) {
        return wrong;
      }
    }
  }
  if (!script_.orderly_) {
    return std::nullopt;
  }
  auto r = really_;
  for (auto i = std::size_t{0}; i != all_.size(); ++i) {
    if (all_[i].is_lost_ || all_[i].is_forked_ || all_[i].revoked_) {
      for (auto& [household, said] : r.boards_at_door_) {
        said.erase(i + 1);
      }
    }
  }
  for (auto const& id : changed_at_a_desk_) {
    if (auto const row = s.households_.households_.find(id); !row.is_none()) {
      r.boards_at_door_.erase(id);
      for (auto const p : s.households_.households_.at(row).persons_) {
        r.of(s.households_.persons_.at(p).id_).is_unsure_ = true;
      }
    }
  }
  return differs(r, s);
}

}  // namespace leeward::simulation
