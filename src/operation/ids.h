#pragma once

#include "base/ids.h"
#include "base/json/uuid.h"
#include "base/uuid.h"

// What things are called: in commands and events by a random id, in the state by their row.
namespace leeward::operation {

using operation_id = entity_id<struct operation_tag>;
using region_id = entity_id<struct region_tag>;
using zone_id = entity_id<struct zone_tag>;
using point_id = entity_id<struct point_tag>;
using depot_id = entity_id<struct depot_tag>;
using vehicle_id = entity_id<struct vehicle_tag>;
using crew_id = entity_id<struct crew_tag>;
using centre_id = entity_id<struct centre_tag>;
using room_id = entity_id<struct room_tag>;
using appeal_id = entity_id<struct appeal_tag>;
using household_id = entity_id<struct household_tag>;
using person_id = entity_id<struct person_tag>;
using trip_id = entity_id<struct trip_tag>;
using plan_id = entity_id<struct plan_tag>;
using fact_id = entity_id<struct fact_tag>;    // of one statement about where people are
using batch_id = entity_id<struct batch_tag>;  // of what was done at once and can be undone at once
using merge_id = entity_id<struct merge_tag>;
using offer_id = entity_id<struct offer_tag>;
using request_id = entity_id<struct request_tag>;  // for beds, to another region
using case_id = entity_id<struct case_tag>;
using device_id = entity_id<struct device_tag>;
using lease_id = entity_id<struct lease_tag>;

using zone_row = index_id<zone_tag>;
using point_row = index_id<point_tag>;
using depot_row = index_id<depot_tag>;
using vehicle_row = index_id<vehicle_tag>;
using crew_row = index_id<crew_tag>;
using centre_row = index_id<centre_tag>;
using appeal_row = index_id<appeal_tag>;
using region_row = index_id<region_tag>;
using request_row = index_id<request_tag>;
using offer_row = index_id<offer_tag>;
using household_row = index_id<household_tag>;
using person_row = index_id<person_tag>;
using trip_row = index_id<trip_tag>;
using device_row = index_id<device_tag>;
using lease_row = index_id<lease_tag>;

}  // namespace leeward::operation
