#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "base/geo.h"
#include "base/json/description.h"
#include "base/json/reader.h"
#include "base/json/value.h"
#include "base/result.h"
#include "base/time.h"

// JSON text to a plain struct; the struct is the format (see description.h for names and for what may be missing).
//
//   struct vehicle {
//     static constexpr auto kMayBeMissing = std::array{"wheelchair_bays"};
//
//     std::string id_;
//     persons seats_;
//     persons wheelchair_bays_{0};
//   };
//   BOOST_DESCRIBE_STRUCT(vehicle, (), (id_, seats_, wheelchair_bays_))
//
//   auto const v = json::decode<vehicle>(R"({"id": "bus 7", "seats": 49})", "fleet.json");
//
//   C++                               JSON
//   bool, std::string                 true or false, text
//   integers                          a whole number in the type's range (5, not 5.0)
//   double                            a number
//   quantity<Unit>                    a whole number, 0 or more
//   instant                           "2024-01-05T08:00:00+03:00"
//   position                          {"lat": 49.41, "lon": 8.69}, to 7 decimals
//   described enum                    "any_side" for kAnySide
//   std::optional<T>                  T, or the field is left out (never null)
//   std::vector<T>, std::array<T, N>  a list; one of exactly N
//   std::map<std::string, T>          an object with any names
//   described struct                  an object with these names
//   raw                               anything
//   a type with a leaf<T>             what that reads
namespace leeward::json {

// All that is wrong comes back as one error with a line for each problem, at most problems::kMaxLines of them:
//   scenario.json: households[12].persons: is "x", must be a whole number, 0 or more
// Unknown fields (with the nearest known one), missing and repeated ones, wrong types and ranges are all problems.
template <typename T>
result<T> decode(std::string_view text, std::string_view source);

// One value inside a document, for a leaf<T>. What cannot be read is left as it was, with a problem.
template <typename T>
void decode_into(reader&, value const&, T&);

void decode_into(reader&, value const&, instant&);
void decode_into(reader&, value const&, position&);
void decode_into(reader&, value const&, raw&);

template <typename T>
void decode_number(reader& r, value const& v, T& out) {
  if constexpr (std::is_unsigned_v<T>) {
    if (auto const n = read_natural(r, v, std::numeric_limits<T>::max())) {
      out = static_cast<T>(*n);
    }
  } else if (auto const n = read_integer(r, v, std::numeric_limits<T>::min(), std::numeric_limits<T>::max())) {
    out = static_cast<T>(*n);
  }
}

template <typename E>
void decode_word(reader& r, value const& v, E& out) {
  auto const& words = words_of<E>();
  if (v.kind_ == kind::kString) {
    for (auto const& w : words) {
      if (w.word_ == v.text_) {
        out = w.value_;
        return;
      }
    }
  }
  auto known = std::vector<std::string>{};
  for (auto const& w : words) {
    known.push_back(w.word_);
  }
  unknown_word(r, v, known);
}

template <typename T>
void decode_list(reader& r, value const& v, std::vector<T>& out) {
  if (!read_list(r, v)) {
    return;
  }
  out.clear();
  out.reserve(v.size_);
  for (auto const& child : children_of(v)) {
    auto const at = inside{r, out.size()};
    auto element = T{};
    decode_into(r, child, element);
    out.push_back(std::move(element));
  }
}

template <typename T, std::size_t N>
void decode_list(reader& r, value const& v, std::array<T, N>& out) {
  if (!read_list(r, v, N)) {
    return;
  }
  auto i = std::size_t{0};
  for (auto const& child : children_of(v)) {
    auto const at = inside{r, i};
    decode_into(r, child, out[i]);
    ++i;
  }
}

template <typename T>
void decode_map(reader& r, value const& v, std::map<std::string, T>& out) {
  if (v.kind_ != kind::kObject) {
    r.wrong(v, "an object");
    return;
  }
  out.clear();
  for (auto const& child : children_of(v)) {
    auto const at = inside{r, child.key_};
    auto const [entry, is_new] = out.try_emplace(std::string{child.key_});
    if (is_new) {
      decode_into(r, child, entry->second);
    } else {
      r.add("is given twice");
    }
  }
}

template <typename T, template <typename...> typename L, typename... D>
constexpr auto make_fields(L<D...>) {
  return std::array<field, sizeof...(D)>{
      field{field_name(D::name), !may_be_missing<T, D>(), [](reader& r, value const& v, void* const object) {
              decode_into(r, v, static_cast<T*>(object)->*D::pointer);
            }}...};
}

template <typename T>
void decode_fields(reader& r, value const& v, T& out) {
  static_assert(names_only_members<T>(), "kMayBeMissing or kNotes names a field that the struct does not have");
  static constexpr auto kFields = make_fields<T>(members_of<T>{});
  static_assert(kFields.size() <= kMaxFields);
  read_fields(r, v, kFields, allows_other_fields<T>(), &out);
}

template <typename T>
void decode_into(reader& r, value const& v, T& out) {
  if constexpr (has_leaf<T>) {
    leaf<T>::decode(r, v, out);
  } else if constexpr (std::is_same_v<T, bool>) {
    out = read_bool(r, v).value_or(out);
  } else if constexpr (whole_number<T>) {
    decode_number(r, v, out);
  } else if constexpr (std::is_same_v<T, double>) {
    out = read_number(r, v).value_or(out);
  } else if constexpr (std::is_same_v<T, std::string>) {
    if (auto const text = read_text(r, v)) {
      out = *text;
    }
  } else if constexpr (is_a<T, quantity>) {
    out.v_ = read_integer(r, v, 0, kMaxQuantity).value_or(out.v_);
  } else if constexpr (is_a<T, std::optional>) {
    decode_into(r, v, out.emplace());
  } else if constexpr (is_a<T, std::vector> || is_array<T>) {
    decode_list(r, v, out);
  } else if constexpr (is_map<T>) {
    decode_map(r, v, out);
  } else if constexpr (described_enum<T>) {
    decode_word(r, v, out);
  } else {
    static_assert(described_struct<T>, "describe the struct, or give it a leaf<T>");
    decode_fields(r, v, out);
  }
}

template <typename T>
result<T> decode(std::string_view const text, std::string_view const source) {
  auto const doc = parse(text, source);
  if (!doc) {
    return tl::unexpected{doc.error()};
  }
  auto r = reader{source};
  auto out = T{};
  decode_into(r, doc->root(), out);
  if (!r.good()) {
    return r.all().to_error();
  }
  return out;
}

}  // namespace leeward::json
