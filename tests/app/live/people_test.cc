#include <atomic>
#include <filesystem>
#include <string>
#include <thread>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/live/a_folder.h"
#include "app/live/errand_on.h"
#include "ledger/chain.h"

// People of a folder at work: many callers, and what goes on beside them.
namespace leeward::app {
namespace {

using namespace operation;
using testing::HasSubstr;

struct people_at_work : a_folder {
  static people_request household(std::string const& name, std::string const& of_person) {
    auto who = vault::personal{};
    who.name_ = of_person;
    return {registers(name, 1), {{uuid_of_name(name + "/1"), who}}};
  }

  static people_request phone(std::string const& op, std::string const& person, std::string const& number) {
    auto what = vault::personal{};
    what.phone_ = number;
    return {asks(op, households::command{ask_for<households::person_described>{
                         {.person_ = named<person_id>(person), .version_ = 0, .fields_ = {}}}}),
            {{uuid_of_name(person), what}}};
  }

  static void must(live& l, people_request r) {
    auto const a = l.people().ask(std::move(r));
    ASSERT_TRUE(a.has_value()) << a.error().sentence_;
    ASSERT_EQ(ledger::outcome::kDone, a->outcome_) << a->refusal_->sentence_;
  }

  static file_person shown(live& l, std::string const& person) {
    auto const f = l.people().file_of(uuid_of_name(person), std::nullopt, {"clerk 1", "", kStart});
    EXPECT_TRUE(f.has_value()) << (f ? "" : f.error().sentence_);
    return f ? f->people_.at(0) : file_person{};
  }
};

TEST_F(people_at_work, have_one_version_after_the_other_whoever_writes) {
  constexpr auto const kCallers = 4;
  constexpr auto const kEach = 10;
  auto const l = open();
  begin(*l);
  must(*l, household("a", "Щербакова Анна"));
  auto searches = std::atomic<bool>{true};
  auto const searcher = std::jthread{[&] {
    while (searches) {
      EXPECT_TRUE(l->people().search({.name_ = "Щербакова"}, 10, {"clerk 1", "", kStart}).has_value());
    }
  }};
  auto callers = std::vector<std::jthread>{};
  for (auto c = 0; c != kCallers; ++c) {
    callers.emplace_back([&, c] {
      for (auto i = 0; i != kEach; ++i) {
        auto const name = std::to_string(c) + "/" + std::to_string(i);
        must(*l, phone(name, "a/1", "8 900 " + name));
        must(*l, household(name, "Кузнецов Пётр"));
      }
    });
  }
  callers.clear();
  searches = false;
  auto const a = shown(*l, "a/1");
  EXPECT_EQ(1U + kCallers * kEach, a.version_);
  EXPECT_EQ("Щербакова Анна", a.what_->name_);
  auto const all = l->people().search({.name_ = "Кузнецов Пётр"}, 100, {"clerk 1", "", kStart});
  EXPECT_EQ(1U * kCallers * kEach, all->found_.size());
}

TEST_F(people_at_work, have_the_new_master_key_that_was_begun_with_before) {
  {
    auto const l = open();
    begin(*l);
    must(*l, household("a", "Щербакова Анна"));
  }
  ASSERT_TRUE(ledger::begin_new_master(root_ / "keys").has_value());
  auto const l = open();
  must(*l, household("b", "Кузнецов Пётр"));
  // Steps are taken in their order: after this one the other is over.
  ASSERT_TRUE(l->with_store([](ledger::store&) { return result<void>{}; }).has_value());
  EXPECT_FALSE(std::filesystem::exists(root_ / "keys" / "master.key.next"));
  EXPECT_EQ("Щербакова Анна", shown(*l, "a/1").what_->name_);
  EXPECT_EQ("Кузнецов Пётр", shown(*l, "b/1").what_->name_);
}

TEST_F(people_at_work, are_verified_with_whoever_has_read_about_them) {
  auto const l = open();
  begin(*l);
  must(*l, household("a", "Щербакова Анна"));
  shown(*l, "a/1");
  auto const reads = [&] {
    auto said = ledger::verdict{};
    auto const done = run_errand_on(
        options(ledger::if_empty::kRefuse), {.what_ = errand_kind::kVerify}, [] { return kStart; },
        [&](errand_line const& line) {
          said = line.reads_.value_or(said);
          return true;
        });
    EXPECT_TRUE(done.has_value());
    return said;
  };
  EXPECT_EQ(1U, reads().events_);
  EXPECT_TRUE(reads().good());
  ASSERT_TRUE(l->with_store([](ledger::store& s) {
                 auto end = *s.head_of(kReadsStream);
                 auto forged = ledger::batch{};
                 forged.records_.push_back(ledger::next_record(end, kReadsStream, kStart, uuid{1, 2}, "nobody", "{}"));
                 forged.records_[0].actor_ = "somebody else";
                 return s.append(forged);
               }).has_value());
  ASSERT_EQ(1U, reads().findings_.size());
  EXPECT_THAT(reads().findings_[0].what_, HasSubstr("event 2 was altered"));
}

}  // namespace
}  // namespace leeward::app
