#pragma once

#include <map>
#include <string>
#include <vector>

#include <boost/describe/class.hpp>

#include "base/time.h"
#include "operation/appeals/events.h"
#include "operation/ids.h"
#include "operation/table.h"

namespace leeward::operation::appeals {

struct appeal {
  appeal_id id_;
  channel channel_{channel::kTelephone};
  verbatim text_;
  instant taken_at_;
  household_row household_{};  // none: not linked yet
  bool closed_{false};
};
BOOST_DESCRIBE_STRUCT(appeal, (), (id_, channel_, text_, taken_at_, household_, closed_))

struct state {
  table<appeal_tag, appeal> appeals_;
  std::map<household_row, std::vector<appeal_row>> of_;  // linked to it
};
BOOST_DESCRIBE_STRUCT(state, (), (appeals_, of_))

}  // namespace leeward::operation::appeals
