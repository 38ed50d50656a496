#include "devices/parts.h"
#include "run_parts.h"

// Figures of field devices: all, or those named.
int main(int const argc, char** const argv) {
  using namespace leeward::bench;
  return run_parts("bench_devices", {{"flood", measure_flood}}, argc, argv);
}
