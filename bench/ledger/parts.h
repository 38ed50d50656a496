#pragma once

namespace leeward::bench {

void measure_durable();
void measure_plan();
void measure_restart();
void measure_snapshot();

}  // namespace leeward::bench
