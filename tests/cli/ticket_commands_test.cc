#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <unistd.h>
#include <vector>

#include <boost/describe.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/live/a_folder.h"
#include "base/file.h"
#include "base/json/decode.h"
#include "cli/run_program.h"

// Tickets from the folder of an operation to a steward who has no network.
namespace leeward::cli {
namespace {

using testing::AllOf;
using testing::HasSubstr;

struct printed {
  static constexpr bool kAllowsOtherFields = true;
  std::string household_;
  std::string number_;
  std::string code_word_en_;
  std::string text_;
};
BOOST_DESCRIBE_STRUCT(printed, (), (household_, number_, code_word_en_, text_))

struct print_answer {
  static constexpr bool kAllowsOtherFields = true;
  std::vector<printed> tickets_;
};
BOOST_DESCRIBE_STRUCT(print_answer, (), (tickets_))

struct ticket_commands : app::a_folder {
  ticket_commands() { make(options(), {"a", "b"}); }

  static void make(ledger::folder_options const& o, std::vector<std::string_view> const& households) {
    auto const l = app::live::open(o, [] { return app::kStart; }, [](error const& e) { FAIL() << e.sentence_; });
    ASSERT_TRUE(l.has_value()) << l.error().sentence_;
    app::begin(**l);
    for (auto const& h : households) {
      app::must(**l, app::registers(h, 2));
    }
  }

  std::string in(std::string_view const name) const { return (root_ / name).string(); }

  outcome on_folder(std::vector<std::string> arguments) const {
    arguments.insert(arguments.begin() + 2, folder_.string());
    arguments.insert(arguments.end(), {"--keys", in("keys")});
    return run_program(arguments);
  }

  std::vector<printed> print(std::vector<std::string> const& more = {}) const {
    auto arguments = std::vector<std::string>{"ticket", "print", "-o", in("sheet.html"), "--json"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    auto const done = on_folder(arguments);
    EXPECT_EQ(0, done.code_) << done.err_;
    auto const a = json::decode<print_answer>(done.out_, "answer");
    EXPECT_TRUE(a.has_value()) << done.out_;
    return a.value_or(print_answer{}).tickets_;
  }

  void write_key() const {
    auto const done = on_folder({"ticket", "key", "-o", in("key.json")});
    EXPECT_EQ(0, done.code_) << done.err_;
  }

  outcome verify(std::string const& text, std::vector<std::string> const& more = {}) const {
    auto arguments = std::vector<std::string>{"ticket", "verify", text, "--key", in("key.json")};
    if (std::find(more.begin(), more.end(), "--at") == more.end()) {
      arguments.insert(arguments.end(), {"--at", "2024-01-05T08:00:00Z"});
    }
    arguments.insert(arguments.end(), more.begin(), more.end());
    return run_program(arguments);
  }
};

TEST_F(ticket_commands, print_what_a_steward_then_verifies) {
  auto const all = print();
  ASSERT_EQ(2U, all.size());
  EXPECT_EQ("0000-0013", all[0].number_);
  auto const sheet = read_file(in("sheet.html"), std::size_t{1} << 20U);
  ASSERT_TRUE(sheet.has_value());
  EXPECT_THAT(*sheet, AllOf(HasSubstr(">0000-0013<"), HasSubstr("УЧЕНИЕ"), HasSubstr("School 3")));
  write_key();
  auto const good = verify(all[0].text_);
  EXPECT_EQ(0, good.code_) << good.err_;
  EXPECT_THAT(good.out_, AllOf(HasSubstr("A good ticket: 0000-0013, 2 persons"), HasSubstr("No list of tickets")));
}

TEST_F(ticket_commands, find_a_copy_on_the_same_device_and_an_expired_one) {
  auto const all = print();
  write_key();
  EXPECT_EQ(0, verify(all[0].text_, {"--seen", in("seen.json")}).code_);
  auto const again = verify(all[0].text_, {"--seen", in("seen.json"), "--json"});
  EXPECT_EQ(3, again.code_);
  EXPECT_THAT(again.out_, AllOf(HasSubstr("\"verdict\":\"seen_before\""), HasSubstr("at 2024-01-05T08:00:00Z")));
  EXPECT_EQ(0, verify(all[1].text_, {"--seen", in("seen.json")}).code_);
  auto const late = verify(all[1].text_, {"--at", "2024-02-05T08:00:00Z"});
  EXPECT_EQ(3, late.code_);
  EXPECT_THAT(late.out_, HasSubstr("was good until 2024-01-12T05:00:00Z"));
}

TEST_F(ticket_commands, refuse_what_the_list_takes_back) {
  write_key();
  auto const done = on_folder({"ticket", "taken-back", "-o", in("list.json")});
  ASSERT_EQ(0, done.code_) << done.err_;
  auto const all = print();
  auto const good = verify(all[0].text_, {"--taken-back", in("list.json")});
  EXPECT_EQ(0, good.code_) << good.err_;
  EXPECT_THAT(good.out_, HasSubstr("The list of tickets taken back is 3 h 00 min old"));
  auto list = read_file(in("list.json"), std::size_t{1} << 20U).value();
  list.replace(list.find("2024-01-05"), 10, "2024-01-06");
  std::ofstream{in("list.json")} << list;
  auto const altered = verify(all[0].text_, {"--taken-back", in("list.json")});
  EXPECT_EQ(2, altered.code_);
  EXPECT_THAT(altered.err_, HasSubstr("the list was changed after it was signed"));
}

TEST_F(ticket_commands, say_that_a_ticket_is_altered_or_nothing_at_all) {
  auto text = print()[0].text_;
  write_key();
  text.back() = text.back() == '0' ? '1' : '0';
  EXPECT_THAT(verify(text).out_, HasSubstr("forged or was altered"));
  EXPECT_THAT(verify("hello").out_, HasSubstr("This is no ticket of Leeward"));
  EXPECT_EQ(3, verify("hello").code_);
}

TEST_F(ticket_commands, refuse_a_wrong_argument_and_write_nothing) {
  auto const refused = [&](std::vector<std::string> const& more, std::string const& why) {
    auto arguments = std::vector<std::string>{"ticket", "print", "-o", in("none.html")};
    arguments.insert(arguments.end(), more.begin(), more.end());
    auto const done = on_folder(arguments);
    EXPECT_EQ(2, done.code_) << why;
    EXPECT_THAT(done.err_, HasSubstr(why));
    EXPECT_FALSE(std::filesystem::exists(in("none.html")));
  };
  refused({"--language", "fr"}, "--language: is \"fr\", must be ru or en");
  refused({"--per-page", "3"}, "--per-page: is 3, must be 4 or 1");
  refused({"--name", "Anna"}, "--name: needs --household");
  refused({"--household", "7"}, "--household: \"7\" is no id");
  refused({"--household", "018cd7a1-0c00-7000-8000-000000000001"}, "there is no household");
  refused({"--trip", "018cd7a1-0c00-7000-8000-000000000001"}, "there is no trip");
  refused({"--utc-offset", "3"}, "--utc-offset: is \"3\"");
  write_key();
  EXPECT_THAT(verify("hello", {"--at", "noon"}).err_, HasSubstr("--at: \"noon\" is not a time"));
  EXPECT_THAT(run_program({"ticket", "verify", "hello", "--key", in("sheet.html")}).err_, HasSubstr("sheet.html"));
}

}  // namespace
}  // namespace leeward::cli
