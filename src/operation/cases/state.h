#pragma once

#include <map>
#include <string>
#include <utility>

#include <boost/describe/class.hpp>

#include "base/time.h"
#include "base/uuid.h"
#include "operation/cases/events.h"
#include "operation/ids.h"
#include "operation/table.h"

namespace leeward::operation::cases {

struct open_case {
  case_id id_;
  opened what_;
  instant since_;
  std::string to_;
  bool settled_{false};
  std::string how_;
};
BOOST_DESCRIBE_STRUCT(open_case, (), (id_, what_, since_, to_, settled_, how_))

struct state {
  table<case_tag, open_case> cases_;
  std::map<person_row, case_id> not_sighted_;  // the case that is open about that
  std::map<person_row, case_id> alone_;        // the same of children
  // The cases that facts open and settle, by kind and the one thing that each is about; also one that a person settled.
  std::map<std::pair<kind, uuid>, case_id> by_facts_;
  std::int64_t open_{0};
};
BOOST_DESCRIBE_STRUCT(state, (), (cases_, not_sighted_, alone_, by_facts_, open_))

}  // namespace leeward::operation::cases
