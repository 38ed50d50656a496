#include "planning/vain_searches.h"

#include <algorithm>

namespace leeward::planning {

bool vain_searches::covers(vehicle_state const& v) const {
  auto const at = known_.find(key_of(v));
  return at != known_.end() && std::ranges::any_of(at->second, [&](search const& s) {
           return s.now_ <= v.clock_.now_ && v.until_ <= s.until_ && s.driven_ <= v.clock_.driven_ &&
                  s.since_break_ <= v.clock_.since_break_;
         });
}

void vain_searches::add(vehicle_state const& v) {
  if (p_.scenario_.pins_.empty() && p_.scenario_.forbidden_.empty()) {
    known_[key_of(v)].push_back({v.clock_.now_, v.until_, v.clock_.driven_, v.clock_.since_break_});
  }
}

vain_searches::key vain_searches::key_of(vehicle_state const& v) const {
  auto const& of = p_.vehicles_[v.vehicle_.v_];
  return {of.has_.seats_,
          of.has_.wheelchair_bays_,
          of.has_.lying_places_,
          of.has_.oxygen_,
          of.takes_pets_,
          of.profile_,
          of.depot_,
          v.at_};
}

}  // namespace leeward::planning
