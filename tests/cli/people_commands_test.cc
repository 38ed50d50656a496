#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <sys/stat.h>
#include <thread>
#include <vector>

#include <boost/describe.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/live/a_folder.h"
#include "base/file.h"
#include "base/json/decode.h"
#include "cli/run_program.h"

// People with their names, from the command line: on a folder at rest, and beside a process that owns it.
namespace leeward::cli {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

namespace fs = std::filesystem;

struct a_line {
  static constexpr bool kAllowsOtherFields = true;
  std::string household_;
  std::vector<std::string> persons_;
};
BOOST_DESCRIBE_STRUCT(a_line, (), (household_, persons_))

struct lines {
  static constexpr bool kAllowsOtherFields = true;
  std::int64_t done_{0};
  std::int64_t not_done_{0};
  std::int64_t may_be_the_same_{0};
  std::vector<a_line> lines_;
};
BOOST_DESCRIBE_STRUCT(lines, (), (done_, not_done_, may_be_the_same_, lines_))

struct found {
  static constexpr bool kAllowsOtherFields = true;
  std::string subject_;
  std::string household_;
};
BOOST_DESCRIBE_STRUCT(found, (), (subject_, household_))

struct found_list {
  static constexpr bool kAllowsOtherFields = true;
  std::vector<found> found_;
};
BOOST_DESCRIBE_STRUCT(found_list, (), (found_))

struct head {
  static constexpr bool kAllowsOtherFields = true;
  std::string as_of_;
};
BOOST_DESCRIBE_STRUCT(head, (), (as_of_))

struct shown {
  static constexpr bool kAllowsOtherFields = true;
  head head_;
};
BOOST_DESCRIBE_STRUCT(shown, (), (head_))

auto const kPeople = std::string{
    R"({"zone":"City","members":[{"name":"Щербакова Анна Ивановна","birth_year":1956,"phone":"8 915 555-01-47"},)"
    R"({"name":"Щербаков Сергей","birth_year":1950}],"appeal":{"channel":"telephone","text":"Нам страшно"}})"
    "\n"
    R"({"zone":"City","members":[{"name":"Kuznetsov Petr","birth_year":1980,"phone":"8 900 111-11-11"}]})"
    "\n"
    R"({"zone":"City","members":[{"name":"Shcherbakova Anna","birth_year":1956,"address":"Mira 12"}]})"
    "\n"};

struct people_commands : app::a_folder {
  people_commands() {
    auto const l = open();
    app::begin(*l);
  }

  std::string in(std::string_view const name) const { return (root_ / name).string(); }

  outcome on_folder(std::vector<std::string> arguments, std::string const& folder = "data") const {
    arguments.insert(arguments.begin() + 2, in(folder));
    arguments.insert(arguments.end(), {"--keys", in("keys")});
    return run_program(arguments);
  }

  template <typename Answer>
  Answer answer(std::vector<std::string> arguments, std::string const& folder = "data") const {
    arguments.emplace_back("--json");
    auto const done = on_folder(arguments, folder);
    EXPECT_EQ(0, done.code_) << done.err_;
    auto a = json::decode<Answer>(done.out_, "answer");
    EXPECT_TRUE(a.has_value()) << done.out_ << (a ? "" : a.error().sentence_);
    return a.value_or(Answer{});
  }

  lines take(std::string const& verb, std::string const& text) const {
    std::ofstream{in(verb + ".json")} << text;
    return answer<lines>({"people", verb, "--file", in(verb + ".json")});
  }

  std::vector<std::string> find(std::vector<std::string> const& what, std::string const& folder = "data") const {
    auto arguments = std::vector<std::string>{"people", "search"};
    arguments.insert(arguments.end(), what.begin(), what.end());
    auto all = std::vector<std::string>{};
    for (auto const& f : answer<found_list>(arguments, folder).found_) {
      all.push_back(f.subject_);
    }
    return all;
  }

  std::string show(std::string const& whose, std::vector<std::string> const& more = {}) const {
    auto arguments = std::vector<std::string>{"people", "show", whose};
    arguments.insert(arguments.end(), more.begin(), more.end());
    auto const done = on_folder(arguments);
    EXPECT_EQ(0, done.code_) << done.err_;
    return done.out_;
  }

  std::string registered(std::string const& folder = "data") const {
    auto const done = run_program({"account", in(folder), "--keys", in("keys")});
    auto const at = done.out_.find("registered");
    return done.out_.substr(at, done.out_.find(',', at) - at);
  }

  // Whether this stands in clear in any file of the data, or of a backup.
  bool is_in_clear(std::string const& text) const {
    for (auto const& file : fs::recursive_directory_iterator{root_}) {
      if (file.is_regular_file() && file.path().extension() != ".json" &&
          read_file(file.path(), std::size_t{1} << 26U).value_or("").find(text) != std::string::npos) {
        return true;
      }
    }
    return false;
  }
};

TEST_F(people_commands, tell_the_whole_story_of_a_household) {
  auto const done = take("register", kPeople);
  ASSERT_EQ(3, done.done_);
  EXPECT_EQ(1, done.may_be_the_same_);
  auto const household = done.lines_[0].household_;
  auto const anna = done.lines_[0].persons_[0];
  EXPECT_EQ(anna, find({"--name", "Щирбакова Анна"}).at(0));
  EXPECT_EQ(std::vector{anna}, find({"--phone", "+7 (915) 5550147"}));
  ASSERT_EQ(0, on_folder({"ledger", "backup", in("backup")}).code_);
  auto const first = answer<shown>({"people", "show", household}).head_.as_of_;
  std::this_thread::sleep_for(std::chrono::milliseconds{1'100});

  auto const changed = take("change", R"({"person":")" + anna + R"(","phone":"8 900 444-44-44"})");
  EXPECT_EQ(1, changed.done_);
  EXPECT_THAT(show(household), AllOf(HasSubstr("tel. 8 900 444-44-44"), HasSubstr("Нам страшно"),
                                     HasSubstr("duplicate: They may be one household: a like name")));
  EXPECT_THAT(show(anna, {"--as-of", first}), AllOf(HasSubstr("tel. 8 915 555-01-47"), Not(HasSubstr("444-44-44"))));

  auto const before = registered();
  auto const erased = on_folder({"people", "erase", household, "--reason", "they asked for it", "--by", "officer 1"});
  EXPECT_EQ(0, erased.code_) << erased.err_;
  EXPECT_THAT(erased.out_, HasSubstr("3 erased for good, 0 were already"));
  EXPECT_EQ(std::vector{done.lines_[2].persons_[0]}, find({"--name", "Щербакова Анна"}));
  EXPECT_THAT(show(anna, {"--as-of", first}), HasSubstr("was erased: nothing is kept any more"));
  EXPECT_EQ("registered          4", before);
  EXPECT_EQ(before, registered());
  auto const verified = on_folder({"ledger", "verify"});
  EXPECT_EQ(0, verified.code_) << verified.out_;
  EXPECT_THAT(verified.out_, AllOf(HasSubstr("Nothing was changed"), HasSubstr("entries of who has read what")));

  ASSERT_EQ(0, run_program({"ledger", "restore", in("backup"), in("restored"), "--keys", in("keys")}).code_);
  EXPECT_EQ(std::vector{done.lines_[2].persons_[0]}, find({"--name", "Щербакова Анна"}, "restored"));
  EXPECT_EQ(before, registered("restored"));
  for (auto const* const text : {"Щербаков", "Shcherbakov", "Kuznetsov", "555-01-47", "5550147", "страшно"}) {
    EXPECT_FALSE(is_in_clear(text)) << text;
  }
}

TEST_F(people_commands, do_nothing_twice_and_say_which_line_is_not_done) {
  EXPECT_EQ(3, take("register", kPeople).done_);
  auto const again = take("register", kPeople);
  EXPECT_EQ(3, again.done_);
  EXPECT_EQ(0, again.may_be_the_same_);
  EXPECT_EQ("registered          4", registered());
  std::ofstream{in("register.json")} << kPeople << R"({"zone":"City","members":[]})";
  auto const refused = on_folder({"people", "register", "--file", in("register.json")});
  EXPECT_EQ(2, refused.code_);
  EXPECT_THAT(refused.out_, AllOf(HasSubstr("line 4: not done: A household of 0 people cannot be entered."),
                                  HasSubstr("3 lines done, 1 not")));
}

TEST_F(people_commands, work_beside_the_process_that_owns_the_folder_under_a_new_key) {
  auto const l = open();
  auto const done = take("register", kPeople);
  ASSERT_EQ(3, done.done_);
  auto const key = read_file(in("keys/master.key"), 100).value();
  auto const changed = on_folder({"vault", "new-key"});
  EXPECT_EQ(0, changed.code_) << changed.err_;
  EXPECT_THAT(changed.out_, AllOf(HasSubstr("opens the records of 5 subjects"), HasSubstr("make a new backup")));
  EXPECT_NE(key, read_file(in("keys/master.key"), 100).value());
  EXPECT_THAT(show(done.lines_[1].household_), HasSubstr("Kuznetsov Petr"));
  EXPECT_EQ(1, take("change", R"({"person":")" + done.lines_[1].persons_[0] + R"(","phone":"8 900 444-44-44"})").done_);
  EXPECT_EQ(std::vector{done.lines_[1].persons_[0]}, find({"--phone", "8 900 444-44-44"}));
}

TEST_F(people_commands, refuse_a_wrong_argument_with_one_sentence) {
  auto const refused = [&](std::vector<std::string> const& arguments, std::string const& why) {
    auto const done = on_folder(arguments);
    EXPECT_EQ(2, done.code_) << why;
    EXPECT_THAT(done.err_, HasSubstr(why));
    EXPECT_THAT(done.err_, Not(HasSubstr("Анна")));
  };
  auto const nobody = std::string{"018cd7a1-0c00-7000-8000-000000000001"};
  refused({"people", "search"}, "say whom to look for: --name, --phone or --place");
  refused({"people", "search", "--name", "Анна", "--born", "1492"}, "--born: must be a year from 1880 to 2200");
  refused({"people", "search", "--name", "Анна", "--most", "1000"}, "--most: is 1000, must be from 1 to 100");
  refused({"people", "search", "--name", " - "}, "Say at least a part of a name");
  refused({"people", "search", "--name", "Анна", "--by", ""}, "it has to be known who reads");
  refused({"people", "show", "7"}, "whose: \"7\" is no id");
  refused({"people", "show", nobody}, "there is no person or household with the number " + nobody);
  refused({"people", "show", nobody, "--as-of", "noon"}, "--as-of: \"noon\" is not a time");
  refused({"people", "erase", nobody, "--by", "officer 1"}, "--reason is required");
  refused({"people", "erase", nobody, "--reason", "", "--by", "officer 1"}, "reason: is empty; say why");
  refused({"people", "erase", nobody, "--reason", "x", "--by", "officer 1"}, "there is no person, household or appeal");
  refused({"people", "register", "--file", in("none.json")}, "none.json");
}

TEST_F(people_commands, say_what_is_the_matter_with_keys_and_register) {
  take("register", kPeople);
  ASSERT_EQ(0, on_folder({"ledger", "backup", in("backup")}).code_);
  auto const why = [&] { return on_folder({"people", "search", "--name", "Анна"}).err_; };
  auto const restored = [&] {
    return run_program({"ledger", "restore", in("backup"), in("restored"), "--keys", in("keys")}).err_;
  };
  auto const move = [&](std::string const& file) { fs::rename(in("keys/" + file), in("away")); };
  auto const back = [&](std::string const& file) { fs::rename(in("away"), in("keys/" + file)); };

  move("erased.register");
  EXPECT_THAT(why(), HasSubstr("erased.register: is missing; without it people who were erased could come back"));
  EXPECT_THAT(restored(), HasSubstr("erased.register: is missing"));
  back("erased.register");
  move("master.key");
  EXPECT_THAT(why(), HasSubstr("master.key: the key is missing"));
  fs::copy_file(in("keys/index.key"), in("keys/master.key"));
  EXPECT_THAT(why(), HasSubstr("master.key: is not the master key of these data"));
  EXPECT_THAT(restored(), HasSubstr("master.key: is not the master key of these data"));
  EXPECT_TRUE(fs::is_empty(in("restored")));
  back("master.key");
  ASSERT_EQ(0, ::chmod(in("keys/master.key").c_str(), 0444));
  EXPECT_THAT(why(), HasSubstr("others may read the key (mode 444)"));
  ASSERT_EQ(0, ::chmod(in("keys/master.key").c_str(), 0400));
  EXPECT_EQ("", why());
}

}  // namespace
}  // namespace leeward::cli
