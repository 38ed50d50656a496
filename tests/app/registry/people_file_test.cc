#include "app/registry/people_file.h"

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "operation/running.h"

namespace leeward::app {
namespace {

using namespace operation;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

struct a_people_file : testing::Test {
  result<people_file> read(std::string const& text, people_file_kind const kind = people_file_kind::kHouseholds) {
    auto file = people_file::read(kind, text, "people.json");
    if (!file) {
      return file;
    }
    auto const whole = file->settle_some({.state_ = r_.state_, .keys_ = keys_, .by_ = "clerk 1", .now_ = r_.now_});
    return whole ? std::move(file) : result<people_file>{tl::unexpected{whole.error()}};
  }

  std::string why_not(std::string const& text, people_file_kind const kind = people_file_kind::kHouseholds) {
    auto const file = read(text, kind);
    return file ? "" : file.error().sentence_;
  }

  static households::registered const& registration(people_file const& f, std::size_t const line) {
    auto const& c =
        std::get<households::command>(std::get<operation::command>(f.lines_[line].requests_[0].what_.what_));
    return std::get<ask_for<households::registered>>(c).what_;
  }

  running r_{begun()};
  ledger::keys keys_{.folder_ = {}, .checkpoint_ = {}, .content_ = {7}};
};

auto const kTwo = std::string{
    R"({"zone":"City","point":"School 3","members":[{"name":"Анна","birth_year":1956,"needs":["wheelchair"]},{}]})"
    "\n\n"
    R"({"zone":"City","at_door":true,"secret":true,"members":[{"name":"Сергей","birth_year":2022}],)"
    R"("appeal":{"channel":"telephone","text":"Нам страшно"}})"};

TEST_F(a_people_file, is_a_household_a_line) {
  auto const f = read(kTwo);
  ASSERT_TRUE(f.has_value()) << f.error().sentence_;
  ASSERT_EQ(2U, f->lines_.size());
  EXPECT_EQ(3U, f->lines_[1].number_);
  EXPECT_EQ(4U, f->lines_[1].requests_.size());  // registered, secret, its appeal, linked
  auto const& first = registration(*f, 0);
  EXPECT_EQ(named<zone_id>("city"), first.zone_);
  EXPECT_EQ(named<point_id>("school"), first.point_);
  ASSERT_EQ(2U, first.members_.size());
  EXPECT_EQ(households::age_band::kAdult, first.members_[0].age_);
  EXPECT_EQ(households::age_band::kUnknown, first.members_[1].age_);
  EXPECT_EQ(1U, f->lines_[0].requests_[0].about_.size());
  EXPECT_EQ("Анна", f->lines_[0].requests_[0].about_[0].what_.name_);
  EXPECT_EQ(households::age_band::kUnder3, registration(*f, 1).members_[0].age_);
}

TEST_F(a_people_file, asks_for_the_same_when_it_is_read_again) {
  auto const a = read(kTwo);
  r_.wait(seconds{3600});
  auto const b = read(kTwo);
  for (auto i = std::size_t{0}; i != a->lines_[1].requests_.size(); ++i) {
    EXPECT_EQ(a->lines_[1].requests_[i].what_.op_, b->lines_[1].requests_[i].what_.op_);
  }
  EXPECT_EQ(registration(*a, 0).household_, registration(*b, 0).household_);
  EXPECT_EQ(a->lines_[1].requests_[2].what_.content_, b->lines_[1].requests_[2].what_.content_);
}

TEST_F(a_people_file, is_refused_by_line_and_field_and_nothing_personal_is_repeated) {
  auto const first = std::string{"{\"zone\":\"City\",\"members\":[{}]}\n"};
  EXPECT_THAT(why_not(first + R"({"zone":"City","members":[{"phone":79155550147}]})"),
              AllOf(HasSubstr("people.json: line 2: members[0].phone: must be text"), Not(HasSubstr("79155550147"))));
  EXPECT_THAT(why_not(R"({"zone":"City","members":[{"birth_year":"Анна"}]})"),
              AllOf(HasSubstr("line 1: members[0].birth_year: must be a year"), Not(HasSubstr("Анна"))));
  EXPECT_THAT(why_not(R"({"zone":"City","members":[{"birth_year":1756}]})"),
              AllOf(HasSubstr("members[0].birth_year: nobody who lives was born then; must be from 1888 to 2024"),
                    Not(HasSubstr("1756"))));
  EXPECT_THAT(why_not(R"({"zone":"City","members":[{"name":")" + std::string(301, 'x') + "\"}]}"),
              HasSubstr("line 1: members[0].name: has 301 bytes, may have at most 300"));
  EXPECT_THAT(why_not(R"({"zone":"Town","members":[{}]})"),
              HasSubstr("line 1: zone: \"Town\" is not known; name one of this operation, by its id or its name"));
  EXPECT_THAT(why_not(first + "{"), HasSubstr("people.json: line 2: line 1, column 2: the text ends"));
  EXPECT_THAT(why_not(R"({"zone":"City","members":[{"need":[]}]})"), HasSubstr("did you mean \"needs\"?"));
  EXPECT_THAT(why_not(" \n \n"), HasSubstr("people.json: has no line in it"));
}

TEST_F(a_people_file, of_changes_names_a_person_and_what_is_new) {
  r_.must(ask_for<households::registered>{household_of("a", 1)});
  auto const id = to_string(named<person_id>("a/1"));
  auto const changes = people_file_kind::kChanges;
  auto const f = read(R"({"person":")" + id + R"(","phone":"8 900 444-44-44"})", changes);
  ASSERT_TRUE(f.has_value()) << f.error().sentence_;
  EXPECT_EQ("8 900 444-44-44", f->lines_[0].requests_[0].about_[0].what_.phone_);
  EXPECT_THAT(why_not(R"({"person":")" + id + "\"}", changes), HasSubstr("line 1: says nothing new of the person"));
  EXPECT_THAT(why_not(R"({"person":"018cd7a1-0c00-7000-8000-000000000001","phone":"8"})", changes),
              HasSubstr("line 1: person: there is no person with the number 018cd7a1"));
}

}  // namespace
}  // namespace leeward::app
