#include "planning/kinds.h"

#include <algorithm>
#include <map>
#include <set>
#include <string_view>
#include <tuple>

namespace leeward::planning {

namespace {

// Those that a pin or a forbidden pair names are of a kind of their own.
std::set<std::string_view> named_vehicles(scenario const& s) {
  auto named = std::set<std::string_view>{};
  for (auto const& wish : s.pins_) {
    if (wish.vehicle_) {
      named.insert(*wish.vehicle_);
    }
  }
  for (auto const& f : s.forbidden_) {
    if (f.vehicle_) {
      named.insert(*f.vehicle_);
    }
  }
  return named;
}

}  // namespace

std::vector<std::size_t> kinds_of(problem const& p) {
  auto const named = named_vehicles(p.scenario_);
  using key = std::tuple<persons, persons, persons, persons, bool, std::string_view>;
  auto numbers = std::map<key, std::size_t>{};
  auto kinds = std::vector<std::size_t>{};
  for (auto i = std::size_t{0}; i != p.vehicles_.size(); ++i) {
    auto const& v = p.vehicles_[i];
    auto const& id = p.scenario_.vehicles_[i].id_;
    auto const own = named.contains(id) ? std::string_view{id} : std::string_view{};
    auto const k =
        key{v.has_.seats_, v.has_.wheelchair_bays_, v.has_.lying_places_, v.has_.oxygen_, v.takes_pets_, own};
    kinds.push_back(numbers.try_emplace(k, numbers.size()).first->second);
  }
  return kinds;
}

std::size_t number_of(std::vector<std::size_t> const& all) {
  return all.empty() ? 0 : *std::ranges::max_element(all) + 1;
}

}  // namespace leeward::planning
