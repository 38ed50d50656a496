#pragma once

#include <cstddef>
#include <cstdint>

#include "base/uuid.h"
#include "operation/context.h"
#include "operation/devices/events.h"
#include "operation/devices/state.h"
#include "operation/event.h"
#include "operation/households/events.h"
#include "operation/ids.h"
#include "operation/needs.h"
#include "operation/state.h"

// Fields that are edited by people who do not know of each other. Each has versions, from 0 as it was registered. An
// edit builds on what its editor had seen; of the others, one for each editor stands beside it. The same edits stand,
// and contradict each other or not, in whatever order they come.
namespace leeward::operation::devices {

inline constexpr auto const kVersionsKept = std::size_t{32};  // an editor who has seen less is taken to know the first
inline constexpr auto const kMostStanding = std::size_t{64};

// What counts now; 0: as it was registered.
std::uint32_t version_of(operation::state const&, uuid const& of, field);

// The history with one more edit. `now`: the needs that count now.
history with(history, needs const& now, edit, std::uint32_t seen);

// Needs: somebody has taken one away that another, without knowing of it, says is there. Others: two values stand.
bool is_disputed(field, history const&);

// The union of what stands: so one is gone only when nobody says that it is there.
needs needs_by(history const&);

field field_of(households::detail);

// The same for the same place.
uuid value_of(households::boarding_changed const&);

// At a desk, where all that is known is seen.
edited at_desk(operation::state const&, households::needs_changed const&);
edited at_desk(operation::state const&, households::boarding_changed const&);
edited at_desk(operation::state const&, households::person_described const&, context const&);

// The edit, before what it makes of the field; a case of each field that it contradicts, and that open ones do not
// contradict any more. One is open about a field at a time. They have the case numbers kEdits and on of the command.
inline constexpr auto const kEdits = std::uint64_t{1} << 28U;
events edit_and_cases(operation::state const&, edited, context const&);

// What the edit makes of the history of one of its fields.
history history_after(operation::state const&, edited const&, edited_field const&);

}  // namespace leeward::operation::devices
