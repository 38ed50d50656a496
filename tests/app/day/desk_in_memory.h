#pragma once

#include <utility>
#include <variant>
#include <vector>

#include "app/day/desk.h"
#include "base/uuid.h"
#include "operation/apply.h"
#include "operation/conservation.h"
#include "operation/decide.h"

namespace leeward::app {

// The rules without a ledger and without names. It knows no repeats.
class desk_in_memory : public desk {
public:
  result<std::vector<ledger::answer>> ask(instant const at, std::vector<people_request> all) override {
    advance(at);
    auto answers = std::vector<ledger::answer>{};
    for (auto const& [r, words] : all) {
      if (auto const* const plan = std::get_if<ledger::commit_plan>(&r.what_)) {
        answers.push_back(commit(r.op_, *plan, at));
      } else {
        answers.push_back({});
        answers.back().refusal_ = one(r.op_, std::get<operation::command>(r.what_), at, r.candidates_);
      }
    }
    if (auto const same = operation::recount(state_); !same) {
      return tl::unexpected{same.error()};
    }
    return answers;
  }

  operation::state const& known() const override { return state_; }
  std::uint64_t events() const override { return events_; }

private:
  void advance(instant const at) {
    for (auto before = ~std::uint64_t{0}; before != events_;) {
      before = events_;
      one(derived(uuid_of_name("clock"), events_),
          operation::operations::command{operation::operations::advance_clock{}}, at, {});
    }
  }

  ledger::answer commit(uuid const& op, ledger::commit_plan const& plan, instant const at) {
    auto a = ledger::answer{};
    for (auto i = std::size_t{0}; i != plan.trips_.size(); ++i) {
      a.trips_.push_back(
          {plan.trips_[i].trip_, one(derived(op, i), operation::trips::command{plan.trips_[i]}, at, {})});
    }
    return a;
  }

  std::optional<operation::refusal> one(uuid const& op, operation::command const& c, instant const at,
                                        std::vector<operation::candidate> candidates) {
    auto const decided = operation::decide(state_, c, {at, derived(op, 1), std::move(candidates)});
    if (!decided) {
      return decided.error();
    }
    for (auto const& e : *decided) {
      operation::apply(state_, at, e);
    }
    events_ += decided->size();
    return std::nullopt;
  }

  operation::state state_{};
  std::uint64_t events_{0};
};

}  // namespace leeward::app
