#pragma once

#include "roads/region_maker/network.h"

namespace leeward::roads::made {

// Makes the network, as far as it can be driven, one from everywhere to everywhere: oneway streets that cut something
// off become two-way, and what is still apart is taken away. Gives the number of pieces taken away.
std::size_t connect(network&);

}  // namespace leeward::roads::made
