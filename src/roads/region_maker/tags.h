#pragma once

#include "roads/region_maker/region_maker.h"
#include "roads/region_maker/settlement.h"

namespace leeward::roads::made {

// What OpenStreetMap would say of the street, without its names.
region_tags tags_of(street const&, settlement_kind where, bool in_settlement);

std::string_view highway_value(street_kind);

}  // namespace leeward::roads::made
