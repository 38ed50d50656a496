#pragma once

namespace leeward::bench {

void measure_flood();

}  // namespace leeward::bench
