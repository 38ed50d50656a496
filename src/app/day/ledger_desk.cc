#include "app/day/ledger_desk.h"

#include <algorithm>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "ledger/codec.h"
#include "operation/apply.h"

namespace leeward::app {

result<std::vector<ledger::answer>> ledger_desk::ask(instant const at, std::vector<people_request> all) {
  clock_->store(at.unix_s_);
  return live_.people().ask_all(std::move(all)).and_then([&](std::vector<ledger::answer> answers) {
    auto last = events_;
    for (auto const& a : answers) {
      last = std::max(last, a.after_);
    }
    return catch_up(last).map([&] { return std::move(answers); });
  });
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
