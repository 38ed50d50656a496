#pragma once

#include <cstdint>
#include <functional>
#include <string_view>

namespace leeward {

// How far long work has come. Called from the thread that works, often enough for a bar and no oftener than every few
// milliseconds; it should be quick. Empty: nobody watches.
//   phase  what is being done ("reading ways"); each begins with done = 0 and ends with done = total
//   total  of the phase, in any unit; 0 while it is not known
using progress = std::function<void(std::string_view phase, std::uint64_t done, std::uint64_t total)>;

inline void tell(progress const& to, std::string_view const phase, std::uint64_t const done,
                 std::uint64_t const total) {
  if (to) {
    to(phase, done, total);
  }
}

}  // namespace leeward
