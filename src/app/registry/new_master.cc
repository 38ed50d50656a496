#include "app/registry/new_master.h"

#include <utility>

#include "base/must_have.h"
#include "ledger/keys.h"

namespace leeward::app {

result<new_master> new_master::begin(registry& r, std::filesystem::path const& keys) {
  return ledger::begin_new_master(keys).map([&](ledger::keys const& k) {
    auto const& both = must_have(k.vault_, "keys that were read are those of a vault");
    r.take(both);
    return new_master{r, keys, both};
  });
}

new_master::new_master(registry& r, std::filesystem::path keys, vault::keys k)
    : registry_{r}, keys_{std::move(keys)}, rotation_{std::move(k)} {}

result<bool> new_master::step(ledger::store& s) {
  return rotation_.step(s).and_then([&](bool const all) -> result<bool> {
    if (!all) {
      return false;
    }
    auto ended = ledger::read_keys(keys_);
    if (ended && ended->vault_ && ended->vault_->next_) {  // else somebody else came to the end first
      ended = ledger::end_new_master(keys_);
    }
    return ended.map([&](ledger::keys const& k) {
      registry_.take_at_once(must_have(k.vault_, "keys that were read are those of a vault"));
      return true;
    });
  });
}

}  // namespace leeward::app
