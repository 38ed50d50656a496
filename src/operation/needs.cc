#include "operation/needs.h"

namespace leeward::operation {

space space_for(needs const& n) {
  auto asked = space{};
  if (n.has(need::kLying)) {
    asked.lying_ = 1;
  } else if (n.has(need::kWheelchair)) {
    asked.bays_ = 1;
  } else {
    asked.seats_ = 1;
  }
  asked.oxygen_ = n.has(need::kOxygen) ? 1 : 0;
  return asked;
}

beds bed_for(needs const& n) {
  auto const accessible = n.has(need::kLying) || n.has(need::kWheelchair);
  return accessible ? beds{.general_ = 0, .accessible_ = 1} : beds{.general_ = 1, .accessible_ = 0};
}

}  // namespace leeward::operation
