#pragma once

#include <algorithm>
#include <array>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>
#include <boost/describe/enumerators.hpp>
#include <boost/describe/members.hpp>

#include "base/quantities.h"

// How C++ types describe their JSON; the one source for decode, encode and schema.
//
// Names: the member `wheelchair_bays_` is the field "wheelchair_bays"; the enumerator kAnySide is "any_side".
//
// Which fields may be missing: a std::optional, std::vector or std::map always (it is then empty); any other field
// only if the struct lists it. A missing field keeps the value that the struct's own initialiser gives it:
//
//   struct vehicle {
//     static constexpr auto kMayBeMissing = std::array{"wheelchair_bays", "lying_places"};
//
// A struct that reads other people's files, where more may stand than we know, says so:
//
//     static constexpr bool kAllowsOtherFields = true;
//
// And it may explain its fields, for the schema:
//
//     static constexpr auto kNotes = std::array{json::note{"seats", "without the crew's"}};
namespace leeward::json {

// Of a quantity: what every reader of JSON keeps exactly (RFC 7493), and seconds of it in milliseconds still fit.
inline constexpr std::int64_t kMaxQuantity = (std::int64_t{1} << 53) - 1;

class reader;
class writer;
struct value;

// How a type of your own is read, written and described; specialise it beside the type.
//   static void decode(reader&, value const&, T&);
//   static void encode(writer&, T const&);  // if it is ever encoded
//   static std::string schema();            // if it is ever in a schema: a JSON Schema without $ref
template <typename T>
struct leaf;

// Any JSON at all, as compact text; encode writes it as it stands.
struct raw {
  bool operator==(raw const&) const = default;

  std::string text_{"null"};
};

struct note {
  std::string_view field_;
  std::string_view text_;
};

template <typename T>
concept has_leaf = requires { sizeof(leaf<T>); };

template <typename T>
concept described_struct = boost::describe::has_describe_members<T>::value && !std::is_enum_v<T>;

template <typename T>
concept described_enum = boost::describe::has_describe_enumerators<T>::value && std::is_enum_v<T>;

template <typename T>
concept whole_number = std::integral<T> && !std::same_as<T, bool> && !std::same_as<T, char>;

template <typename T, template <typename...> typename Of>
inline constexpr bool is_a = false;
template <typename... Ts, template <typename...> typename Of>
inline constexpr bool is_a<Of<Ts...>, Of> = true;

template <typename T>
inline constexpr bool is_array = false;
template <typename T, std::size_t N>
inline constexpr bool is_array<std::array<T, N>> = true;

template <typename T>
inline constexpr bool is_map = false;
template <typename T>
inline constexpr bool is_map<std::map<std::string, T>> = true;

template <typename T>
using members_of = boost::describe::describe_members<T, boost::describe::mod_public>;

constexpr std::string_view field_name(std::string_view const member) {
  return member.ends_with('_') ? member.substr(0, member.size() - 1) : member;
}

template <typename Member>
struct member_type;
template <typename T, typename M>
struct member_type<M T::*> {
  using type = M;
};
template <typename D>
using type_of_member = typename member_type<std::remove_cv_t<decltype(D::pointer)>>::type;

template <typename T>
constexpr bool lists_as_missing(std::string_view const field) {
  if constexpr (requires { T::kMayBeMissing; }) {
    return std::ranges::any_of(T::kMayBeMissing, [&](std::string_view const f) { return f == field; });
  } else {
    return false;
  }
}

template <typename T, typename D>
constexpr bool may_be_missing() {
  using type = type_of_member<D>;
  return is_a<type, std::optional> || is_a<type, std::vector> || is_map<type> ||
         lists_as_missing<T>(field_name(D::name));
}

template <typename T>
constexpr bool allows_other_fields() {
  if constexpr (requires { T::kAllowsOtherFields; }) {
    return T::kAllowsOtherFields;
  } else {
    return false;
  }
}

template <template <typename...> typename L, typename... D>
constexpr bool is_member(L<D...>, std::string_view const field) {
  return ((field_name(D::name) == field) || ...);
}

// A misspelt name in kMayBeMissing or kNotes does not compile.
template <typename T>
constexpr bool names_only_members() {
  auto good = true;
  if constexpr (requires { T::kMayBeMissing; }) {
    for (auto const f : T::kMayBeMissing) {
      good = good && is_member(members_of<T>{}, f);
    }
  }
  if constexpr (requires { T::kNotes; }) {
    for (auto const& n : T::kNotes) {
      good = good && is_member(members_of<T>{}, n.field_);
    }
  }
  return good;
}

// kAnySide -> "any_side".
std::string word_of(std::string_view enumerator);

template <typename E>
struct enum_word {
  E value_;
  std::string word_;
};

template <typename E, template <typename...> typename L, typename... D>
auto make_words(L<D...>) {
  return std::array<enum_word<E>, sizeof...(D)>{enum_word<E>{D::value, word_of(D::name)}...};
}

// In the order of their description.
template <described_enum E>
auto const& words_of() {
  static auto const words = make_words<E>(boost::describe::describe_enumerators<E>{});
  return words;
}

}  // namespace leeward::json
