#pragma once

#include <map>
#include <set>
#include <string>
#include <utility>

#include <boost/describe/class.hpp>

#include "base/time.h"
#include "operation/ids.h"
#include "operation/needs.h"
#include "operation/regions/events.h"
#include "operation/table.h"

namespace leeward::operation::regions {

struct region {
  region_id id_;
  std::string name_;
};
BOOST_DESCRIBE_STRUCT(region, (), (id_, name_))

struct request {
  request_id id_;
  requested what_;
};
BOOST_DESCRIBE_STRUCT(request, (), (id_, what_))

struct offer {
  offer_id id_;
  offered what_;
  offer_status status_{offer_status::kOffered};
};
BOOST_DESCRIBE_STRUCT(offer, (), (id_, what_, status_))

struct state {
  table<region_tag, region> regions_;
  table<request_tag, request> requests_;
  table<offer_tag, offer> offers_;
  std::map<centre_row, beds> standing_;                // that offers which stand give us, by centre
  std::set<std::pair<instant, offer_row>> by_expiry_;  // not accepted yet
};
BOOST_DESCRIBE_STRUCT(state, (), (regions_, requests_, offers_, standing_, by_expiry_))

}  // namespace leeward::operation::regions
