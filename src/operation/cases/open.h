#pragma once

#include <cstdint>
#include <string>

#include "base/quantities.h"
#include "base/uuid.h"
#include "operation/cases/events.h"
#include "operation/context.h"

namespace leeward::operation::cases {

// The n-th case that a command opens: on its owner's desk, with the clock of its kind (docs/cases.md).
opened open(context const&, std::uint64_t n, kind, about, std::string sentence);

// The one thing that such a case is about: the trip, the centre, the household or else the person.
uuid thing_of(about const&);

owner owner_of(kind);
seconds time_for(kind);

}  // namespace leeward::operation::cases
