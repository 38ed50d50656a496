#include "simulation/orders.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

#include <fmt/format.h>

#include "app/devices/read_operation.h"
#include "base/must_have.h"
#include "operation/apply.h"
#include "operation/canonical.h"
#include "operation/conservation.h"
#include "operation/devices/take.h"
#include "operation/outstanding.h"

namespace leeward::simulation {

namespace {

using namespace operation;  // NOLINT(google-build-using-namespace): it speaks of nothing else

constexpr auto const kOrders = 3;

struct log_of_phone {
  std::vector<ledger::request> all_;
};

// Whose household an edit is of.
std::optional<household_id> edited_by(state const& s, std::optional<command> const& c) {
  auto const* const topic = c ? std::get_if<households::command>(&*c) : nullptr;
  if (topic == nullptr) {
    return std::nullopt;
  }
  auto const of = [&](person_id const& p) -> std::optional<household_id> {
    auto const row = s.households_.persons_.find(p);
    return row.is_none() ? std::nullopt
                         : std::optional{s.households_.households_.at(s.households_.persons_.at(row).household_).id_};
  };
  if (auto const* const b = std::get_if<ask_for<households::boarding_changed>>(topic)) {
    return b->what_.household_;
  }
  if (auto const* const n = std::get_if<ask_for<households::needs_changed>>(topic)) {
    return of(n->what_.person_);
  }
  auto const* const d = std::get_if<ask_for<households::person_described>>(topic);
  return d == nullptr ? std::nullopt : of(d->what_.person_);
}

// Without edits of these households.
log_of_phone waiting_in(phone const& p, state const& s, devices::device const& known,
                        std::set<household_id> const& left_out) {
  auto log = log_of_phone{};
  auto const b = must_have(p.box_, "whoever holds a phone has its outbox open").next();
  if (!b) {
    return log;
  }
  auto const hashes = device::verify(*b, public_half(p.me_.signs_), p.me_.chain_);
  for (auto i = std::size_t{0}; hashes && i != b->ops_.size(); ++i) {
    if (b->ops_[i].seq_ > known.last_) {
      auto r = app::read(*b, i, (*hashes)[i]).what_.what_;
      auto const of = edited_by(s, std::get<ledger::device_operation>(r.what_).what_);
      if (!of || !left_out.contains(*of)) {
        log.all_.push_back(std::move(r));
      }
    }
  }
  return log;
}

// Another order each time; each phone's own is kept.
result<std::string> after(state s, std::vector<log_of_phone> const& logs, instant const now, random_source& dice) {
  auto at = std::vector<std::size_t>(logs.size());
  auto order = std::vector<std::size_t>{};
  for (auto i = std::size_t{0}; i != logs.size(); ++i) {
    order.insert(order.end(), logs[i].all_.size(), i);
  }
  dice.shuffle(order);
  for (auto const i : order) {
    auto const& r = logs[i].all_[at[i]++];
    auto const& op = std::get<ledger::device_operation>(r.what_);
    auto const decided = devices::take(s, op.from_, op.what_, op.unreadable_,
                                       {.now_ = now, .fresh_ = derived(r.op_, 7), .candidates_ = {}});
    if (!decided) {
      return invalid(decided.error().sentence_);
    }
    for (auto const& e : *decided) {
      apply(s, now, e);
    }
    if (auto const same = recount(s); !same) {
      return tl::unexpected{same.error()};
    }
  }
  while (is_anything_outstanding(s)) {
    for (auto const& e : outstanding(s, {.now_ = now, .fresh_ = derived({}, s.events_), .candidates_ = {}})) {
      apply(s, now, e);
    }
  }
  return canonical(s);
}

// The first line of one that the other has not.
std::string first_difference(std::string_view const a, std::string_view const b) {
  auto const at = static_cast<std::size_t>(std::ranges::mismatch(a, b).in1 - a.begin());
  auto const line = [&](std::string_view const text) {
    auto const from = text.rfind('\n', std::min(at, text.size() - 1)) + 1;
    return text.substr(from, text.find('\n', from) - from);
  };
  return fmt::format("\"{}\" and \"{}\"", line(a), line(b));
}

}  // namespace

violation any_order_is_the_same(state const& s, std::vector<phone const*> const& all,
                                std::set<household_id> const& left_out, instant const now, random_source& dice) {
  auto logs = std::vector<log_of_phone>{};
  for (auto const* const p : all) {
    if (auto const row = s.devices_.devices_.find(p->me_.device_); !row.is_none()) {
      logs.push_back(waiting_in(*p, s, s.devices_.devices_.at(row), left_out));
    }
  }
  auto first = result<std::string>{};
  for (auto i = 0; i != kOrders; ++i) {
    auto const one = after(s, logs, now, dice);
    if (!one) {
      return "what waits on the phones cannot be taken: " + one.error().sentence_;
    }
    if (i == 0) {
      first = one;
    } else if (*first != *one) {
      return "in another order it is " + first_difference(*first, *one);
    }
  }
  return std::nullopt;
}

}  // namespace leeward::simulation
