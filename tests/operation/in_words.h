#pragma once

#include <string>
#include <variant>

#include "base/json/encode.h"
#include "operation/command.h"

// What a command says, for the message of a test that fails.
namespace leeward::operation {

template <typename T>
std::string in_words(T const& what) {
  return std::string{T::kName} + " " + json::encode(what);
}
template <typename Event>
std::string in_words(ask_for<Event> const& what) {
  return std::string{Event::kCommand} + " " + json::encode(what.what_);
}
inline std::string in_words(command const& c) {
  return std::visit(
      [](auto const& topic) { return std::visit([](auto const& what) { return in_words(what); }, topic); }, c);
}

}  // namespace leeward::operation
