#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <unistd.h>

#include <gtest/gtest.h>

#include "app/live/live.h"
#include "operation/running.h"

// A data folder of a test, with an operation that has begun.
namespace leeward::app {

inline auto const kStart = instant{1'704'430'800};  // as operation::running

inline ledger::request asks(std::string_view const op, ledger::asked what) {
  return {.op_ = uuid_of_name(op), .actor_ = "dispatcher 1", .what_ = std::move(what)};
}

inline ledger::request registers(std::string_view const household, std::size_t const persons) {
  using namespace operation;
  return asks(household, households::command{ask_for<households::registered>{household_of(household, persons)}});
}

// The commands of operation::begun() that a household needs.
inline std::vector<ledger::request> beginning() {
  using namespace operation;
  return {
      asks("open", operations::command{ask_for<operations::opened>{
                       {named<operation_id>("operation"), "5 January", operations::kind::kExercise}}}),
      asks("zone", zones::command{ask_for<zones::added>{{named<zone_id>("city"), "City"}}}),
      asks("point", zones::command{ask_for<zones::point_added>{
                        {named<point_id>("school"), named<zone_id>("city"), "School 3", true}}}),
  };
}

struct a_folder : testing::Test {
  a_folder() { std::filesystem::create_directories(root_); }
  ~a_folder() override { std::filesystem::remove_all(root_); }

  ledger::folder_options options(ledger::if_empty const e = ledger::if_empty::kMake) const {
    return {.folder_ = folder_, .keys_ = root_ / "keys", .if_empty_ = e};
  }

  std::unique_ptr<live> open(std::function<instant()> clock = [] { return kStart; }) const {
    auto l = live::open(options(), std::move(clock), [](error const& e) { ADD_FAILURE() << e.sentence_; });
    EXPECT_TRUE(l.has_value()) << (l ? "" : l.error().sentence_);
    return l ? std::move(*l) : nullptr;
  }

  std::filesystem::path root_{std::filesystem::path{testing::TempDir()} / ("live_" + std::to_string(getpid()))};
  std::filesystem::path folder_{root_ / "data"};
};

inline void must(live& l, ledger::request const& r) {
  auto const a = l.ask(r);
  ASSERT_TRUE(a.has_value()) << a.error().sentence_;
  ASSERT_EQ(ledger::outcome::kDone, a->outcome_) << (a->refusal_ ? a->refusal_->sentence_ : "");
}

inline void begin(live& l) {
  for (auto const& r : beginning()) {
    must(l, r);
  }
}

}  // namespace leeward::app
