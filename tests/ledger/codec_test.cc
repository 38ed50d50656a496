#include "ledger/codec.h"

#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <variant>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "base/file.h"
#include "ledger/any_kind.h"
#include "ledger/codec/named.h"
#include "ledger/damaged_text.h"

namespace leeward::ledger {
namespace {

template <typename Outer, typename Topic, typename Kind>
void expect_same_again() {
  auto what = Kind{};
  fill(fields_of(what));
  auto const text = encode(Outer{Topic{what}});
  EXPECT_EQ(in_object(name_of_kind<Kind>(), json::encode(fields_of(what))), text);
  auto const again = decode<Outer>(text);
  ASSERT_TRUE(again) << again.error().sentence_;
  EXPECT_EQ(text, encode(*again));
  auto const* const topic = std::get_if<Topic>(&*again);
  EXPECT_TRUE(topic != nullptr && std::holds_alternative<Kind>(*topic)) << text;
}

std::string contents_of(std::string const& file) {
  auto const text = read_file(std::string{LEEWARD_SOURCE_DIR} + file, std::size_t{1} << 20U);
  EXPECT_TRUE(text) << file;
  return text.value_or("");
}

std::string name_in(std::string_view const line) { return std::string{line.substr(2, line.find('"', 2) - 2)}; }

}  // namespace

TEST(codec, writes_an_object_with_one_field) {
  auto const id = uuid{0x0190'A6B2'7C3E'7A10, 0x9F00'0123'4567'89AB};
  auto const e = operation::trips::diverted{.trip_ = {id}, .to_ = {uuid{}}, .reason_ = "no \"water\""};
  auto const fields = std::string{R"({"trip":"0190a6b2-7c3e-7a10-9f00-0123456789ab",)"
                                  R"("to":"00000000-0000-0000-0000-000000000000","reason":"no \"water\""})"};
  EXPECT_EQ(R"({"trip_diverted":)" + fields + "}", encode_event(operation::trips::event{e}));
  auto const asked = operation::ask_for<operation::trips::diverted>{e};
  EXPECT_EQ(R"({"divert":)" + fields + "}", encode_command(operation::trips::command{asked}));
  EXPECT_EQ(R"({"advance_clock":{}})",
            encode_command(operation::operations::command{operation::operations::advance_clock{}}));
}

TEST(codec, reads_what_it_wrote_of_every_kind) {
  boost::mp11::mp_for_each<kinds_of<operation::event>>(
      []<typename Topic, typename Kind>(boost::mp11::mp_list<Topic, Kind>) {
        expect_same_again<operation::event, Topic, Kind>();
      });
  boost::mp11::mp_for_each<kinds_of<operation::command>>(
      []<typename Topic, typename Kind>(boost::mp11::mp_list<Topic, Kind>) {
        expect_same_again<operation::command, Topic, Kind>();
      });
}

TEST(codec, takes_exactly_one_name) {
  auto const sentence = [](std::string_view const text) { return decode_event(text, "event 7").error().sentence_; };
  EXPECT_EQ("event 7: is an object with 0 fields, must have one: the name of the event", sentence("{}"));
  EXPECT_EQ("event 7: is an object with 2 fields, must have one: the name of the event",
            sentence(R"({"offer_withdrawn":{"reason":""},"offer_withdrawn":{"reason":""}})"));
  EXPECT_EQ("event 7: is a list, must be an object with one field, the name of the event",
            sentence(R"([{"offer_withdrawn":{"reason":""}}])"));
  EXPECT_EQ("event 7: offer_withdrwn: is not known here; did you mean \"offer_withdrawn\"?",
            sentence(R"({"offer_withdrwn":{"reason":""}})"));
  EXPECT_EQ("event 7: is empty, must be JSON", sentence(""));
  EXPECT_EQ("event 7: line 1, column 38: something follows after the end of the JSON",
            sentence(R"({"offer_withdrawn":{"reason":"all"}} x)"));
}

// Neither can be taken for the other.
TEST(codec, takes_an_event_for_no_command) {
  EXPECT_FALSE(decode_command(R"({"offer_withdrawn":{"reason":""}})", "here"));
  EXPECT_FALSE(decode_event(R"({"withdraw_offer":{"reason":""}})", "here"));
}

TEST(codec, refuses_a_command_that_is_too_long) {
  auto const text = [](std::size_t const reason) {
    return in_object("withdraw_offer", fmt::format(R"({{"reason":"{}"}})", std::string(reason, 'x')));
  };
  auto const around = text(0).size();
  EXPECT_TRUE(decode_command(text(kMostCommandBytes - around), "here"));
  auto const longer = decode_command(text(kMostCommandBytes - around + 1), "here");
  ASSERT_FALSE(longer);
  EXPECT_EQ(error_kind::kTooLarge, longer.error().kind_);
  EXPECT_EQ("here: has 1048577 bytes, more than the 1048576 that a command may have", longer.error().sentence_);
}

TEST(codec, answers_with_a_sentence_however_long_the_name_is) {
  auto const wrong = decode_command(in_object(std::string(100'000, 'x'), "{}"), "here");
  ASSERT_FALSE(wrong);
  EXPECT_LT(wrong.error().sentence_.size(), 2'000U);
}

// The file is in the form that ledgers have: a line may be added to it, and none changed.
TEST(codec, reads_the_ledgers_that_are_there) {
  auto current = std::set<std::string>{};
  boost::mp11::mp_for_each<kinds_of<operation::event>>(
      [&]<typename Topic, typename Kind>(boost::mp11::mp_list<Topic, Kind>) { current.insert(name_of_kind<Kind>()); });
  auto there = std::set<std::string>{};
  auto lines = std::istringstream{contents_of("/tests/ledger/events.jsonl")};
  for (auto line = std::string{}; std::getline(lines, line);) {
    auto const e = decode_event(line, "events.jsonl");
    ASSERT_TRUE(e) << e.error().sentence_;
    there.insert(name_in(line));
    if (current.contains(name_in(line))) {  // and not an earlier version
      EXPECT_EQ(line, encode_event(*e));
    }
  }
  for (auto const& name : current) {
    EXPECT_TRUE(there.contains(name)) << name << " has no line in tests/ledger/events.jsonl";
  }
}

TEST(codec, describes_all_commands) {
  EXPECT_EQ(contents_of("/docs/formats/commands.schema.json"), commands_schema())
      << "leeward scenario schema --of command > docs/formats/commands.schema.json";
}

}  // namespace leeward::ledger
