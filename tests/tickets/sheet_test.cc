#include "tickets/sheet.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tickets/made_ticket.h"

namespace leeward::tickets {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

printed_ticket made() {
  return {.text_ = sign_ticket(kSigner, made_ticket()),
          .number_ = made_ticket().number_,
          .code_word_ = "lampshade apricot",
          .persons_ = 4,
          .point_ = "School 7 <gate>",
          .at_door_ = false,
          .boards_at_ = kIssued + seconds{6 * 3600},
          .centre_ = "Sports hall & pool",
          .issued_ = kIssued,
          .expires_ = kExpires,
          .name_ = {}};
}

std::size_t count(std::string_view const text, std::string_view const part) {
  auto n = std::size_t{0};
  for (auto at = text.find(part); at != std::string_view::npos; at = text.find(part, at + 1)) {
    ++n;
  }
  return n;
}

TEST(ticket_sheet, says_all_that_a_household_needs_in_its_language) {
  auto o = sheet_options{.language_ = language::kRu, .utc_offset_ = seconds{10'800}, .operation_ = "Day"};
  EXPECT_THAT(
      sheet({made()}, o),
      AllOf(HasSubstr("<html lang=\"ru\">"), HasSubstr(">0012-3459<"), HasSubstr(">lampshade apricot<"),
            HasSubstr("<div class=\"persons\">4</div>"), HasSubstr("<dd>School 7 &lt;gate&gt;; 5 января, 18:00</dd>"),
            HasSubstr("<dd>Sports hall &amp; pool</dd>"), HasSubstr("Возьмите:"), HasSubstr("добровольная"),
            HasSubstr("действует до 6 января, 20:00 (UTC+03:00)")));
  o.language_ = language::kEn;
  EXPECT_THAT(sheet({made()}, o), AllOf(HasSubstr("<html lang=\"en\">"), HasSubstr("5 January, 18:00"),
                                        HasSubstr("Bring:"), HasSubstr("your choice")));
}

TEST(ticket_sheet, says_what_is_not_settled_yet_and_who_is_fetched) {
  auto t = made();
  t.boards_at_.reset();
  t.point_.clear();
  t.centre_.clear();
  auto const o = sheet_options{.language_ = language::kEn, .operation_ = "Day"};
  EXPECT_THAT(sheet({t}, o),
              AllOf(HasSubstr("we will tell you where; we will tell you when"), Not(HasSubstr("Going to"))));
  t.at_door_ = true;
  EXPECT_THAT(sheet({t}, o), HasSubstr("you are fetched at your door"));
}

TEST(ticket_sheet, has_a_name_only_where_one_is_given) {
  auto t = made();
  EXPECT_THAT(sheet({t}, {}), Not(HasSubstr("class=\"name\"")));
  t.name_ = "<Anna>";
  EXPECT_THAT(sheet({t}, {}), HasSubstr("<div class=\"name\">&lt;Anna&gt;</div>"));
}

TEST(ticket_sheet, is_marked_when_it_is_of_an_exercise) {
  EXPECT_THAT(sheet({made()}, {}), Not(HasSubstr("УЧЕНИЕ")));
  EXPECT_THAT(sheet({made()}, {.is_exercise_ = true}), HasSubstr("УЧЕНИЕ"));
}

TEST(ticket_sheet, has_four_tickets_a_page_or_one) {
  auto const five = std::vector<printed_ticket>(5, made());
  auto const by_four = sheet(five, {.per_page_ = per_page::kFour});
  EXPECT_EQ(5U, count(by_four, "<article"));
  EXPECT_EQ(2U, count(by_four, "<section"));
  EXPECT_EQ(2U, count(by_four, "</section>"));
  auto const by_one = sheet(five, {.per_page_ = per_page::kOne});
  EXPECT_EQ(5U, count(by_one, "<section"));
  EXPECT_EQ(0U, count(sheet({}, {}), "<section"));
}

}  // namespace
}  // namespace leeward::tickets
