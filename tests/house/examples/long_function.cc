#include "x.h"

namespace leeward {

void long_function(int const a,
                   int const b) {
  f(a);
  f(b);
  f(a);
}

}  // namespace leeward
