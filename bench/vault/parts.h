#pragma once

namespace leeward::bench {

void measure_write();
void measure_search();
void measure_duplicates();

}  // namespace leeward::bench
