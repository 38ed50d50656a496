#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "operation/state.h"

// An operation as it is known, for people and other programs to read: docs/formats/dump.md. Things are named by their
// numbers; nothing is here that the state does not say.
namespace leeward::app {

// A thing of this kind ("trips") as one JSON object. Kinds come one after the other.
using each_thing = std::function<void(std::string_view kind, std::string const& json)>;

void dump(operation::state const&, each_thing const&);

}  // namespace leeward::app
