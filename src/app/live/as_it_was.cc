#include "app/live/as_it_was.h"

#include <algorithm>
#include <string_view>

#include <fmt/format.h>

#include "ledger/chain.h"
#include "ledger/codec.h"
#include "operation/apply.h"

namespace leeward::app {

namespace {

constexpr auto const kReadAtOnce = std::uint64_t{2'000};

tl::unexpected<error> wrong(std::uint64_t const seq, std::string_view const what) {
  return invalid(fmt::format("event {} {}; `leeward ledger verify` says what was changed", seq, what), "event");
}

}  // namespace

as_it_was::as_it_was(std::optional<instant> const as_of) : as_of_{as_of} {}

result<bool> as_it_was::step(ledger::store& s) {
  if (!begun_) {
    auto const end = s.head_of(ledger::kOperationStream);
    if (!end) {
      return tl::unexpected{end.error()};
    }
    begun_ = true;
    until_ = end->seq_;
    after_.chain_ = ledger::chain_start(s.folder(), ledger::kOperationStream);
  }
  auto done = result<void>{};
  auto is_later = false;
  auto const from = after_.seq_ + 1;
  auto const most = std::min(kReadAtOnce, until_ - after_.seq_);
  auto const n =
      most == 0 ? result<std::size_t>{0} : s.read(ledger::kOperationStream, from, most, [&](ledger::record const& r) {
        is_later = as_of_ && r.at_ > *as_of_;
        done = is_later ? result<void>{} : take(r);
        return done && !is_later;
      });
  if (!n || !done) {
    return tl::unexpected{n ? done.error() : n.error()};
  }
  if (*n == 0 && most != 0) {
    return wrong(from, "is missing");
  }
  return is_later || after_.seq_ == until_;
}

result<void> as_it_was::take(ledger::record const& r) {
  if (r.seq_ != after_.seq_ + 1) {
    return wrong(after_.seq_ + 1, "is missing");
  }
  if (ledger::chain_hash(after_.chain_, r) != r.chain_) {
    return wrong(r.seq_, "is not what was written");
  }
  auto const e = ledger::decode_event(r.event_, fmt::format("event {}", r.seq_));
  if (!e) {
    return tl::unexpected{e.error()};
  }
  operation::apply(state_, r.at_, *e);
  after_ = {r.seq_, r.chain_};
  return {};
}

}  // namespace leeward::app
