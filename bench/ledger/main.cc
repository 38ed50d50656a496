#include "ledger/parts.h"
#include "run_parts.h"

// Figures of src/ledger: all, or those named.
int main(int const argc, char** const argv) {
  using namespace leeward::bench;
  return run_parts("bench_ledger",
                   {{"durable", measure_durable},
                    {"plan", measure_plan},
                    {"restart", measure_restart},
                    {"snapshot", measure_snapshot}},
                   argc, argv);
}
