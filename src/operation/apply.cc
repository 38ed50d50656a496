#include "operation/apply.h"

#include <algorithm>
#include <variant>

#include "operation/appeals/rules.h"
#include "operation/cases/rules.h"
#include "operation/centres/follow.h"
#include "operation/centres/rules.h"
#include "operation/custody/rules.h"
#include "operation/devices/rules.h"
#include "operation/duplicates/follow.h"
#include "operation/duplicates/rules.h"
#include "operation/fleet/rules.h"
#include "operation/holds/rules.h"
#include "operation/households/rules.h"
#include "operation/operations/rules.h"
#include "operation/regions/rules.h"
#include "operation/touched.h"
#include "operation/trips/follow.h"
#include "operation/trips/rules.h"
#include "operation/zones/rules.h"

namespace leeward::operation {

namespace {

// What more than one topic keeps its own account of.
template <typename Event>
void follow(state& s, Event const& e) {
  if constexpr (requires { trips::follow(s, e); }) {
    trips::follow(s, e);
  }
  if constexpr (requires { centres::follow(s, e); }) {
    centres::follow(s, e);
  }
  if constexpr (requires { duplicates::follow(s, e); }) {
    duplicates::follow(s, e);
  }
  if constexpr (requires { devices::follow(s, e); }) {
    devices::follow(s, e);
  }
  if constexpr (requires { touch(s, e); }) {
    touch(s, e);
  }
}

}  // namespace

void apply(state& s, instant const at, event const& e) {
  s.now_ = std::max(s.now_, at);
  ++s.events_;
  std::visit(
      [&](auto const& topic) {
        std::visit(
            [&](auto const& what) {
              follow(s, what);
              apply(s, at, what);
            },
            topic);
      },
      e);
}

}  // namespace leeward::operation
