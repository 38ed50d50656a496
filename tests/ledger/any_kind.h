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

// `fields`: of the kind with this name, with nothing wrong.
template <typename Outer>
void expect_refused(damage const& d, std::string const& name, std::string const& fields) {
  for (auto const& [text, path] : d.all_) {
    expect_refused<Outer>(text, path);
  }
  expect_refused<Outer>(in_object(name + "x", fields), name + "x");
  expect_refused<Outer>(in_object(name + "@9", fields), name + "@9");
  auto const whole = in_object(name, fields);
  for (auto n = std::size_t{0}; n != whole.size(); ++n) {
    EXPECT_FALSE(decode<Outer>(whole.substr(0, n))) << whole.substr(0, n);
  }
}

template <typename Outer>
void expect_damage_of_every_kind_is_named() {
  boost::mp11::mp_for_each<kinds_of<Outer>>([]<typename Topic, typename Kind>(boost::mp11::mp_list<Topic, Kind>) {
    using fields = fields_type<Kind>;
    auto const name = name_of_kind<Kind>();
    auto d = damage{};
    d.of<fields>(name, [&](std::string_view const v) { return in_object(name, v); });
    expect_refused<Outer>(d, name, json::encode(filled<fields>()));
  });
}

}  // namespace leeward::ledger
