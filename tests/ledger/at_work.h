#pragma once

#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "ledger/keys_of_tests.h"
#include "ledger/memory_store.h"
#include "ledger/sequencer.h"
#include "ledger/store.h"
#include "operation/running.h"

// A sequencer in a test, with its clock in the test's hands.
namespace leeward::ledger {

inline uuid op_named(std::string_view const name) { return uuid_of_name(name); }

inline request asks(std::string_view const op, asked what, std::string_view const actor = "dispatcher 1") {
  return {.op_ = op_named(op), .actor_ = std::string{actor}, .what_ = std::move(what)};
}

// Writes into the store what has happened already.
void keep_events(store&, operation::running const&);

struct at_work {
  explicit at_work(store& s, sequencer::pace p = {}) : store_{s}, pace_{p} { restart(); }

  // What is not durable is forgotten.
  void restart();

  // Posts it, works until nothing is left to do, and gives the answer; none: nobody answered.
  std::optional<answer> ask(request const&);

  // Until there is nothing to do. False: the sequencer ended.
  bool work();

  operation::state copy() const {
    return sequencer_->read([](operation::state const& s, head const&) { return s; });
  }
  head end() const {
    return sequencer_->read([](operation::state const&, head const& h) { return h; });
  }

  store& store_;
  sequencer::pace pace_;
  keys keys_{keys_of_tests::get()};
  instant now_{1'704'430'800};  // as operation::running
  std::unique_ptr<sequencer> sequencer_;
};

inline operation::command registers(std::string_view const name, std::size_t const persons) {
  return operation::ask_for<operation::households::registered>{operation::household_of(name, persons)};
}

inline operation::command closes(std::string_view const by) {
  return operation::operations::close_day{std::string{by}};
}

struct with_sequencer : testing::Test {
  with_sequencer() { start_.must(registers("there already", 6)); }

  // The operation of the tests of the rules, and a sequencer for it.
  void begin(sequencer::pace const p = {}) {
    keep_events(store_, start_);
    now_ = std::make_unique<at_work>(store_, p);
    before_ = now_->end().seq_;
  }

  // Its answer must come, and be that it was done.
  answer must(request const& r) {
    auto const a = now_->ask(r).value_or(answer{.outcome_ = outcome::kNotKept});
    EXPECT_EQ(a.outcome_, outcome::kDone) << (a.refusal_ ? a.refusal_->sentence_ : "nobody answered");
    return a;
  }

  std::string sentence(request const& r) {
    auto const a = now_->ask(r);
    return a && a->refusal_ ? a->refusal_->sentence_ : "";
  }

  std::size_t new_events() const { return store_.records_.size() - before_; }

  std::size_t cases(operation::cases::kind const k) const {
    auto const s = now_->copy();
    return static_cast<std::size_t>(
        std::ranges::count_if(s.cases_.cases_.all(), [&](auto const& c) { return c.what_.kind_ == k; }));
  }

  operation::running start_{operation::begun()};
  memory_store store_;
  std::unique_ptr<at_work> now_;
  std::size_t before_{0};
};

}  // namespace leeward::ledger
