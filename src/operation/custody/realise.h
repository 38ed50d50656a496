#pragma once

#include "operation/custody/prospect.h"
#include "operation/event.h"

namespace leeward::operation::custody {

// What brings the legs of these people to where their facts put them: legs that end without having come to anything,
// then the fact that decides, on the leg that counts or on the next; then who is absent or back, which a device said
// at that time. Everybody in `people_` for whom the facts now say something else.
events realise(prospect const&, instant happened);

// Where realise() brings a person.
where where_by_facts(operation::state const&, whereabouts const&);

}  // namespace leeward::operation::custody
