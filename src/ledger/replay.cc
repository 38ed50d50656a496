#include "ledger/replay.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "ledger/chain.h"
#include "ledger/codec.h"
#include "ledger/snapshot.h"
#include "operation/apply.h"

namespace leeward::ledger {

namespace {

constexpr auto const kReadAtOnce = std::uint64_t{2'000};

// A log that was cut off or replaced is not the one that a snapshot was made of.
result<bool> is_in_the_log(store& s, stream const of, head const& end) {
  auto same = false;
  return s
      .read(of, end.seq_, 1,
            [&](record const& r) {
              same = r.seq_ == end.seq_ && r.chain_ == end.chain_;
              return false;
            })
      .map([&](std::size_t) { return same; });
}

// Fewer than the head says where the store has no more.
result<std::vector<std::string>> parts_of(store& s, snapshot_head const& h) {
  auto parts = std::vector<std::string>{};
  for (auto i = std::uint32_t{0}; i != h.parts_; ++i) {
    auto part = s.snapshot_part(h.stream_, i);
    if (!part) {
      return tl::unexpected{part.error()};
    }
    if (part->empty()) {
      break;
    }
    parts.push_back(std::move(*part));
  }
  return parts;
}

// Nothing where there is no snapshot, or none that this program can use: the events say the same.
result<std::optional<replayed>> newest_snapshot(store& s, stream const of) {
  auto const h = s.newest_snapshot(of);
  if (!h) {
    return tl::unexpected{h.error()};
  }
  if (!*h || (*h)->shape_ != shape_of_state()) {
    return std::nullopt;
  }
  auto const fits = is_in_the_log(s, of, (*h)->after_);
  auto const parts = parts_of(s, **h);
  if (!fits || !parts) {
    return tl::unexpected{!fits ? fits.error() : parts.error()};
  }
  if (!*fits || hash_of(*parts) != (*h)->hash_) {
    return std::nullopt;
  }
  auto state = unpack(*parts);
  return state ? std::optional{replayed{.state_ = std::move(*state), .after_ = (*h)->after_, .time_ = (*h)->at_}}
               : std::nullopt;
}

tl::unexpected<error> wrong(std::string_view const what) {
  return invalid(fmt::format("{}. `leeward ledger verify` tells more.", what), "events");
}

tl::unexpected<error> wrong_end(std::uint64_t const last, std::uint64_t const noted) {
  return wrong(fmt::format("The log ends with event {}, which is not what the note of its end says ({})", last, noted));
}

}  // namespace

replay_in_steps::replay_in_steps(stream const of, std::optional<instant> const as_of, std::optional<replayed> from)
    : so_far_{from ? std::move(*from) : replayed{}}, stream_{of}, as_of_{as_of} {}

result<void> replay_in_steps::begin(store& s) {
  return s.head_of(stream_).map([&](head const& end) {
    until_ = end.seq_;
    if (so_far_.after_.seq_ == 0) {
      so_far_.after_.chain_ = chain_start(s.folder(), stream_);
    }
    is_begun_ = true;
  });
}

result<bool> replay_in_steps::step(store& s) {
  if (auto const begun = is_begun_ ? result<void>{} : begin(s); !begun) {
    return tl::unexpected{begun.error()};
  }
  auto const last = so_far_.after_.seq_;
  if (last >= until_) {
    return true;
  }
  auto is_later = false;
  auto taken = result<void>{};
  auto const n = s.read(stream_, last + 1, std::min(kReadAtOnce, until_ - last), [&](record const& r) {
    is_later = as_of_ && r.at_ > *as_of_;
    taken = is_later ? result<void>{} : take(r);
    return taken && !is_later;
  });
  if (!n || !taken) {
    return tl::unexpected{n ? taken.error() : n.error()};
  }
  if (*n == 0) {
    return wrong_end(last, until_);
  }
  return is_later || so_far_.after_.seq_ == until_;
}

result<void> replay_in_steps::take(record const& r) {
  auto& after = so_far_.after_;
  if (r.seq_ != after.seq_ + 1) {
    return wrong(fmt::format("Event {} is missing", after.seq_ + 1));
  }
  if (r.chain_ != chain_hash(after.chain_, r)) {
    return wrong(fmt::format("Event {} is not what was written", r.seq_));
  }
  auto const e = decode_event(r.event_, "event");
  if (!e) {
    return wrong(fmt::format("Event {} cannot be read: {}", r.seq_, e.error().sentence_));
  }
  operation::apply(so_far_.state_, r.at_, *e);
  after = {.seq_ = r.seq_, .chain_ = r.chain_};
  so_far_.time_ = r.at_;
  return {};
}

result<replayed> replay(store& s, stream const of, std::optional<instant> const as_of) {
  auto snapshot = as_of ? result<std::optional<replayed>>{std::nullopt} : newest_snapshot(s, of);
  if (!snapshot) {
    return tl::unexpected{snapshot.error()};
  }
  auto all = replay_in_steps{of, as_of, std::move(*snapshot)};
  auto done = result<bool>{false};
  while (done && !*done) {
    done = all.step(s);
  }
  if (!done) {
    return tl::unexpected{done.error()};
  }
  auto const end = s.head_of(of);
  auto const behind = s.read(of, all.until_ + 1, 1, [](record const&) { return false; });
  if (!end || !behind) {
    return tl::unexpected{end ? behind.error() : end.error()};
  }
  if (!as_of && (*end != all.so_far_.after_ || *behind != 0)) {
    return wrong_end(all.until_ + *behind, end->seq_);
  }
  return std::move(all.so_far_);
}

}  // namespace leeward::ledger
