#include "app/registry/registry.h"

#include <algorithm>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/registry/people_folder.h"
#include "ledger/verify.h"
#include "operation/field_device.h"

namespace leeward::app {
namespace {

using operation::cases::kind;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

vault::personal someone(std::string const& name, std::uint16_t const born, std::string const& phone) {
  auto p = vault::personal{};
  p.name_ = name;
  p.birth_year_ = born;
  p.phone_ = phone;
  return p;
}

vault::personal phone(std::string const& number) {
  auto p = vault::personal{};
  p.phone_ = number;
  return p;
}

struct people_registered : people_folder {
  people_registered() {
    must(household("a", {someone("Щербакова Анна Ивановна", 1956, "8 915 555-01-47"),
                         someone("Щербаков Сергей", 1950, "8 915 555-01-47")}));
  }
};

TEST_F(people_registered, are_found_in_other_spellings_with_where_they_are) {
  EXPECT_THAT(find({.name_ = "Shcherbakova Anna"})[0], person("a/1"));
  EXPECT_THAT(find({.phone_ = "+7 915 5550147"}), ElementsAre(person("a/1"), person("a/2")));
  auto const found = people_->search({.name_ = "Щирбакова"}, 10, clerk())->found_;
  ASSERT_FALSE(found.empty());
  EXPECT_EQ(operation::named<operation::household_id>("a"), found[0].household_);
  EXPECT_EQ(operation::place::kWaiting, found[0].now_->place_);
  EXPECT_EQ("School 3", found[0].now_->where_);
  EXPECT_THAT(find({.name_ = "Кузнецов"}), IsEmpty());
  open();
  EXPECT_THAT(find({.name_ = "Shcherbakova Anna"})[0], person("a/1"));
}

TEST_F(people_registered, once_more_are_a_case_with_its_reasons) {
  must(household("b", {someone("Shcherbakova Anna", 1956, "+7 900 000-00-00")}));
  auto const all = cases(kind::kDuplicate);
  ASSERT_EQ(1U, all.size());
  EXPECT_THAT(all[0].about_.households_, ElementsAre(operation::named<operation::household_id>("b"),
                                                     operation::named<operation::household_id>("a")));
  EXPECT_EQ("They may be one household: a like name, the same year of birth.", all[0].sentence_);
  must(household("c", {someone("Кузнецов Пётр", 1980, "+7 900 111-11-11")}));
  EXPECT_EQ(1U, cases(kind::kDuplicate).size());
}

TEST_F(people_registered, once_more_in_the_same_go_are_a_case_too) {
  auto const answers = people_->ask_all({household("d", {someone("Орлов Павел", 1971, "8 900 222-22-22")}),
                                         household("e", {someone("Orlov Pavel", 1971, "8 900 333-33-33")})});
  ASSERT_TRUE(answers.has_value());
  EXPECT_EQ(1U, cases(kind::kDuplicate).size());
  EXPECT_THAT(find({.name_ = "Орлов"}).size(), 2U);
}

// Anna of "b" is the one of "a".
struct people_merged : people_registered {
  people_merged() {
    using namespace operation;
    must(household("b", {someone("Shcherbakova Anna", 1956, "+7 900 000-00-00")}));
    must({asks("same",
               duplicates::command{ask_for<duplicates::judged>{{named<household_id>("b"), named<household_id>("a"),
                                                                duplicates::verdict::kSame, "rang", "clerk 1"}}}),
          {}});
    must({asks("merge", duplicates::command{ask_for<duplicates::merged>{
                            {.merge_ = named<merge_id>("merge"),
                             .from_ = named<household_id>("b"),
                             .into_ = named<household_id>("a"),
                             .same_ = {{named<person_id>("b/1"), named<person_id>("a/1")}},
                             .come_over_ = {},
                             .by_ = "clerk 1"}}}),
          {}});
  }
};

TEST_F(people_merged, are_where_the_other_one_is) {
  using namespace operation;
  must({asks("left", custody::command{custody::left_by_themselves{named<household_id>("a"), {}}}), {}});
  auto const found = people_->search({.phone_ = "+7 900 000-00-00"}, 10, clerk())->found_;
  ASSERT_EQ(1U, found.size());
  EXPECT_EQ(person("b/1"), found[0].subject_);
  EXPECT_EQ(named<person_id>("a/1"), found[0].same_as_);
  EXPECT_EQ(place::kGone, found[0].now_->place_);
  auto const theirs = file("b/1").people_[0];
  EXPECT_EQ(named<person_id>("a/1"), theirs.same_as_);
  EXPECT_FALSE(theirs.now_);
}

TEST_F(people_merged, are_secret_when_the_other_one_moved_where_nobody_is_to_know) {
  using namespace operation;
  auto const asked = vault::query{.phone_ = "+7 900 000-00-00"};
  must(
      {asks("split", households::command{ask_for<households::split>{
                         {named<household_id>("a"), named<household_id>("c"), {named<person_id>("a/1")}, "appeal 1"}}}),
       {}});
  EXPECT_THAT(find(asked, "caller"), ElementsAre(person("b/1")));
  must(secret("c"));
  EXPECT_THAT(find(asked, "caller"), IsEmpty());
  auto const found = people_->search(asked, 10, clerk())->found_;
  ASSERT_EQ(1U, found.size());
  EXPECT_TRUE(found[0].secret_);
}

TEST_F(people_registered, are_known_as_they_were_known_then) {
  now_ = kMorning + seconds{3600};
  must(change("new phone", "a/1", phone("8 900 444-44-44")));
  auto const now = file("a/1");
  EXPECT_EQ(2U, now.people_[0].version_);
  EXPECT_EQ("8 900 444-44-44", now.people_[0].what_->phone_);
  EXPECT_EQ("Щербакова Анна Ивановна", now.people_[0].what_->name_);
  auto const then = file("a", kMorning + seconds{3599});
  ASSERT_EQ(2U, then.people_.size());
  EXPECT_EQ("8 915 555-01-47", then.people_[0].what_->phone_);
  EXPECT_EQ(kMorning, then.head_.as_of_);
  EXPECT_THAT(find({.phone_ = "8 900 444 44 44"}), ElementsAre(person("a/1")));
  EXPECT_THAT(find({.phone_ = "8 915 555-01-47"}), ElementsAre(person("a/2")));
  auto const before = people_->file_of(uuid_of_name("a"), kMorning - seconds{1}, clerk());
  ASSERT_FALSE(before.has_value());
  EXPECT_THAT(before.error().sentence_, HasSubstr("there is no person or household with the number"));
}

TEST_F(people_registered, lose_what_an_empty_text_takes_out) {
  must(change("no phone", "a/1", phone("")));
  EXPECT_EQ(std::nullopt, file("a/1").people_[0].what_->phone_);
}

TEST_F(people_registered, have_one_version_after_the_other_when_they_are_changed_twice_in_one_go) {
  auto const name = someone("Щербакова Анна Петровна", 1956, "8 915 555-01-47");
  auto const answers = people_->ask_all({change("one", "a/1", phone("8 900 444-44-44")), change("two", "a/1", name),
                                         change("three", "a/1", phone("8 900 555-55-55"))});
  ASSERT_TRUE(answers.has_value());
  EXPECT_TRUE(std::ranges::all_of(*answers, [](auto const& a) { return a.outcome_ == ledger::outcome::kDone; }));
  auto const p = file("a/1").people_[0];
  EXPECT_EQ(4U, p.version_);
  EXPECT_EQ("8 900 555-55-55", p.what_->phone_);
  EXPECT_EQ("Щербакова Анна Петровна", p.what_->name_);
}

TEST_F(people_registered, come_again_and_nothing_is_done) {
  auto const again = must(household("a", {someone("Щербакова Анна Ивановна", 1956, "8 915 555-01-47"),
                                          someone("Щербаков Сергей", 1950, "8 915 555-01-47")}));
  EXPECT_EQ(4U, again.after_);
  EXPECT_EQ(1U, file("a/1").people_[0].version_);
  must(change("new phone", "a/1", phone("8 900 444-44-44")));
  must(change("other phone", "a/1", phone("8 900 555-55-55")));
  must(change("new phone", "a/1", phone("8 900 444-44-44")));
  EXPECT_EQ(3U, file("a/1").people_[0].version_);
  EXPECT_EQ("8 900 555-55-55", file("a/1").people_[0].what_->phone_);
  EXPECT_THAT(find({.phone_ = "8 900 444-44-44"}), IsEmpty());
  EXPECT_THAT(cases(kind::kReusedId), IsEmpty());
}

TEST_F(people_registered, with_other_words_under_the_same_number_are_refused_and_told) {
  must(change("new phone", "a/1", phone("8 900 444-44-44")));
  auto const other = people_->ask(change("new phone", "a/1", phone("8 900 555-55-55")));
  ASSERT_TRUE(other.has_value());
  EXPECT_EQ(ledger::outcome::kRefused, other->outcome_);
  EXPECT_EQ(1U, cases(kind::kReusedId).size());
  EXPECT_EQ("8 900 444-44-44", file("a/1").people_[0].what_->phone_);
  EXPECT_THAT(find({.phone_ = "8 900 555-55-55"}), IsEmpty());
}

TEST_F(people_registered, are_not_there_when_the_rules_refuse) {
  auto r = household("f", {someone("Жуков Пётр", 1980, "8 900 666-66-66")});
  auto& what = std::get<operation::households::command>(std::get<operation::command>(r.what_.what_));
  std::get<operation::ask_for<operation::households::registered>>(what).what_.zone_ = {};
  auto const refused = people_->ask(r);
  ASSERT_TRUE(refused.has_value());
  EXPECT_EQ("zone", refused->refusal_->field_);
  EXPECT_THAT(find({.name_ = "Жуков"}), IsEmpty());
  EXPECT_FALSE(folder_->store_->key_of(person("f/1"))->has_value());
}

TEST_F(people_registered, are_refused_with_a_sentence_that_says_nothing_personal) {
  auto const refusal = [&](people_request r) { return people_->ask(std::move(r))->refusal_.value(); };
  auto const year = refusal(household("g", {someone("Жуков Пётр", 1780, "8")}));
  EXPECT_EQ("about[0].birth_year", year.field_);
  EXPECT_THAT(year.sentence_, HasSubstr("birth_year: must be from 1890"));
  auto const name = refusal(household("g", {someone(std::string(301, 'x'), 1980, "8")}));
  EXPECT_EQ("name: has 301 bytes, may have at most 300", name.sentence_);
  auto other = change("x", "a/1", phone("8"));
  other.about_[0].subject_ = person("a/2");
  EXPECT_EQ("about", refusal(other).field_);
}

TEST_F(people_registered, are_shown_only_when_it_is_written_who_reads_and_why) {
  auto const before = reads().size();
  file("a/1");
  find({.name_ = "Щербаков Сергей"});
  auto const all = reads();
  ASSERT_EQ(before + 2, all.size());
  EXPECT_EQ("clerk 1", all.back().actor_);
  EXPECT_EQ(R"({"people_read":{"subjects":[")" + to_string(person("a/1")) + R"("],"why":"asked for at the counter"}})",
            all[before].event_);
  EXPECT_THAT(all.back().event_, HasSubstr(to_string(person("a/2"))));
  auto const nobody = people_->file_of(person("a/1"), std::nullopt, {"", "", now_});
  ASSERT_FALSE(nobody.has_value());
  EXPECT_THAT(nobody.error().sentence_, HasSubstr("it has to be known who reads"));
  EXPECT_TRUE(ledger::verify(*folder_->store_, kReadsStream)->good());
}

TEST_F(people_registered, who_are_secret_are_marked_for_staff_and_not_there_for_who_enquires) {
  EXPECT_EQ(2U, find({.name_ = "Щербакова"}, "uncle").size());
  must(secret("a"));
  auto const found = people_->search({.name_ = "Щербакова"}, 10, clerk());
  EXPECT_TRUE(found->found_.at(0).secret_);
  EXPECT_THAT(find({.name_ = "Щербакова"}, "uncle"), IsEmpty());
  EXPECT_THAT(find({.name_ = "Кузнецов"}, "uncle"), IsEmpty());
  EXPECT_TRUE(file("a").head_.secret_);
}

TEST_F(people_registered, have_their_appeals_word_for_word) {
  must(appeal("call", "Нам страшно, помогите выехать"));
  must(link("call", "a"));
  auto const f = file("a");
  ASSERT_EQ(1U, f.appeals_.size());
  EXPECT_EQ("Нам страшно, помогите выехать", f.appeals_[0].what_->text_);
}

// A phone at the centre's door.
struct people_of_a_device : people_registered {
  people_of_a_device() {
    using namespace operation;
    auto hall = centres::added{};
    hall.centre_ = named<centre_id>("hall");
    must({asks("centre", centres::command{ask_for<centres::added>{hall}}), {}});
    must({asks("invite", devices::command{ask_for<devices::invited>{
                             {named<device_id>("phone"), {{}, hall.centre_}, "clerk 2", kMorning + seconds{3600}}}}),
          {}});
    must(
        {asks("enrol", devices::command{ask_for<devices::enrolled>{{named<device_id>("phone"), std::string(64, 'a')}}}),
         {}});
  }

  people_request comes(people_request r) {
    auto what = std::get<operation::command>(std::move(r.what_.what_));
    auto const from = phone_.next(now_);
    r.what_.op_ = from.op_;
    r.what_.what_ = ledger::device_operation{from, std::move(what), std::nullopt};
    return r;
  }

  operation::field_device phone_{.name_ = "phone"};
};

TEST_F(people_of_a_device, are_registered_changed_and_found_as_any_others) {
  auto const both = people_->ask_all({comes(household("d", {someone("Shcherbakova Anna", 1956, "")})),
                                      comes(change("", "d/1", phone("8 900 444-44-44")))});
  ASSERT_TRUE(both.has_value());
  EXPECT_FALSE(both->at(0).refusal_);
  EXPECT_FALSE(both->at(1).refusal_) << both->at(1).refusal_->sentence_;
  EXPECT_EQ(1U, cases(kind::kDuplicate).size());
  EXPECT_EQ("8 900 444-44-44", file("d/1").people_[0].what_->phone_);
  EXPECT_THAT(find({.phone_ = "8 900 444-44-44"}), ElementsAre(person("d/1")));
}

TEST_F(people_of_a_device, whose_words_cannot_be_kept_are_a_case_and_no_gap) {
  auto const done = people_->ask(comes(household("d", {someone(std::string(301, 'x'), 1956, "")})));
  ASSERT_TRUE(done.has_value());
  EXPECT_EQ(ledger::outcome::kDone, done->outcome_);
  EXPECT_EQ("name: has 301 bytes, may have at most 300", done->refusal_->sentence_);
  EXPECT_EQ(1U, cases(kind::kSetAside).size());
  EXPECT_FALSE(folder_->store_->key_of(person("d/1"))->has_value());
}

// The answer is lost on its way, as when the process is killed after the transaction.
class loses_answers final : public keeper {
public:
  explicit loses_answers(keeper& k) : of_{k} {}
  result<std::vector<ledger::answer>> ask_all(std::vector<ledger::request> all) override {
    EXPECT_TRUE(of_.ask_all(std::move(all)).has_value());
    return fail(error_kind::kStorage, "killed");
  }
  void see(std::function<void(operation::state const&, ledger::head const&)> const& use) const override {
    of_.see(use);
  }
  result<void> with_store(std::function<result<void>(ledger::store&)> const& use) override {
    return of_.with_store(use);
  }

private:
  keeper& of_;
};

TEST_F(people_registered, are_there_once_when_the_answer_was_lost) {
  auto cut = loses_answers{*caller_};
  auto const asked = change("new phone", "a/1", phone("8 900 444-44-44"));
  {
    auto dying = registry{cut, folder_->keys_};
    EXPECT_FALSE(dying.ask(asked).has_value());
    EXPECT_FALSE(dying.ask(household("h", {someone("Жуков Пётр", 1980, "8 900 666-66-66")})).has_value());
  }
  open();
  EXPECT_EQ(ledger::outcome::kDone, must(asked).outcome_);
  must(household("h", {someone("Жуков Пётр", 1980, "8 900 666-66-66")}));
  EXPECT_EQ(2U, file("a/1").people_[0].version_);
  EXPECT_THAT(find({.name_ = "Жуков"}), ElementsAre(person("h/1")));
  EXPECT_EQ(1U, file("h/1").people_[0].version_);
}

}  // namespace
}  // namespace leeward::app
