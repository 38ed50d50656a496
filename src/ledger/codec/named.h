#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>

#include <boost/mp11/algorithm.hpp>
#include <boost/mp11/bind.hpp>
#include <boost/mp11/list.hpp>

#include "base/json/decode.h"
#include "base/json/encode.h"
#include "base/result.h"
#include "operation/ask_for.h"

// One of many kinds of thing as a JSON object with one field, which is named after the kind: a variant of topics, each
// a variant of kinds. A kind is a described struct with kName, or an ask_for<Event> with its fields.
//
// Where the fields of a kind change, it says so, and how it comes from what it was:
//
//   struct diverted {
//     static constexpr auto const kVersion = std::uint32_t{2};
//     using earlier = diverted_1;
//     static diverted from(diverted_1 const&);
//
// It is written as "NAME@2" from then on; "NAME" alone is version 1.
namespace leeward::ledger {

template <typename Kind>
Kind& fields_of(Kind& what) {
  return what;
}
template <typename Event>
Event& fields_of(operation::ask_for<Event>& what) {
  return what.what_;
}
template <typename Event>
Event const& fields_of(operation::ask_for<Event> const& what) {
  return what.what_;
}

template <typename Kind>
using fields_type = std::remove_cvref_t<decltype(fields_of(std::declval<Kind&>()))>;

template <typename Fields>
constexpr std::uint32_t version_of() {
  if constexpr (requires { Fields::kVersion; }) {
    static_assert(Fields::kVersion == version_of<typename Fields::earlier>() + 1);
    return Fields::kVersion;
  } else {
    return 1;
  }
}

// "NAME" or "NAME@VERSION".
std::string written_name(std::string_view name, std::uint32_t version);

template <typename Kind>
std::string const& name_of_kind() {
  static auto const name = written_name(Kind::kName, version_of<fields_type<Kind>>());
  return name;
}

template <typename Kind>
std::string encode_kind(Kind const& what) {
  constexpr auto const kUsualBytes = std::size_t{400};
  auto w = json::writer{json::layout::kCompact, kUsualBytes};
  w.begin_object();
  w.key(name_of_kind<Kind>());
  json::encode_into(w, fields_of(what));
  w.end_object();
  return w.take();
}

template <typename Outer>
std::string encode_named(Outer const& what) {
  return std::visit(
      [](auto const& topic) { return std::visit([](auto const& kind) { return encode_kind(kind); }, topic); }, what);
}

// How one kind is read.
struct named {
  std::string_view name_;
  std::uint32_t version_{1};  // the latest
  void (*decode_)(json::reader&, json::value const&, std::uint32_t version, void* out){nullptr};
};

template <typename Fields>
void decode_version(json::reader& r, json::value const& v, [[maybe_unused]] std::uint32_t const version, Fields& out) {
  if constexpr (version_of<Fields>() > 1) {
    if (version < version_of<Fields>()) {
      auto before = typename Fields::earlier{};
      decode_version(r, v, version, before);
      out = Fields::from(before);
      return;
    }
  }
  json::decode_into(r, v, out);
}

template <typename Outer, typename Topic, typename Kind>
constexpr named decoder_of() {
  return {Kind::kName, version_of<fields_type<Kind>>(),
          [](json::reader& r, json::value const& v, std::uint32_t const version, void* const out) {
            auto& what = static_cast<Outer*>(out)->template emplace<Topic>().template emplace<Kind>();
            decode_version(r, v, version, fields_of(what));
          }};
}

template <typename Topic>
using kinds_of_topic = boost::mp11::mp_transform_q<boost::mp11::mp_bind_front<boost::mp11::mp_list, Topic>,
                                                   boost::mp11::mp_rename<Topic, boost::mp11::mp_list>>;

// What a variant, or a type made of one, may be.
template <typename... Topics>
boost::mp11::mp_list<Topics...> list_topics(std::variant<Topics...> const&);

// Pairs of topic and kind.
template <typename Outer>
using kinds_of = boost::mp11::mp_apply<
    boost::mp11::mp_append,
    boost::mp11::mp_transform<kinds_of_topic, decltype(list_topics(std::declval<Outer const&>()))>>;

template <typename Outer, typename... Topics, typename... Kinds>
constexpr auto make_decoders(boost::mp11::mp_list<boost::mp11::mp_list<Topics, Kinds>...>) {
  auto all = std::array{decoder_of<Outer, Topics, Kinds>()...};
  std::ranges::sort(all, {}, &named::name_);
  return all;
}

template <std::size_t N>
constexpr bool all_differ(std::array<named, N> const& sorted) {
  return std::ranges::adjacent_find(sorted, {}, &named::name_) == sorted.end();
}

// `known` by name. `what` is a word for all kinds: "event".
result<void> decode_with(std::span<named const> known, std::string_view what, std::string_view text,
                         std::string_view source, void* out);

// Errors: those of base/json; a name that no kind has; a version that is later than the latest.
template <typename Outer>
result<Outer> decode_named(std::string_view const what, std::string_view const text, std::string_view const source) {
  static constexpr auto kDecoders = make_decoders<Outer>(kinds_of<Outer>{});
  static_assert(all_differ(kDecoders), "two kinds have one name");
  auto out = Outer{};
  return decode_with(kDecoders, what, text, source, &out).map([&] { return std::move(out); });
}

}  // namespace leeward::ledger
