#pragma once

#include <functional>

namespace leeward::bench {

// The number that `work` gives in a process of its own, so that its peak of memory is its own too. Throws if that
// process fails. Only while this one has a single thread.
double in_own_process(std::function<double()> const& work);

}  // namespace leeward::bench
