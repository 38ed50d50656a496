#pragma once

#include <string>
#include <type_traits>
#include <variant>

#include <boost/mp11/algorithm.hpp>

#include "base/json/encode.h"
#include "operation/command.h"

// Commands by their names and in words, for tests that go over all of them.
namespace leeward::operation {

// What stands in JSON: of a command that asks for what its event says, the event's fields. Part of `what`.
template <typename T>
T const& fields_of(T const& what) {
  return what;  // NOLINT(bugprone-return-const-ref-from-parameter): nobody hands in what does not stay
}
template <typename Event>
Event const& fields_of(ask_for<Event> const& what) {
  return what.what_;
}
template <typename T>
T& fields_of(T& what) {
  return what;
}
template <typename Event>
Event& fields_of(ask_for<Event>& what) {
  return what.what_;
}

template <typename T>
std::string name_of(T const&) {
  return std::string{T::kName};
}
inline std::string name_of(command const& c) {
  return std::visit([](auto const& topic) { return std::visit([](auto const& what) { return name_of(what); }, topic); },
                    c);
}

inline std::string in_words(command const& c) {
  return std::visit(
      [](auto const& topic) {
        return std::visit([](auto const& what) { return name_of(what) + " " + json::encode(fields_of(what)); }, topic);
      },
      c);
}

// With an empty command of each kind.
template <typename Fn>
void for_each_kind(Fn const& fn) {
  boost::mp11::mp_for_each<boost::mp11::mp_transform<std::type_identity, command::topics>>([&](auto const topic) {
    using kinds = typename decltype(topic)::type;
    boost::mp11::mp_for_each<boost::mp11::mp_transform<std::type_identity, kinds>>(
        [&](auto const kind) { fn(typename decltype(kind)::type{}); });
  });
}

}  // namespace leeward::operation
