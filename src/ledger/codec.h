#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "base/result.h"
#include "operation/command.h"
#include "operation/event.h"

// Events and commands as text: a JSON object with one field, whose name says what it is:
// {"trip_diverted":{"trip":…,"to":…,"reason":…}}. The only place that sees all of them. docs/formats/ledger.md.
namespace leeward::ledger {

inline constexpr auto const kMostCommandBytes = std::size_t{1} << 20U;

std::string encode_event(operation::event const&);

// Also of an earlier version of its kind. Errors: those of base/json; a name that is no event's.
result<operation::event> decode_event(std::string_view text, std::string_view source);

std::string encode_command(operation::command const&);

// Errors: the same; kTooLarge, more than kMostCommandBytes.
result<operation::command> decode_command(std::string_view text, std::string_view source);

// JSON Schema of everything that can be asked.
std::string commands_schema();

}  // namespace leeward::ledger
