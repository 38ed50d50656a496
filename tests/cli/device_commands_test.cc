#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

#include <boost/describe.hpp>
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/live/a_folder.h"
#include "base/file.h"
#include "base/json/decode.h"
#include "cli/run_program.h"

// A phone that becomes a device, works without a network, and brings what it did; all of it by files.
namespace leeward::cli {
namespace {

using testing::AllOf;
using testing::HasSubstr;

struct invited {
  static constexpr bool kAllowsOtherFields = true;
  std::string device_;
  std::string text_;
};
BOOST_DESCRIBE_STRUCT(invited, (), (device_, text_))

struct device_commands : app::a_folder {
  device_commands() {
    auto const l =
        app::live::open(options(), [] { return app::kStart; }, [](error const& e) { FAIL() << e.sentence_; });
    EXPECT_TRUE(l.has_value()) << l.error().sentence_;
    app::begin(**l);
    app::must(**l, app::registers("a", 2));
  }

  std::string in(std::string_view const name) const { return (root_ / name).string(); }
  static std::string id(std::string_view const name) { return to_string(uuid_of_name(name)); }

  outcome on_folder(std::vector<std::string> arguments, std::size_t const at = 2) const {
    arguments.insert(arguments.begin() + static_cast<std::ptrdiff_t>(at), folder_.string());
    arguments.insert(arguments.end(), {"--keys", in("keys")});
    return run_program(arguments);
  }

  outcome ask(std::string const& command) const { return on_folder({"ask", command, "--by", "dispatcher 1"}, 1); }

  void must_ask(std::string const& command) const {
    auto const done = ask(command);
    EXPECT_EQ(0, done.code_) << done.out_ << done.err_;
  }

  // Into a file, which is given back.
  std::string kept(std::string_view const name, outcome const& done) const {
    EXPECT_EQ(0, done.code_) << done.err_;
    std::ofstream{in(name)} << done.out_;
    return in(name);
  }

  invited invite() const {
    must_ask(fmt::format(
        R"({{"add_centre": {{"centre": "{}", "name": "Hall", "tier": 1, "serves": [], "intake_per_hour": 100}}}})",
        id("hall")));
    auto const done = on_folder(
        {"device", "invite", "--holder", "clerk 2", "--centre", id("hall"), "-o", in("invitation.html"), "--json"});
    EXPECT_EQ(0, done.code_) << done.err_;
    auto const i = json::decode<invited>(done.out_, "answer");
    EXPECT_TRUE(i.has_value()) << done.out_;
    return i.value_or(invited{});
  }

  invited joined() const {
    auto const i = invite();
    auto const joining = kept("joining.json", run_program({"device", "join", in("phone"), i.text_}));
    auto const welcome = kept("welcome.json", on_folder({"device", "enrol", joining}));
    EXPECT_EQ(0, run_program({"device", "hear", in("phone"), welcome}).code_);
    return i;
  }

  outcome sees(std::string_view const who) const {
    return run_program(
        {"device", "do", in("phone"),
         fmt::format(R"({{"sight":{{"people":["{}"],"centre":"{}","by":"clerk 2"}}}})", id(who), id("hall")), "--by",
         "clerk 2"});
  }
};

TEST_F(device_commands, carry_what_was_done_without_a_network_to_the_folder) {
  auto const i = joined();
  EXPECT_THAT(*read_file(in("invitation.html"), std::size_t{1} << 20U), HasSubstr("<svg"));
  EXPECT_EQ(0, sees("a/1").code_);
  EXPECT_THAT(sees("a/2").out_, HasSubstr("operation 2; 2 not sent yet"));
  auto const batch = kept("batch.json", run_program({"device", "send", in("phone")}));
  auto const answer = kept("answer.json", on_folder({"device", "receive", batch}));
  EXPECT_EQ(0, on_folder({"device", "receive", batch}).code_);  // once more: it is the same
  EXPECT_THAT(run_program({"device", "hear", in("phone"), answer}).out_, HasSubstr("The server has 2; 0 not sent yet"));
  auto const nothing = run_program({"device", "send", in("phone")});
  EXPECT_EQ(2, nothing.code_);
  EXPECT_THAT(nothing.err_, HasSubstr("nothing waits"));
  EXPECT_THAT(on_folder({"device", "list"}).out_, AllOf(HasSubstr(i.device_), HasSubstr("clerk 2, enrolled; did 2")));
  EXPECT_THAT(on_folder({"device", "brief", i.device_}).out_,
              AllOf(HasSubstr("\"name\":\"Hall\""), HasSubstr("\"up_to\":2")));
}

TEST_F(device_commands, refuse_what_is_not_theirs_with_a_sentence) {
  auto const i = joined();
  auto const says = [](outcome const& done, std::string const& sentence) {
    EXPECT_EQ(2, done.code_) << done.out_;
    EXPECT_THAT(done.err_, HasSubstr(sentence));
  };
  says(run_program({"device", "join", in("phone"), i.text_}), "a device is there already");
  says(run_program({"device", "join", in("other"), "LW1:ABC"}), "no invitation");
  says(run_program({"device", "do", in("nowhere"), "{}", "--by", "me"}), "no device was made there");
  says(run_program({"device", "do", in("phone"), "board", "--by", "me"}), "command");
  says(run_program({"device", "do", in("phone"), R"({"fly":{}})", "--by", "me"}), "fly");
  says(run_program({"device", "do", in("phone"), R"({"board":{"trip":"7"}})", "--by", "me"}), "trip");
  auto const second = kept("second.json", run_program({"device", "join", in("copy"), i.text_}));
  says(on_folder({"device", "enrol", second}), "has had its keys");
  EXPECT_EQ(0, sees("a/1").code_);
  auto const batch = kept("batch.json", run_program({"device", "send", in("phone")}));
  auto text = *read_file(batch, 100'000);
  text.replace(text.find("clerk 2"), 7, "clerk 3");
  std::ofstream{in("altered.json")} << text;
  says(on_folder({"device", "receive", in("altered.json")}), "signature");
  says(on_folder({"device", "receive", in("missing.json")}), "missing.json");
  auto const answer = kept("answer.json", on_folder({"device", "receive", batch}));
  auto forged = *read_file(answer, 100'000);
  forged.replace(forged.find("\"up_to\":1"), 9, "\"up_to\":2");
  std::ofstream{in("forged.json")} << forged;
  says(run_program({"device", "hear", in("phone"), in("forged.json")}), "signature");
}

TEST_F(device_commands, are_told_when_a_device_is_revoked) {
  auto const i = joined();
  must_ask(
      fmt::format(R"({{"revoke_device": {{"device": "{}", "reason": "lost", "by": "dispatcher 1"}}}})", i.device_));
  EXPECT_EQ(3, ask(fmt::format(R"({{"revoke_device": {{"device": "{}", "reason": "lost", "by": "dispatcher 1"}}}})",
                               id("none")))
                   .code_);
  EXPECT_THAT(on_folder({"device", "list"}).out_, HasSubstr("revoked"));
  EXPECT_EQ(2, on_folder({"device", "brief", i.device_}).code_);
}

}  // namespace
}  // namespace leeward::cli
