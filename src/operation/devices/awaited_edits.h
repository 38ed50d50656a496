#pragma once

#include <cstddef>
#include <optional>

#include "operation/command.h"
#include "operation/context.h"
#include "operation/devices/scope.h"
#include "operation/event.h"
#include "operation/ids.h"
#include "operation/state.h"

// Edits of needs and boarding places that came before the fact by which their device may speak of the household:
// another device tells it later. They are set aside with a case, and count once it is told, as if they had come after
// it.
namespace leeward::operation::devices {

inline constexpr auto const kMostAwaitedEdits = std::size_t{1'000};  // whatever comes then is only set aside

// Of an operation that was set aside, with that case. None: nothing that can come makes it count.
std::optional<edit_awaited> awaited_edit(coming const&, operation::command const&, case_id const&);

// Of one of them it was told, or somebody has settled its case.
bool is_edit_found(operation::state const&);

// What follows from one of those. None: there is none.
events edits_found(operation::state const&, context const&);

}  // namespace leeward::operation::devices
