#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "roads/closures/closure.h"
#include "roads/closures/overlay.h"
#include "roads/file/road_map.h"

namespace leeward::roads {

// What one profile pays while closures are in force: the one closure state that every search of a situation reads.
class weights_now {
public:
  weights_now(std::shared_ptr<road_map const>, profile_id);

  // Puts closures into force or takes them back, all or none; the edges whose time has changed. Errors: as
  // situation::close and situation::open.
  result<std::vector<edge_id>> close(std::span<closure const>);
  result<std::vector<edge_id>> open(std::span<std::string const> ids);

  profile_weights view() const { return {.edge_ms_ = edge_ms_, .turn_ms_ = profile().weights_.turn_ms_}; }
  map_profile const& profile() const { return map_->profiles_[profile_.v_]; }
  map_network const& network() const { return network_of(*map_, profile_); }
  bool any_in_force() const { return !in_force_.empty(); }

  std::shared_ptr<road_map const> map_;
  profile_id profile_;

private:
  struct effect {
    std::vector<edge_id> edges_;
    std::int32_t speed_percent_{kClosed};
  };

  result<effect> effect_of(closure const&) const;
  void weigh(std::vector<edge_id>& touched);

  std::vector<weight> edge_ms_;
  overlay overlay_;
  std::map<std::string, effect, std::less<>> in_force_;  // by id
};

// The segments that a closure means on one network of a map, in its directions. Errors: no road of the map at all; an
// unknown vehicle kind. Empty where the closure does not concern the network's vehicles.
result<std::vector<edge>> touched_by(road_map const&, closure const&, std::uint32_t network);

// Whether a closure means this vehicle kind.
bool concerns(closure const&, std::string_view profile);

}  // namespace leeward::roads
