#pragma once

#include <cstdint>
#include <vector>

#include "base/random.h"
#include "roads/cch/drawing.h"
#include "roads/cch/query.h"

namespace leeward::roads::cch {

struct grid {
  std::uint32_t width_{5};
  std::uint32_t height_{5};
};

// A bent grid of streets with gaps, oneways, parallel streets, loops, forbidden turns, restrictions over ways (copies),
// turns and edges that the profile may not use. The same for the same draws.
drawn random_drawing(random_source&, grid);

// Places on up to three edges, copies among them; closed edges are as likely as others.
std::vector<seed> random_seeds(random_source&, drawn const&);

// Gives some edges another weight: closed, reopened, slower or faster. Those that it changed.
std::vector<edge_id> change_some(random_source&, profile_weights_data&, std::size_t how_many);

}  // namespace leeward::roads::cch
