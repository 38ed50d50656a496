#pragma once

#include <concepts>
#include <string>
#include <type_traits>

#include <boost/describe/enumerators.hpp>
#include <boost/mp11/algorithm.hpp>

#include "base/json/description.h"
#include "ledger/pack.h"

// What a packed type is made of, as text: its members' names and types, down to the numbers. Whatever is packed
// otherwise has another shape.
namespace leeward::ledger {

template <typename T>
void add_shape(std::string& out);

template <typename T>
void add_shape_of_number(std::string& out) {
  if constexpr (json::described_enum<T>) {
    out += '<';
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<T>>([&](auto const e) {
      out += e.name;
      out += ' ';
    });
    out += '>';
  } else {
    out += std::same_as<T, bool> ? 'b' : std::is_signed_v<T> ? 'i' : 'u';
  }
  out += std::to_string(8 * sizeof(T));
}

template <typename T>
void add_shape_of_record(std::string& out) {
  out += '(';
  if constexpr (json::described_struct<T>) {
    boost::mp11::mp_for_each<json::members_of<T>>([&]<typename D>(D const member) {
      out += member.name;
      add_shape<json::type_of_member<D>>(out);
    });
  } else {
    boost::mp11::mp_for_each<boost::mp11::mp_transform<std::type_identity, typename made_of<T>::type>>(
        [&]<typename F>(std::type_identity<F>) { add_shape<F>(out); });
  }
  out += ')';
}

template <typename T>
void add_shape(std::string& out) {
  if constexpr (number<T>) {
    add_shape_of_number<T>(out);
  } else if constexpr (record_like<T>) {
    add_shape_of_record<T>(out);
  } else if constexpr (std::same_as<T, std::string>) {
    out += 't';
  } else if constexpr (json::is_a<T, std::optional>) {
    out += '?';
    add_shape<typename T::value_type>(out);
  } else if constexpr (is_table<T>) {
    out += '=';
    add_shape<std::remove_cvref_t<decltype(std::declval<T const&>().all())>>(out);
  } else {
    out += '*';
    if constexpr (requires { typename T::mapped_type; }) {
      add_shape<typename T::key_type>(out);
      add_shape<typename T::mapped_type>(out);
    } else {
      add_shape<typename T::value_type>(out);
    }
  }
}

template <typename T>
std::string shape_of() {
  auto out = std::string{};
  add_shape<T>(out);
  return out;
}

}  // namespace leeward::ledger
