#pragma once

namespace leeward::bench {

void measure_restart();
void measure_snapshot();

}  // namespace leeward::bench
