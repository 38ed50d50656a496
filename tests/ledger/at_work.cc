#include "ledger/at_work.h"

#include <gtest/gtest.h>

#include "ledger/chain.h"
#include "ledger/codec.h"

namespace leeward::ledger {

void keep_events(store& s, operation::running const& r) {
  auto end = s.head_of(kOperationStream);
  ASSERT_TRUE(end.has_value());
  auto b = batch{};
  for (auto i = std::size_t{0}; i != r.log_.size(); ++i) {
    b.records_.push_back(
        next_record(*end, kOperationStream, r.at_[i], op_named("earlier"), "earlier", encode_event(r.log_[i])));
  }
  ASSERT_TRUE(s.append(b).has_value());
}

void at_work::restart() {
  sequencer_.reset();
  auto begun = sequencer::begin(store_, keys_, kOperationStream, pace_);
  ASSERT_TRUE(begun.has_value()) << begun.error().sentence_;
  sequencer_ = std::move(*begun);
}

std::optional<answer> at_work::ask(request const& r) {
  auto got = std::optional<answer>{};
  sequencer_->post(r, [&](answer const& a) { got = a; });
  work();
  return got;
}

bool at_work::work() {
  auto worked = sequencer_->work(now_);
  while (worked && *worked) {
    worked = sequencer_->work(now_);
  }
  return worked.has_value();
}

}  // namespace leeward::ledger
