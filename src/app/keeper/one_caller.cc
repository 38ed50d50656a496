#include "app/keeper/one_caller.h"

#include <cstddef>
#include <utility>

namespace leeward::app {

one_caller::one_caller(ledger::store& s, std::unique_ptr<ledger::sequencer> q, std::function<instant()> clock)
    : store_{s}, sequencer_{std::move(q)}, clock_{std::move(clock)} {}

result<std::unique_ptr<one_caller>> one_caller::begin(ledger::store& s, ledger::keys const& k,
                                                      std::function<instant()> clock) {
  return ledger::sequencer::begin(s, k).map(
      [&](auto q) { return std::unique_ptr<one_caller>{new one_caller{s, std::move(q), std::move(clock)}}; });
}

result<std::vector<ledger::answer>> one_caller::ask_all(std::vector<ledger::request> all) {
  auto answers = std::vector<ledger::answer>(all.size());
  auto left = all.size();
  for (auto i = std::size_t{0}; i != all.size(); ++i) {
    sequencer_->post(std::move(all[i]), [&answers, &left, i](ledger::answer const& a) {
      answers[i] = a;
      --left;
    });
  }
  while (left != 0) {
    if (auto const worked = sequencer_->work(clock_()); !worked) {
      return tl::unexpected{worked.error()};
    }
  }
  return answers;
}

void one_caller::see(std::function<void(operation::state const&, ledger::head const&)> const& use) const {
  sequencer_->read(use);
}

result<void> one_caller::with_store(std::function<result<void>(ledger::store&)> const& use) { return use(store_); }

}  // namespace leeward::app
