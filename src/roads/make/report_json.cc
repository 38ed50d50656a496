#include <boost/describe.hpp>

#include "base/json/encode.h"
#include "roads/make/make_map.h"

namespace leeward::roads {

BOOST_DESCRIBE_STRUCT(island, (), (edges_, length_, where_, near_))
BOOST_DESCRIBE_STRUCT(profile_report, (),
                      (profile_, edges_, length_, cut_off_edges_, cut_off_length_, islands_count_, islands_))
BOOST_DESCRIBE_STRUCT(import_report, (),
                      (nodes_, ways_, relations_, road_ways_, road_nodes_, country_, country_by_, drives_on_left_,
                       missing_nodes_, ways_cut_, conditional_tags_, reversible_ways_, restrictions_,
                       restrictions_applied_, restrictions_without_effect_, restrictions_conditional_,
                       restrictions_broken_, broken_restriction_ids_, profiles_))

std::string print_report(import_report const& r) { return json::encode(r); }

}  // namespace leeward::roads
