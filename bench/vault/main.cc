#include "run_parts.h"
#include "vault/parts.h"

// Figures of src/vault: all, or those named.
int main(int const argc, char** const argv) {
  using namespace leeward::bench;
  return run_parts("bench_vault",
                   {{"duplicates", measure_duplicates}, {"search", measure_search}, {"write", measure_write}}, argc,
                   argv);
}
