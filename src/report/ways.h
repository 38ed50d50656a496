#pragma once

#include <map>
#include <memory>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "base/result.h"
#include "planning/model/scenario.h"
#include "roads/roads.h"

namespace leeward::report {

// The ways between the places of an operation, on its roads and with its closures, each looked up once.
class way_finder {
public:
  // Errors: a profile that the map does not have, a closure of a road that is not there.
  static result<way_finder> make(std::shared_ptr<roads::road_map const>, planning::scenario const&);

  // Errors: an id that the scenario does not have, a place too far from any road; kUnreachable.
  // The route lives as long as the finder.
  result<roads::route const*> between(std::string const& profile, std::string const& from, std::string const& to);

  // The same way as a driver is told it.
  result<std::vector<roads::step>> in_words(std::string const& profile, std::string const& from, std::string const& to);

private:
  explicit way_finder(std::shared_ptr<roads::road_map const>);

  result<roads::place_on_road> snapped(std::string const& profile, std::string const& place);

  std::shared_ptr<roads::road_map const> map_;
  std::map<std::string, position, std::less<>> places_;
  std::map<std::string, roads::situation, std::less<>> situations_;  // by profile
  std::map<std::pair<std::string, std::string>, roads::place_on_road> snapped_;
  std::map<std::tuple<std::string, std::string, std::string>, roads::route> routes_;
};

}  // namespace leeward::report
