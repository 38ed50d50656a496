#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "ledger/store.h"
#include "operation/state.h"
#include "simulation/asking.h"
#include "simulation/report.h"
#include "vault/vault.h"

// What has to hold, each in a sentence when it does not.
namespace leeward::simulation {

using violation = std::optional<std::string>;

// After every turn of the server: people are conserved by both accounts, seats and beds go together, where somebody
// lives is told to nobody who must not know.
violation state_is_sound(operation::state const&);

// After every restart, and at the end.
struct history {
  std::vector<asking> const& asked_;
  std::uint64_t frame_{0};  // events of it
};

// What was answered is there, with that answer; what is there was asked, and was done once.
violation log_is_what_was_answered(ledger::store&, history const&);

// Each word that was entrusted to the vault is read there, but for those who were erased.
violation vault_has_what_was_said(vault::vault&, operation::state const&, history const&);

// So many persons.
std::size_t entered_at_desks(history const&);

// At the end, when everybody was answered: everybody who was entered is there; each number that was used again was
// refused, and is a case.
violation everybody_is_there(operation::state const&, history const&);

void count_events_and_cases(ledger::store&, operation::state const&, report&);

}  // namespace leeward::simulation
