#pragma once

#include <cstdint>
#include <string>

#include <boost/describe/class.hpp>

#include "operation/ids.h"
#include "operation/table.h"
#include "operation/zones/events.h"

namespace leeward::operation::zones {

struct zone {
  zone_id id_;
  std::string name_;
  status status_{status::kNormal};
};
BOOST_DESCRIBE_STRUCT(zone, (), (id_, name_, status_))

struct point {
  point_id id_;
  zone_row zone_;
  std::string name_;
  bool step_free_{true};
  bool closed_{false};
  std::uint32_t touched_{0};  // touched.h
};
BOOST_DESCRIBE_STRUCT(point, (), (id_, zone_, name_, step_free_, closed_, touched_))

struct state {
  table<zone_tag, zone> zones_;
  table<point_tag, point> points_;
};
BOOST_DESCRIBE_STRUCT(state, (), (zones_, points_))

}  // namespace leeward::operation::zones
