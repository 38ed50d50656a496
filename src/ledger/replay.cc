#include "ledger/replay.h"

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

class reader {
public:
  reader(store& s, stream const of, std::optional<instant> const as_of, replayed& r)
      : store_{s}, stream_{of}, as_of_{as_of}, replayed_{r} {}

  result<void> all() {
    while (!at_end_) {
      auto const n = store_.read(stream_, replayed_.after_.seq_ + 1, store::kMostReadAtOnce,
                                 [this](record const& r) { return take(r); });
      if (!n) {
        return tl::unexpected{n.error()};
      }
      if (!wrong_) {
        return wrong_;
      }
      at_end_ = at_end_ || *n < store::kMostReadAtOnce;
    }
    return {};
  }

private:
  bool take(record const& r) {
    if (as_of_ && r.at_ > *as_of_) {
      at_end_ = true;
      return false;
    }
    if (r.seq_ != replayed_.after_.seq_ + 1) {
      wrong_ = wrong(replayed_.after_.seq_ + 1, "is missing");
      return false;
    }
    auto const e = decode_event(r.event_, "event");
    if (!e) {
      wrong_ = wrong(r.seq_, fmt::format("cannot be read: {}", e.error().sentence_));
      return false;
    }
    operation::apply(replayed_.state_, r.at_, *e);
    replayed_.after_ = {.seq_ = r.seq_, .chain_ = r.chain_};
    replayed_.time_ = r.at_;
    return true;
  }

  static tl::unexpected<error> wrong(std::uint64_t const seq, std::string_view const what) {
    return invalid(fmt::format("Event {} {}. `leeward ledger verify` tells more.", seq, what), "events");
  }

  store& store_;
  stream stream_;
  std::optional<instant> as_of_;
  replayed& replayed_;
  bool at_end_{false};
  result<void> wrong_{};
};

}  // namespace

result<replayed> replay(store& s, stream const of, std::optional<instant> const as_of) {
  auto r = replayed{.state_ = {}, .after_ = {.seq_ = 0, .chain_ = chain_start(s.folder(), of)}, .time_ = {}};
  if (!as_of) {
    auto snapshot = newest_snapshot(s, of);
    if (!snapshot) {
      return tl::unexpected{snapshot.error()};
    }
    if (*snapshot) {
      r = std::move(**snapshot);
    }
  }
  if (auto const read = reader{s, of, as_of, r}.all(); !read) {
    return tl::unexpected{read.error()};
  }
  auto const end = s.head_of(of);
  if (!end) {
    return tl::unexpected{end.error()};
  }
  if (!as_of && *end != r.after_) {
    return invalid(fmt::format("The log ends with event {}, which is not what the note of its end says ({}). `leeward "
                               "ledger verify` tells more.",
                               r.after_.seq_, end->seq_),
                   "events");
  }
  return r;
}

}  // namespace leeward::ledger
