#include "ledger/verify.h"

#include <algorithm>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "base/crypto/hex.h"
#include "ledger/chain.h"

namespace leeward::ledger {

namespace {

constexpr auto const kReadAtOnce = std::size_t{2'000};
constexpr auto const kMostLeftOut = std::uint64_t{16};  // that are recognised although the rest was numbered anew

bool fits(digest const& before, record r, std::uint64_t const seq, digest const& chain) {
  r.seq_ = seq;
  return chain_hash(before, r) == chain;
}

std::string events_named(std::uint64_t const from, std::uint64_t const until) {
  return from == until ? fmt::format("event {} is", from) : fmt::format("events {} to {} are", from, until);
}

}  // namespace

verification::verification(stream const of, std::optional<checkpoint> outside)
    : stream_{of}, outside_{std::move(outside)} {}

result<bool> verification::step(store& s) {
  if (next_ == 0) {
    if (outside_ && (outside_->folder_ != s.folder() || outside_->stream_ != stream_.v_)) {
      return invalid(fmt::format("the checkpoint is of folder {}, stream {}; this is folder {}, stream {}",
                                 to_string(outside_->folder_), outside_->stream_, to_string(s.folder()), stream_.v_),
                     "checkpoint");
    }
    before_ = chain_start(s.folder(), stream_);
  }
  auto const from = next_;
  next_ = std::max(next_, std::uint64_t{1});
  auto const n = s.read(stream_, from, kReadAtOnce, [&](record const& r) {
    take(r);
    return true;
  });
  if (!n) {
    return tl::unexpected{n.error()};
  }
  if (*n == kReadAtOnce) {
    return false;
  }
  auto const end = s.head_of(stream_);
  if (!end) {
    return tl::unexpected{end.error()};
  }
  finish(*end);
  return true;
}

void verification::take(record const& r) {
  ++said_.events_;
  if (r.seq_ < next_) {
    find(r.seq_, fmt::format("event {} was put in: the first one is 1", r.seq_));
    return;
  }
  if (r.seq_ > next_) {
    keep_pending();
    find(next_, fmt::format("{} missing", events_named(next_, r.seq_ - 1)));
    before_ = r.chain_;  // nothing is left that this one's own hash could be compared with
  } else {
    take_in_order(r);
  }
  compare(r);
  next_ = r.seq_ + 1;
}

void verification::take_in_order(record const& r) {
  auto const explained = pending_ ? explain_pending(r) : std::nullopt;
  if (explained) {
    pending_.reset();
    before_ = *explained;
    return;
  }
  keep_pending();
  if (!fits(before_, r, r.seq_ + left_out_ - put_in_, r.chain_)) {
    pending_ = misfit{r, before_};
  }
  before_ = r.chain_;
}

// If the row behind one that does not fit tells why: what the next one follows.
std::optional<digest> verification::explain_pending(record const& r) {
  auto const& p = *pending_;
  auto const seq = r.seq_ + left_out_ - put_in_;
  if (fits(p.row_.chain_, r, seq, r.chain_)) {
    keep_pending();
    return r.chain_;
  }
  if (fits(p.before_, r, seq - 1, r.chain_)) {
    if (fits(r.chain_, p.row_, seq, p.row_.chain_)) {
      find(p.row_.seq_, fmt::format("events {} and {} changed places", p.row_.seq_, r.seq_));
      return p.row_.chain_;
    }
    find(p.row_.seq_, fmt::format("event {} was put in", p.row_.seq_));
    ++put_in_;
    return r.chain_;
  }
  for (auto k = std::uint64_t{1}; k <= kMostLeftOut; ++k) {
    if (fits(p.row_.chain_, r, seq + k, r.chain_)) {
      find(p.row_.seq_,
           fmt::format("{} missing, and the rest was numbered anew", events_named(p.row_.seq_, p.row_.seq_ + k - 1)));
      left_out_ += k;
      return r.chain_;
    }
  }
  return std::nullopt;
}

void verification::keep_pending() {
  if (pending_ && misfits_.size() < kMostFindings) {
    misfits_.push_back(std::move(*pending_));
  }
  pending_.reset();
}

void verification::compare(record const& r) {
  if (outside_ && r.seq_ + left_out_ - put_in_ == outside_->seq_ && to_hex(r.chain_) != outside_->hash_) {
    find(r.seq_, fmt::format("event {} has another hash than the checkpoint of {} says: it, or one before it, was "
                             "replaced, and the chain made anew",
                             r.seq_, to_string(outside_->at_)));
  }
}

void verification::finish(head const& end) {
  keep_pending();
  compare_end(end);
  name_misfits();
  std::ranges::stable_sort(said_.findings_, {}, &finding::seq_);
  said_.head_ = to_hex(before_);
}

void verification::compare_end(head const& end) {
  auto const last = next_ - 1 + left_out_ - put_in_;
  if (last < end.seq_) {
    find(next_, fmt::format("{} missing: the log was cut off", events_named(next_, next_ + end.seq_ - last - 1)));
  } else if (last > end.seq_) {
    find(next_ - (last - end.seq_), fmt::format("{} not known to the note of the log's end: put in",
                                                events_named(next_ - (last - end.seq_), next_ - 1)));
  } else if (before_ != end.chain_) {
    find(next_ - 1, fmt::format("event {} is not what the note of the log's end says: it was replaced", next_ - 1));
  }
  if (outside_ && outside_->seq_ > std::max(last, end.seq_)) {
    find(next_, fmt::format("{} missing: the checkpoint of {} has seen {} events",
                            events_named(next_, next_ + outside_->seq_ - std::max(last, end.seq_) - 1),
                            to_string(outside_->at_), outside_->seq_));
  }
}

// Two that do not fit where they are, and of which one fits in the other's place, were exchanged; with their hashes,
// the rows behind them do not fit either.
void verification::name_misfits() {
  auto explained = std::set<std::uint64_t>{};
  for (auto a = misfits_.begin(); a != misfits_.end(); ++a) {
    for (auto b = a + 1; b != misfits_.end() && !explained.contains(a->row_.seq_); ++b) {
      auto const seq = a->row_.seq_;
      auto const other = b->row_.seq_;
      if (fits(a->before_, b->row_, seq, b->row_.chain_) || fits(a->before_, b->row_, seq, a->row_.chain_)) {
        find(seq, fmt::format("events {} and {} changed places", seq, other));
        explained.insert({seq, seq + 1, other, other + 1});
      }
    }
  }
  for (auto const& m : misfits_) {
    auto const seq = m.row_.seq_;
    if (!explained.contains(seq)) {
      find(seq, seq == 1 ? fmt::format("event {} was altered", seq)
                         : fmt::format("event {} was altered, or event {} was replaced together with its hash", seq,
                                       seq - 1));
    }
  }
}

void verification::find(std::uint64_t const seq, std::string what) {
  if (said_.findings_.size() < kMostFindings) {
    said_.findings_.push_back({seq, std::move(what)});
  }
}

result<verdict> verify(store& s, stream const of, std::optional<checkpoint> const& outside) {
  auto v = verification{of, outside};
  while (true) {
    auto const done = v.step(s);
    if (!done) {
      return tl::unexpected{done.error()};
    }
    if (*done) {
      return v.said();
    }
  }
}

}  // namespace leeward::ledger
