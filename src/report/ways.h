#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "planning/model/plan.h"
#include "planning/model/scenario.h"
#include "roads/roads.h"

namespace leeward::report {

// The ways between the places of an operation, on its roads and with its closures, each looked up once. They live as
// long as the finder. Errors: an id that the scenario does not have, a place too far from any road; kUnreachable.
class way_finder {
public:
  // Errors: a profile that the map does not have, a closure of a road that is not there.
  static result<way_finder> make(std::shared_ptr<roads::road_map const>, planning::scenario const&);

  // While all closures hold that hold at some moment of the leg.
  result<roads::route const*> open_to(std::string const& profile, planning::leg const&);

  // The same, or where no way is left, the one that was there at the operation's start: it had been planned so before
  // the last road closed. And as a driver is told it.
  result<roads::route const*> of(std::string const& profile, planning::leg const&);
  result<std::vector<roads::step>> in_words(std::string const& profile, planning::leg const&);

private:
  using closed = std::vector<std::size_t>;  // closures of the scenario that hold, by number

  way_finder(std::shared_ptr<roads::road_map const>, planning::scenario const&);

  closed during(instant from, instant until) const;
  closed as_driven(std::string const& profile, planning::leg const&);
  result<roads::place_on_road> snapped(std::string const& profile, std::string const& place);
  result<roads::situation const*> situation_of(std::string const& profile, closed const&);
  result<roads::route const*> find(std::string const& profile, std::string const& from, std::string const& to,
                                   closed const&);

  std::shared_ptr<roads::road_map const> map_;
  instant start_;
  instant end_;
  std::vector<roads::closure> closures_;
  std::map<std::string, roads::profile_id, std::less<>> profiles_;
  std::map<std::string, position, std::less<>> places_;
  std::map<std::pair<std::string, closed>, roads::situation> situations_;
  std::map<std::pair<std::string, std::string>, roads::place_on_road> snapped_;
  std::map<std::tuple<std::string, std::string, std::string, closed>, roads::route> routes_;
};

}  // namespace leeward::report
