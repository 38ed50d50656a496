#pragma once

#include <algorithm>
#include <cstdint>
#include <numeric>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "operation/canonical.h"
#include "operation/conservation.h"
#include "operation/custody/in_field.h"
#include "operation/custody/prospect.h"
#include "operation/running.h"

// What devices say has happened, in any order.
namespace leeward::operation {

using what =
    std::variant<custody::board, custody::check_in, custody::give_bed, custody::set_presence, custody::check_out,
                 ask_for<custody::sighted>, trips::change_phase, trips::depart, trips::arrive>;

// What a device says, so many minutes after the operation began.
struct said {
  std::string_view op_;
  int minute_{0};
  what what_;
};

inline auto const kSchool = named<centre_id>("school far away");

inline fact_id fact_of(std::string_view const op) { return fact_id{derived(uuid_of_name(op), 0)}; }

inline said board(std::string_view const op, int const minute, std::string_view const trip,
                  std::vector<std::string_view> who) {
  return {op, minute, custody::board{named<trip_id>(trip), people(std::move(who))}};
}
inline said check_in(std::string_view const op, int const minute, std::string_view const centre,
                     std::vector<std::string_view> who) {
  return {op, minute, custody::check_in{named<centre_id>(centre), people(std::move(who)), {}}};
}
inline said bed(std::string_view const op, int const minute, std::string_view const room,
                std::vector<std::string_view> who) {
  auto const centre = room == "dormitory" ? kSchool : kHall;
  return {op, minute, custody::give_bed{centre, named<room_id>(room), people(std::move(who))}};
}
inline said absent(std::string_view const op, int const minute, bool const is, std::vector<std::string_view> who) {
  return {op, minute, custody::set_presence{kHall, is, people(std::move(who))}};
}
inline said check_out(std::string_view const op, int const minute, std::string_view const centre,
                      std::vector<std::string_view> who) {
  return {op, minute, custody::check_out{named<centre_id>(centre), people(std::move(who)), gone::kOnward, {}}};
}
inline said depart(std::string_view const op, int const minute, std::string_view const trip,
                   std::optional<std::int32_t> const heads = {}) {
  return {op, minute, trips::depart{named<trip_id>(trip), heads, {}, {}}};
}
inline said arrive(std::string_view const op, int const minute, std::string_view const trip,
                   std::optional<std::int32_t> const heads = {}) {
  return {op, minute, trips::arrive{named<trip_id>(trip), heads, {}}};
}

inline decision decided(running const& r, said const& x) {
  auto const now = context{.now_ = r.now_, .fresh_ = uuid_of_name(x.op_), .candidates_ = {}};
  auto const happened = instant{1'704'430'800} + seconds{std::int64_t{60} * x.minute_};
  return std::visit([&](auto const& w) { return custody::in_field(r.state_, w, happened, fact_of(x.op_), now); },
                    x.what_);
}

inline void hear(running& r, said const& x) {
  r.wait(seconds{1});
  auto const all = decided(r, x);
  ASSERT_TRUE(all.has_value()) << x.op_ << ": " << all.error().sentence_;
  for (auto const& e : *all) {
    apply(r.state_, r.now_, e);
    r.log_.push_back(e);
    r.at_.push_back(r.now_);
  }
  auto const same = recount(r.state_);
  ASSERT_TRUE(same.has_value()) << x.op_ << ": " << same.error().sentence_;
}

// "a" of 3 and "b" of 2 are promised places on "to hall" and "to school"; "c" of 2 waits. "between" takes nobody yet
// from the hall to the school. A day later: whatever is said has happened.
inline running begun_with_trips() {
  auto r = begun();
  r.must(ask_for<households::registered>{household_of("a", 3)});
  auto b = household_of("b", 2);
  b.members_[1].age_ = households::age_band::kChild;
  r.must(ask_for<households::registered>{b});
  r.must(ask_for<households::registered>{household_of("c", 2)});
  r.must(trip_of(r, "to hall", {"a"}));
  auto far = on_bus("2", trip_of(r, "to school", {"b"}));
  far.to_ = kSchool;
  r.must(far);
  auto between = on_bus("3", trip_of(r, "between", {}));
  between.kind_ = trips::kind::kBetween;
  between.stops_.clear();
  between.from_ = kHall;
  between.to_ = kSchool;
  r.must(between);
  r.wait(seconds{std::int64_t{24} * 3600});
  return r;
}

// In every order; all of them have to come to the same, and the last of them is given back.
inline running in_every_order(running const& from, std::vector<said> const& all) {
  auto order = std::vector<std::size_t>(all.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  auto first = std::string{};
  auto r = from;
  do {
    r = from;
    auto words = std::string{};
    for (auto const i : order) {
      words += fmt::format(" {}", all[i].op_);
      hear(r, all[i]);
    }
    auto const is = canonical(r.state_);
    first = first.empty() ? is : first;
    EXPECT_EQ(first, is) << "in this order:" << words;
  } while (std::ranges::next_permutation(order).found);
  return r;
}
inline running in_every_order(std::vector<said> const& all) { return in_every_order(begun_with_trips(), all); }

inline custody::where where(running const& r, std::string_view const person) {
  return custody::where_by_legs(r.state_, r.state_.households_.persons_.row_of(named<person_id>(person)));
}

inline std::string trip_of(running const& r, std::string_view const person) {
  auto const t = where(r, person).trip_;
  for (auto const* const name : {"to hall", "to school", "between"}) {
    if (!t.is_none() && r.state_.trips_.trips_.at(t).id_ == named<trip_id>(name)) {
      return name;
    }
  }
  return "";
}

inline std::string centre_of(running const& r, std::string_view const person) {
  auto const c = where(r, person).centre_;
  return c.is_none() ? "" : r.state_.centres_.centres_.at(c).name_;
}

// Of all that are open.
inline std::vector<cases::kind> open_cases(running const& r) {
  auto all = std::vector<cases::kind>{};
  for (auto const& c : r.state_.cases_.cases_.all()) {
    if (!c.settled_) {
      all.push_back(c.what_.kind_);
    }
  }
  std::ranges::sort(all);
  return all;
}

}  // namespace leeward::operation
