#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unistd.h>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "app/keeper/one_caller.h"
#include "app/registry/registry.h"
#include "ledger/sqlite/data_folder.h"
#include "operation/running.h"

// A data folder with its people in the hands of a test: real files, no thread, the clock in the test's hands.
namespace leeward::app {

inline auto const kMorning = instant{1'704'430'800};  // 5 January 2024, 05:00 UTC

struct people_folder : testing::Test {
  people_folder() {
    std::filesystem::create_directories(root_);
    open();
    for (auto const& r : beginning()) {
      must({r, {}});
    }
  }
  ~people_folder() override {
    close();
    std::filesystem::remove_all(root_);
  }

  void close() {
    people_.reset();
    caller_.reset();
    folder_.reset();
  }

  // What was there before is closed.
  void open() {
    close();
    auto const o = ledger::folder_options{
        .folder_ = root_ / "data", .keys_ = root_ / "keys", .if_empty_ = ledger::if_empty::kMake};
    auto f = ledger::lock_folder(o).and_then([&](folder_lock l) { return ledger::open_folder(std::move(l), o); });
    ASSERT_TRUE(f.has_value()) << f.error().sentence_;
    folder_ = std::make_unique<ledger::data_folder>(std::move(*f));
    auto c = one_caller::begin(*folder_->store_, folder_->keys_, [this] { return now_; });
    ASSERT_TRUE(c.has_value()) << c.error().sentence_;
    caller_ = std::move(*c);
    people_ = std::make_unique<registry>(*caller_, folder_->keys_);
  }

  static ledger::request asks(std::string_view const op, operation::command what) {
    return {.op_ = uuid_of_name(op), .actor_ = "clerk 1", .what_ = std::move(what)};
  }

  static std::vector<ledger::request> beginning() {
    using namespace operation;
    return {
        asks("open", operations::command{ask_for<operations::opened>{
                         {named<operation_id>("operation"), "5 January", operations::kind::kExercise}}}),
        asks("zone", zones::command{ask_for<zones::added>{{named<zone_id>("city"), "City"}}}),
        asks("point", zones::command{ask_for<zones::point_added>{
                          {named<point_id>("school"), named<zone_id>("city"), "School 3", true}}}),
    };
  }

  // "h" of "h/1", "h/2", …
  static people_request household(std::string_view const name, std::vector<vault::personal> const& members) {
    using namespace operation;
    auto r = people_request{
        .what_ = asks(name, households::command{ask_for<households::registered>{household_of(name, members.size())}}),
        .about_ = {}};
    for (auto i = std::size_t{0}; i != members.size(); ++i) {
      r.about_.push_back({person(std::string{name} + "/" + std::to_string(i + 1)), members[i]});
    }
    return r;
  }

  static people_request change(std::string_view const op, std::string_view const who, vault::personal what) {
    using namespace operation;
    return {.what_ = asks(op, households::command{ask_for<households::person_described>{
                                  {.person_ = named<person_id>(who), .version_ = 0, .fields_ = {}}}}),
            .about_ = {{person(who), std::move(what)}}};
  }

  static people_request secret(std::string_view const household) {
    using namespace operation;
    return {asks("secret",
                 households::command{ask_for<households::disclosure_set>{{named<household_id>(household), true}}}),
            {}};
  }

  static people_request appeal(std::string_view const name, std::string_view const text) {
    using namespace operation;
    auto words = vault::personal{};
    words.text_ = text;
    return {.what_ = asks(name, appeals::command{ask_for<appeals::taken>{
                                    {named<appeal_id>(name), appeals::channel::kTelephone, {}, kMorning}}}),
            .about_ = {{uuid_of_name(name), words}}};
  }

  static people_request link(std::string_view const name, std::string_view const household) {
    using namespace operation;
    return {asks(std::string{"link "} + std::string{name},
                 appeals::command{ask_for<appeals::linked>{
                     {named<appeal_id>(name), named<household_id>(household), {to_string(uuid_of_name(name)), 1}}}}),
            {}};
  }

  static uuid person(std::string_view const name) { return uuid_of_name(name); }
  reader clerk() const { return {"clerk 1", "asked for at the counter", now_}; }

  ledger::answer must(people_request r) {
    auto a = people_->ask(std::move(r));
    EXPECT_TRUE(a.has_value()) << (a ? "" : a.error().sentence_);
    EXPECT_EQ(ledger::outcome::kDone, a->outcome_) << (a->refusal_ ? a->refusal_->sentence_ : "");
    return a.value_or(ledger::answer{});
  }

  // Whom it finds, as ids.
  std::vector<uuid> find(vault::query const& q, std::optional<std::string> const& enquirer = std::nullopt) {
    auto all = std::vector<uuid>{};
    auto const found = people_->search(q, 10, clerk(), enquirer);
    EXPECT_TRUE(found.has_value()) << (found ? "" : found.error().sentence_);
    for (auto const& one : found.value_or(found_people{}).found_) {
      all.push_back(one.subject_);
    }
    return all;
  }

  case_file file(std::string_view const whose, std::optional<instant> const as_of = std::nullopt) {
    auto f = people_->file_of(uuid_of_name(whose), as_of, clerk());
    EXPECT_TRUE(f.has_value()) << (f ? "" : f.error().sentence_);
    return f.value_or(case_file{});
  }

  std::vector<operation::cases::opened> cases(operation::cases::kind const k) const {
    auto all = std::vector<operation::cases::opened>{};
    people_->see([&](operation::state const& s, ledger::head const&) {
      for (auto const& c : s.cases_.cases_.all()) {
        if (c.what_.kind_ == k) {
          all.push_back(c.what_);
        }
      }
    });
    return all;
  }

  std::vector<ledger::record> reads() {
    auto all = std::vector<ledger::record>{};
    EXPECT_TRUE(folder_->store_
                    ->read(kReadsStream, 1, 1'000,
                           [&](ledger::record const& r) {
                             all.push_back(r);
                             return true;
                           })
                    .has_value());
    return all;
  }

  instant now_{kMorning};
  std::filesystem::path root_{std::filesystem::path{testing::TempDir()} / ("people_" + std::to_string(getpid()))};
  std::unique_ptr<ledger::data_folder> folder_;
  std::unique_ptr<one_caller> caller_;
  std::unique_ptr<registry> people_;
};

}  // namespace leeward::app
