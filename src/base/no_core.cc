#include "base/no_core.h"

#include <sys/prctl.h>
#include <sys/resource.h>

#include "base/ensure.h"

namespace leeward {

// The limit alone is not asked where the system hands cores to a program.
void leave_no_core() {
  auto const none = rlimit{.rlim_cur = 0, .rlim_max = 0};
  ensure(::setrlimit(RLIMIT_CORE, &none) == 0 && ::prctl(PR_SET_DUMPABLE, 0) == 0, "a process may ask for no core");
}

}  // namespace leeward
