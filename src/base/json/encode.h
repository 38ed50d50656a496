#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "base/ensure.h"
#include "base/geo.h"
#include "base/json/description.h"
#include "base/json/writer.h"
#include "base/time.h"

// A plain struct to JSON text, in the format that decode.h reads: fields in the order of the description, an empty
// std::optional left out, numbers exact (the shortest text that reads back as the same double).
namespace leeward::json {

// `room`: bytes to begin with, for what is large.
template <typename T>
std::string encode(T const&, layout = layout::kCompact, std::size_t room = 0);

// One value inside a document, for a leaf<T>.
template <typename T>
void encode_into(writer&, T const&);

void encode_into(writer&, instant);
void encode_into(writer&, position);
void encode_into(writer&, raw const&);

// What stands on one line in the wide layout: lists of plain values.
template <typename T>
inline constexpr bool is_short =
    !described_struct<T> && !is_a<T, std::vector> && !is_map<T> && !is_a<T, std::optional> && !std::is_same_v<T, raw>;

template <typename T>
void encode_list(writer& w, T const& list) {
  w.begin_list(is_short<typename T::value_type>);
  for (auto const& element : list) {
    encode_into(w, element);
  }
  w.end_list();
}

template <typename T>
void encode_word(writer& w, T const e) {
  for (auto const& word : words_of<T>()) {
    if (word.value_ == e) {
      w.text(word.word_);
      return;
    }
  }
  ensure(false, "an enum holds a value that its description does not name");
}

template <typename T>
void encode_field(writer& w, std::string_view const name, T const& member) {
  if constexpr (is_a<T, std::optional>) {
    if (member) {
      w.key(name);
      encode_into(w, *member);
    }
  } else {
    w.key(name);
    encode_into(w, member);
  }
}

template <typename T, template <typename...> typename L, typename... D>
void encode_fields(writer& w, T const& object, L<D...>) {
  w.begin_object();
  (encode_field(w, field_name(D::name), object.*D::pointer), ...);
  w.end_object();
}

template <typename T>
void encode_into(writer& w, T const& v) {
  if constexpr (has_leaf<T>) {
    leaf<T>::encode(w, v);
  } else if constexpr (std::is_same_v<T, bool>) {
    w.boolean(v);
  } else if constexpr (whole_number<T>) {
    if constexpr (std::is_unsigned_v<T>) {
      w.natural(v);
    } else {
      w.integer(v);
    }
  } else if constexpr (std::is_same_v<T, double>) {
    w.number(v);
  } else if constexpr (std::is_same_v<T, std::string>) {
    w.text(v);
  } else if constexpr (is_a<T, quantity>) {
    w.integer(v.v_);
  } else if constexpr (is_a<T, std::vector> || is_array<T>) {
    encode_list(w, v);
  } else if constexpr (is_map<T>) {
    w.begin_object();
    for (auto const& [name, member] : v) {
      w.key(name);
      encode_into(w, member);
    }
    w.end_object();
  } else if constexpr (described_enum<T>) {
    encode_word(w, v);
  } else {
    static_assert(described_struct<T>, "describe the struct, or give it a leaf<T>");
    encode_fields(w, v, members_of<T>{});
  }
}

template <typename T>
std::string encode(T const& v, layout const how, std::size_t const room) {
  auto w = writer{how, room};
  encode_into(w, v);
  return w.take();
}

}  // namespace leeward::json
