#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>

#include "ledger/store.h"
#include "operation/state.h"

// The day of operation/made_day.h in a ledger.
namespace leeward::bench {

inline constexpr auto const kHouseholds = std::uint64_t{100'000};  // 340,000 persons

std::unique_ptr<ledger::store> open_ledger(std::filesystem::path const& folder);

// So many events into an empty ledger, with a snapshot as it was `tail` events before their end. Trip by trip:
// registered, committed, travelled, and days in the centre.
void make_ledger(ledger::store&, std::uint64_t events, std::uint64_t tail);

// All of them sheltered.
operation::state made_state();

}  // namespace leeward::bench
