#include "planning/parts.h"

// Figures of src/planning.
int main() { leeward::bench::measure_bep(); }
