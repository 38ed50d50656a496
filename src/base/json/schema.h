#pragma once

#include <array>
#include <cstddef>
#include <functional>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <typeinfo>
#include <vector>

#include "base/geo.h"
#include "base/json/description.h"
#include "base/json/encode.h"
#include "base/json/writer.h"
#include "base/time.h"

// The JSON Schema (2020-12) of what decode.h reads, from the same descriptions: types, ranges, required fields,
// enumerations, defaults (the struct's own initialisers), notes, and no other fields. Each struct stands once, under
// "$defs", by its C++ name without `leeward::` ("planning.vehicle").
namespace leeward::json {

template <typename T>
std::string schema(std::string_view title, layout = layout::kWide);

// The definitions met so far, by name.
class schema_book {
public:
  // True the first time that a name is asked for: the caller must then define it.
  bool opens(std::string_view name);
  void define(std::string_view name, std::string schema);

  std::map<std::string, std::string, std::less<>> definitions_;
};

// One field of a struct, as it stands in the schema.
struct field_schema {
  std::string_view name_;
  std::string schema_;
  std::string_view note_;
  std::string default_;  // JSON, or nothing
  bool required_{true};
};

std::string schema_of_object(std::vector<field_schema> const&, bool allows_others);
std::string schema_of_integer(std::string_view min, std::string_view max);
std::string schema_of_list(std::string_view element, std::optional<std::size_t> exactly);
std::string schema_of_words(std::vector<std::string> const&);
std::string schema_of_map(std::string_view element);
std::string schema_reference(std::string_view name);
std::string schema_document(schema_book const&, std::string_view title, std::string_view root, layout);

// leeward::planning::vehicle -> "planning.vehicle".
std::string definition_name(std::type_info const&);

std::string_view schema_of_instant();
std::string_view schema_of_position();

template <typename T>
std::string schema_into(schema_book&);

template <typename T>
std::string_view note_on(std::string_view const name) {
  if constexpr (requires { T::kNotes; }) {
    for (auto const& n : T::kNotes) {
      if (n.field_ == name) {
        return n.text_;
      }
    }
  }
  return {};
}

template <typename T, typename D>
field_schema schema_of_field(schema_book& book) {
  constexpr auto const kName = field_name(D::name);
  auto f = field_schema{kName, schema_into<type_of_member<D>>(book), note_on<T>(kName), {}, !may_be_missing<T, D>()};
  if constexpr (lists_as_missing<T>(kName)) {
    f.default_ = encode(T{}.*D::pointer);
  }
  return f;
}

template <typename T, template <typename...> typename L, typename... D>
std::string schema_of_members(schema_book& book, L<D...>) {
  auto const fields = std::vector<field_schema>{schema_of_field<T, D>(book)...};
  return schema_of_object(fields, allows_other_fields<T>());
}

template <typename T>
std::string schema_of_struct(schema_book& book) {
  static_assert(names_only_members<T>(), "kMayBeMissing or kNotes names a field that the struct does not have");
  auto const name = definition_name(typeid(T));
  if (book.opens(name)) {
    book.define(name, schema_of_members<T>(book, members_of<T>{}));
  }
  return schema_reference(name);
}

template <typename E>
std::string schema_of_enum() {
  auto words = std::vector<std::string>{};
  for (auto const& w : words_of<E>()) {
    words.push_back(w.word_);
  }
  return schema_of_words(words);
}

template <typename T>
std::string schema_into(schema_book& book) {
  if constexpr (has_leaf<T>) {
    return leaf<T>::schema();
  } else if constexpr (std::is_same_v<T, bool>) {
    return R"({"type":"boolean"})";
  } else if constexpr (whole_number<T>) {
    return schema_of_integer(std::to_string(std::numeric_limits<T>::min()),
                             std::to_string(std::numeric_limits<T>::max()));
  } else if constexpr (std::is_same_v<T, double>) {
    return R"({"type":"number"})";
  } else if constexpr (std::is_same_v<T, std::string>) {
    return R"({"type":"string"})";
  } else if constexpr (std::is_same_v<T, raw>) {
    return "true";
  } else if constexpr (std::is_same_v<T, instant>) {
    return std::string{schema_of_instant()};
  } else if constexpr (std::is_same_v<T, position>) {
    return std::string{schema_of_position()};
  } else if constexpr (is_a<T, quantity>) {
    return schema_of_integer("0", std::to_string(kMaxQuantity));
  } else if constexpr (is_a<T, std::optional>) {
    return schema_into<typename T::value_type>(book);
  } else if constexpr (is_a<T, std::vector>) {
    return schema_of_list(schema_into<typename T::value_type>(book), std::nullopt);
  } else if constexpr (is_array<T>) {
    return schema_of_list(schema_into<typename T::value_type>(book), std::tuple_size_v<T>);
  } else if constexpr (is_map<T>) {
    return schema_of_map(schema_into<typename T::mapped_type>(book));
  } else if constexpr (described_enum<T>) {
    return schema_of_enum<T>();
  } else {
    static_assert(described_struct<T>, "describe the struct, or give it a leaf<T>");
    return schema_of_struct<T>(book);
  }
}

template <typename T>
std::string schema(std::string_view const title, layout const how) {
  auto book = schema_book{};
  auto const root = schema_into<T>(book);
  return schema_document(book, title, root, how);
}

}  // namespace leeward::json
