#include "app/day/ledger_desk.h"

#include <algorithm>
#include <cstddef>
#include <future>
#include <optional>
#include <string>
#include <utility>
#include <variant>

#include <fmt/format.h>

#include "base/ensure.h"
#include "ledger/codec.h"
#include "operation/apply.h"

namespace leeward::app {

namespace {

constexpr auto const kAtOnce = ledger::sequencer::kMostWaiting / 10;

// Posted together, so that they are kept in as few transactions as can be. Answers come in this order, but for that of
// a plan, which comes when all its trips are done: it has to be the last.
result<void> ask_some(live& l, std::vector<ledger::request>& all, std::size_t const from, std::size_t const until,
                      std::vector<ledger::answer>& answers) {
  for (auto i = from; i + 1 < until; ++i) {
    ensure(std::holds_alternative<operation::command>(all[i].what_), "a plan is committed behind all other requests");
    l.post(std::move(all[i]), [&answers, i](ledger::answer const& a) { answers[i] = a; });
  }
  return l.ask(std::move(all[until - 1])).map([&](ledger::answer a) { answers[until - 1] = std::move(a); });
}

}  // namespace

result<std::vector<ledger::answer>> ledger_desk::ask(instant const at, std::vector<ledger::request> all) {
  clock_->store(at.unix_s_);
  auto answers = std::vector<ledger::answer>(all.size());
  for (auto from = std::size_t{0}; from != all.size();) {
    auto const until = std::min(from + kAtOnce, all.size());
    if (auto const done = ask_some(live_, all, from, until, answers); !done) {
      return tl::unexpected{done.error()};
    }
    from = until;
  }
  auto last = events_;
  for (auto const& a : answers) {
    last = std::max(last, a.after_);
  }
  return catch_up(last).map([&] { return std::move(answers); });
}

result<void> ledger_desk::catch_up(std::uint64_t const until) {
  while (events_ < until) {
    auto wrong = std::optional<error>{};
    auto const done = live_.read_events(events_ + 1, [&](ledger::record const& r) {
      auto event = ledger::decode_event(r.event_, fmt::format("event {}", r.seq_));
      if (!event) {
        wrong = event.error();
        return false;
      }
      operation::apply(known_, r.at_, *event);
      events_ = r.seq_;
      return events_ != until;
    });
    if (!done || wrong) {
      return tl::unexpected{wrong ? *wrong : done.error()};
    }
  }
  return {};
}

}  // namespace leeward::app
