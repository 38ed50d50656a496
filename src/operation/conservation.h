#pragma once

#include "base/result.h"
#include "operation/place.h"
#include "operation/state.h"

// Registered = Σ over places, always. Counts are kept twice, by custody's legs and by the manifests and registers, and
// held against each other.
namespace leeward::operation {

// O(1), after each command. Errors: kInvalidInput, with the counts that differ.
result<void> compare_counts(state const&);

// Everything counted again from the persons, manifests, registers, rooms and holds; O(persons). Errors: the same.
result<void> recount(state const&);

}  // namespace leeward::operation
