#pragma once

#include <memory>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

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
  keys keys_{.folder_ = {}, .checkpoint_ = {}, .content_ = {7}};
  instant now_{1'704'430'800};  // as operation::running
  std::unique_ptr<sequencer> sequencer_;
};

}  // namespace leeward::ledger
