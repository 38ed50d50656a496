#include "operation/decide.h"

#include <type_traits>
#include <variant>

#include "operation/appeals/rules.h"
#include "operation/cases/rules.h"
#include "operation/centres/rules.h"
#include "operation/custody/rules.h"
#include "operation/devices/leases.h"
#include "operation/devices/rules.h"
#include "operation/duplicates/rules.h"
#include "operation/fleet/rules.h"
#include "operation/holds/rules.h"
#include "operation/households/rules.h"
#include "operation/operations/rules.h"
#include "operation/regions/rules.h"
#include "operation/trips/rules.h"
#include "operation/zones/rules.h"

namespace leeward::operation {

decision decide(state const& s, command const& c, context const& now) {
  return std::visit(
      [&](auto const& topic) {
        return std::visit(
            [&](auto const& what) -> decision {
              auto constexpr kOpens = std::is_same_v<std::decay_t<decltype(what)>, ask_for<operations::opened>>;
              if (!kOpens && !s.operations_.what_) {
                return refuse(refusal_code::kWrongState, "There is no operation yet.", "operation",
                              "\"open_operation\" first");
              }
              return decide(s, what, now).map([&](events all) {
                devices::end_leases_of_trips(s, all);
                return all;
              });
            },
            topic);
      },
      c);
}

}  // namespace leeward::operation
