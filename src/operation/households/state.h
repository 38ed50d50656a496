#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <vector>

#include <boost/describe/class.hpp>

#include "base/time.h"
#include "operation/households/events.h"
#include "operation/ids.h"
#include "operation/needs.h"
#include "operation/table.h"

namespace leeward::operation::households {

struct person {
  person_id id_;
  household_row household_;
  needs needs_;
  age_band age_{age_band::kUnknown};
  person_row same_as_{};        // after a merge: not a person of its own, and not counted
  std::uint32_t described_{0};  // the newest version of what the vault keeps about them; 0: nothing
};
BOOST_DESCRIBE_STRUCT(person, (), (id_, household_, needs_, age_, same_as_, described_))

struct household {
  household_id id_;
  zone_row zone_;
  point_row point_{};  // none: a plan chooses it, or it is fetched at its door
  bool at_door_{false};
  bool secret_{false};
  origin origin_{origin::kSelf};
  std::optional<origin> confirmed_{};  // by whom
  std::optional<batch_id> confirmed_with_{};
  std::vector<person_row> persons_{};
  instant asked_;                        // the age of its appeal; keeps its place in the queue
  instant entered_;                      // registered, or asked again
  instant served_until_{};               // appeals taken before that were answered: they were gone since
  bool put_first_{false};                // the order rule is overridden for it
  std::optional<instant> ready_from_{};  // else at once
  std::uint32_t version_{0};             // rises with each change that its ticket would show
  std::uint32_t touched_{0};             // touched.h
  household_row merged_into_{};
};
BOOST_DESCRIBE_STRUCT(household, (),
                      (id_, zone_, point_, at_door_, secret_, origin_, confirmed_, confirmed_with_, persons_, asked_,
                       entered_, served_until_, put_first_, ready_from_, version_, touched_, merged_into_))

struct state {
  table<household_tag, household> households_;
  table<person_tag, person> persons_;
  std::map<batch_id, std::vector<household_row>> confirmations_;  // that can be undone
  std::int64_t registered_{0};                                    // persons, less those merged into another
};
BOOST_DESCRIBE_STRUCT(state, (), (households_, persons_, confirmations_, registered_))

}  // namespace leeward::operation::households
