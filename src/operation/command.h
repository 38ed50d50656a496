#pragma once

#include <concepts>
#include <type_traits>
#include <utility>
#include <variant>

#include "operation/appeals/commands.h"
#include "operation/cases/commands.h"
#include "operation/centres/commands.h"
#include "operation/custody/commands.h"
#include "operation/devices/commands.h"
#include "operation/duplicates/commands.h"
#include "operation/fleet/commands.h"
#include "operation/holds/commands.h"
#include "operation/households/commands.h"
#include "operation/operations/commands.h"
#include "operation/regions/commands.h"
#include "operation/trips/commands.h"
#include "operation/zones/commands.h"

namespace leeward::operation {

// Its topics, each a small variant of its own.
using command_topics =
    std::variant<operations::command, zones::command, fleet::command, centres::command, households::command,
                 holds::command, trips::command, custody::command, cases::command, appeals::command,
                 duplicates::command, regions::command, devices::command>;

// What somebody asks for. A type of its own for the same reason as an event.
struct command : command_topics {
  using topics = command_topics;

  template <typename Kind>
    requires(!std::derived_from<std::remove_cvref_t<Kind>, command> && std::constructible_from<command_topics, Kind>)
  command(Kind&& what) : command_topics{std::forward<Kind>(what)} {}
  command();
  command(command const&);
  command(command&&) noexcept;
  command& operator=(command const&);
  command& operator=(command&&) noexcept;
  ~command();
};

}  // namespace leeward::operation
