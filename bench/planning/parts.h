#pragma once

namespace leeward::bench {

// The public instances of the Bus Evacuation Problem, beside the checkout.
void measure_bep();

}  // namespace leeward::bench
