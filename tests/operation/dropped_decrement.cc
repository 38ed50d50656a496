#include <cstdio>

#include "base/random.h"
#include "operation/conservation.h"
#include "operation/random_command.h"

// Linked with a rule that forgets to count somebody off: the comparison of counts has to find it. Exit code 0 when it
// does.
namespace leeward::operation {

namespace {

constexpr auto const kDays = 200;
constexpr auto const kCommands = 200;

// How many commands it took; none: it was not found.
int commands_until_found() {
  auto dice = random_source{1};
  auto n = 0;
  for (auto day = 0; day != kDays; ++day) {
    auto r = small_world(dice);
    for (auto i = 0; i != kCommands; ++i, ++n) {
      r.wait(seconds{dice.between(0, 600)});
      r.attempt(random_command(dice, r));
      if (auto const same = recount(r.state_); !same) {
        std::printf("%s Found after %d commands.\n", same.error().sentence_.c_str(), n);
        return n;
      }
    }
  }
  return 0;
}

}  // namespace

}  // namespace leeward::operation

int main() { return leeward::operation::commands_until_found() > 0 ? 0 : 1; }
