#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "ledger/codec.h"
#include "ledger/codec/named.h"
#include "ledger/damaged_text.h"

// What the tests of events and of commands share.
namespace leeward::ledger {

inline std::string encode(operation::event const& e) { return encode_event(e); }
inline std::string encode(operation::command const& c) { return encode_command(c); }

template <typename Outer>
result<Outer> decode(std::string_view text);
template <>
inline result<operation::event> decode(std::string_view const text) {
  return decode_event(text, "here");
}
template <>
inline result<operation::command> decode(std::string_view const text) {
  return decode_command(text, "here");
}

template <typename Topic, typename Kind>
struct one_kind {
  using topic = Topic;
  using kind = Kind;
};

template <typename Fn, typename... Topics, typename... Kinds>
void for_each_of(Fn const& fn, boost::mp11::mp_list<boost::mp11::mp_list<Topics, Kinds>...>) {
  (fn(one_kind<Topics, Kinds>{}), ...);
}
template <typename Outer, typename Fn>
void for_each_kind(Fn const& fn) {
  for_each_of(fn, kinds_of<Outer>{});
}

inline std::string in_object(std::string_view const name, std::string_view const fields) {
  return fmt::format(R"({{"{}":{}}})", name, fields);
}

template <typename Outer>
void expect_refused(std::string_view const text, std::string_view const field) {
  auto const got = decode<Outer>(text);
  ASSERT_FALSE(got.has_value()) << text;
  EXPECT_EQ(field, got.error().field_) << text << "\n" << got.error().sentence_;
  EXPECT_THAT(got.error().sentence_, testing::HasSubstr(std::string{"here: "}.append(field))) << text;
}

template <typename Outer, typename Topic, typename Kind>
void expect_damage_is_named() {
  using fields = fields_type<Kind>;
  auto const name = name_of_kind<Kind>();
  auto d = damage{};
  d.of<fields>(name, [&](std::string_view const v) { return in_object(name, v); });
  for (auto const& [text, path] : d.all_) {
    expect_refused<Outer>(text, path);
  }
  auto const good = json::encode(filled<fields>());
  expect_refused<Outer>(in_object(name + "x", good), name + "x");
  expect_refused<Outer>(in_object(name + "@9", good), name + "@9");
  for (auto n = std::size_t{0}; n != good.size(); ++n) {
    EXPECT_FALSE(decode<Outer>(in_object(name, good).substr(0, name.size() + n))) << good;
  }
}

}  // namespace leeward::ledger
