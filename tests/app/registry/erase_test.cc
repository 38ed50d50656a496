#include <filesystem>
#include <fstream>
#include <string>
#include <sys/stat.h>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/registry/new_master.h"
#include "app/registry/people_folder.h"
#include "ledger/verify.h"
#include "vault/erasures.h"

namespace leeward::app {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

vault::personal someone(std::string const& name) {
  auto p = vault::personal{};
  p.name_ = name;
  return p;
}

struct people_erased : people_folder {
  people_erased() {
    must(household("a", {someone("Щербакова Анна"), someone("Щербаков Сергей")}));
    must(appeal("call", "Нам страшно"));
    must(link("call", "a"));
    must(household("b", {someone("Кузнецов Пётр")}));
  }

  std::int64_t registered() const {
    auto n = std::int64_t{0};
    people_->see([&](operation::state const& s, ledger::head const&) { n = s.households_.registered_; });
    return n;
  }

  std::string why_not(uuid const& whom, std::string const& reason = "asked for it") {
    auto const done = people_->erase(whom, reason, "officer 1");
    return done ? "" : done.error().sentence_;
  }
};

TEST_F(people_erased, are_found_and_shown_no_more_and_still_counted) {
  ASSERT_TRUE(file("a/1").people_[0].what_.has_value());  // its key is open
  now_ = kMorning + seconds{60};
  auto const done = people_->erase(person("a/1"), "asked for it", "officer 1");
  ASSERT_TRUE(done.has_value()) << done.error().sentence_;
  EXPECT_THAT(done->subjects_, UnorderedElementsAre(person("a/1")));
  EXPECT_THAT(find({.name_ = "Щербакова Анна"}), UnorderedElementsAre(person("a/2")));
  for (auto const as_of : {std::optional<instant>{}, std::optional{kMorning}}) {
    auto const f = file("a", as_of);
    EXPECT_EQ(on_record::kErased, f.people_[0].record_);
    EXPECT_FALSE(f.people_[0].what_.has_value());
    EXPECT_EQ(on_record::kThere, f.people_[1].record_);
    EXPECT_EQ(on_record::kThere, f.appeals_[0].record_);
  }
  EXPECT_EQ(3, registered());
  EXPECT_TRUE(ledger::verify(*folder_->store_, ledger::kOperationStream)->good());
}

TEST_F(people_erased, take_the_appeals_along_with_the_last_of_a_household) {
  ASSERT_TRUE(people_->erase(person("a/1"), "asked for it", "officer 1").has_value());
  auto const last = people_->erase(person("a/2"), "asked for it", "officer 1");
  EXPECT_THAT(last->subjects_, UnorderedElementsAre(person("a/2"), uuid_of_name("call")));
  EXPECT_EQ(on_record::kErased, file("a").appeals_[0].record_);
  auto const again = people_->erase(uuid_of_name("a"), "asked for it", "officer 1");
  EXPECT_THAT(again->subjects_, IsEmpty());
  EXPECT_EQ(3U, again->before_);
}

TEST_F(people_erased, stay_so_after_a_start_and_nothing_is_kept_about_them_again) {
  ASSERT_TRUE(people_->erase(uuid_of_name("a"), "asked for it", "officer 1").has_value());
  open();
  EXPECT_THAT(find({.name_ = "Щербакова"}), IsEmpty());
  auto const refused = people_->ask(change("again", "a/1", someone("Щербакова Анна")));
  EXPECT_THAT(refused->refusal_->sentence_, HasSubstr("was erased, and nothing may be kept about them again"));
  EXPECT_THAT(find({.name_ = "Щербакова"}), IsEmpty());
}

TEST_F(people_erased, are_named_with_a_reason) {
  EXPECT_THAT(why_not(person("a/1"), ""), HasSubstr("reason: is empty; say why"));
  EXPECT_THAT(why_not(person("a/1"), std::string(2'001, 'x')), HasSubstr("reason: The text is too long: 2001 bytes"));
  EXPECT_THAT(why_not(uuid{1, 2}), HasSubstr("there is no person, household or appeal with the number"));
  EXPECT_EQ("", why_not(person("b/1")));
}

TEST_F(people_erased, are_not_while_the_register_cannot_be_written_and_it_is_said_why) {
  auto const file = root_ / "keys" / vault::kRegisterFile;
  std::filesystem::rename(file, root_ / "away");
  EXPECT_THAT(why_not(person("a/1")), HasSubstr("erased.register: is missing"));
  std::filesystem::create_directory(file);
  EXPECT_THAT(why_not(person("a/1")),
              HasSubstr("erased.register: cannot be written: Is a directory; nobody is erased"));
  must(household("c", {someone("Жуков Пётр")}));  // everything else goes on
  std::filesystem::remove(file);
  std::filesystem::rename(root_ / "away", file);
  EXPECT_EQ("", why_not(person("a/1")));
}

struct new_master_key : people_erased {};

TEST_F(new_master_key, takes_the_place_of_the_old_one_while_people_are_registered) {
  auto const file_of_key = root_ / "keys" / "master.key";
  auto const old = std::filesystem::path{root_ / "old.key"};
  std::filesystem::copy_file(file_of_key, old);
  auto work = new_master::begin(*people_, root_ / "keys");
  ASSERT_TRUE(work.has_value()) << work.error().sentence_;
  must(household("c", {someone("Жуков Пётр")}));
  for (auto whole = false; !whole;) {
    auto const stepped = work->step(*folder_->store_);
    ASSERT_TRUE(stepped.has_value()) << stepped.error().sentence_;
    whole = *stepped;
  }
  EXPECT_EQ(5U, work->done());  // three persons, an appeal, and who came meanwhile
  must(household("d", {someone("Орлов Павел")}));
  EXPECT_FALSE(std::filesystem::exists(root_ / "keys" / "master.key.next"));
  for (auto round = 0; round != 2; ++round) {
    for (auto const* const whose : {"a/1", "c/1", "d/1"}) {
      EXPECT_EQ(on_record::kThere, file(whose).people_[0].record_) << whose;
    }
    open();
  }
  close();
  std::filesystem::rename(old, file_of_key);
  auto const o = ledger::folder_options{.folder_ = root_ / "data", .keys_ = root_ / "keys"};
  auto const refused =
      ledger::lock_folder(o).and_then([&](folder_lock l) { return ledger::open_folder(std::move(l), o); });
  ASSERT_FALSE(refused.has_value());
  EXPECT_THAT(refused.error().sentence_, HasSubstr("master.key: is not the master key of these data"));
}

TEST_F(new_master_key, that_was_begun_with_goes_on_after_a_cut) {
  ASSERT_TRUE(new_master::begin(*people_, root_ / "keys").has_value());
  must(household("c", {someone("Жуков Пётр")}));
  open();
  auto work = new_master::begin(*people_, root_ / "keys");
  ASSERT_TRUE(work.has_value());
  while (!work->step(*folder_->store_).value_or(true)) {
  }
  EXPECT_FALSE(std::filesystem::exists(root_ / "keys" / "master.key.next"));
  EXPECT_EQ(on_record::kThere, file("c/1").people_[0].record_);
  EXPECT_EQ(on_record::kThere, file("b/1").people_[0].record_);
}

}  // namespace
}  // namespace leeward::app
