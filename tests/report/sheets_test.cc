#include "report/sheets.h"

#include <string>

#include <gmock/gmock.h>

#include "report/small_world.h"

namespace leeward::report {
namespace {

using testing::HasSubstr;
using testing::Not;

struct sheets_test : testing::Test {
  sheets_test() {
    plan_.id_ = "f00d";
    scenario_.households_[0].wheelchair_bays_ = {1};
    scenario_.households_[1].needs_ = {planning::need::kPet, planning::need::kPower};
  }

  page_context context() const {
    auto c = page_context{{scenario_, plan_},
                          std::nullopt,
                          {},
                          {seconds{3 * 3'600}},
                          "© OpenStreetMap contributors",
                          "plan.json",
                          {{"D", "Depot <north>"}, {"P", "Площадь"}, {"C", "School no. 1"}}};
    c.words_ = [](std::string const&, planning::leg const& l) {
      return std::vector<roads::step>{
          {.text_ = "Turn left onto <" + l.from_ + l.to_ + "> Street", .where_ = {}, .length_ = metres{847}},
          {.text_ = "Arrive", .where_ = {}}};
    };
    return c;
  }

  planning::scenario scenario_{test::village()};
  planning::plan plan_{test::village_plan(test::at("08:25"))};
};

TEST_F(sheets_test, tell_a_driver_every_stop_with_its_time_and_who_boards) {
  auto const html = sheets_section(context());
  EXPECT_THAT(html, HasSubstr(R"(<article class="sheet" id="duty-d1")"));
  EXPECT_THAT(html, HasSubstr("From Depot &lt;north&gt;")) << html;
  EXPECT_THAT(html, HasSubstr("<tr class=\"l-drive\"><th scope=\"row\">11:00–11:10</th><td>Drive to <b>Площадь</b>"));
  EXPECT_THAT(html, HasSubstr("<th scope=\"row\">11:10–11:20</th><td><b>Площадь</b>: board 7 people in 2 households; "
                              "1 wheelchair, 1 household with a pet"));
  EXPECT_THAT(html, HasSubstr("<b>School no. 1</b>: all leave, 7 people (trip t1)"));
  EXPECT_THAT(html, HasSubstr("11:35–11:55</th><td>Drive to <b>Depot &lt;north&gt;</b>"));
}

TEST_F(sheets_test, tell_the_way_in_words) {
  auto const html = sheets_section(context());
  EXPECT_THAT(html, HasSubstr("<li>Turn left onto &lt;PC&gt; Street <span>850 m</span></li><li>Arrive</li>"));
}

TEST_F(sheets_test, name_breaks_and_what_is_left_of_a_wait) {
  plan_.trips_[0].pickups_[0].begin_ = test::at("08:15");
  plan_.duties_[0].breaks_ = {{test::at("08:10"), test::at("08:13"), "P"},
                              {test::at("08:21"), test::at("08:22"), std::nullopt}};
  auto const html = sheets_section(context());
  EXPECT_THAT(html, HasSubstr(R"(<tr class="l-rest"><th scope="row">11:10–11:13</th><td>Break at Площадь)"));
  EXPECT_THAT(html, HasSubstr(R"(<tr class="l-wait"><th scope="row">11:13–11:15</th>)"));
  EXPECT_THAT(html, Not(HasSubstr("11:10–11:15")));
  EXPECT_THAT(html, HasSubstr("11:21–11:22</th><td>Break on the way"));
}

TEST_F(sheets_test, list_each_household_with_a_box_to_tick) {
  auto const html = sheets_section(context());
  EXPECT_THAT(html, HasSubstr(R"(<tr><th scope="row">four</th><td class="box"><i></i></td><td class="n">4</td>)"
                              R"(<td class="n">3</td><td class="n">1</td><td class="n"></td><td class="n"></td>)"
                              R"(<td></td><td></td></tr>)"));
  EXPECT_THAT(html, HasSubstr(R"(<td>pet</td><td>power</td></tr>)"));
  EXPECT_THAT(html, Not(HasSubstr(R"(<th scope="row">two</th>)"))) << "who is not served boards nowhere";
}

TEST_F(sheets_test, say_which_plan_they_belong_to) {
  EXPECT_THAT(sheets_section(context()),
              HasSubstr("Plan f00d, leeward test, seed 7, 0 iterations. Times are UTC+03:00"));
}

TEST_F(sheets_test, are_left_out_where_they_would_be_too_heavy) {
  plan_.households_.resize(kMaxSheetHouseholds + 1);
  EXPECT_EQ(sheets_section(context()), "");
  EXPECT_THAT(sheets_link(context()), HasSubstr("--csv FOLDER"));
  EXPECT_EQ(sheet_link(context(), "d1", "08:00"), "08:00");
}

TEST_F(sheets_test, empty_zones_by_their_deadline) {
  scenario_.zones_ = {{"z", "River <bank>", test::at("09:00")}};
  scenario_.households_[0].zone_ = "z";
  scenario_.households_[2].zone_ = "z";
  auto const html = curves_section(context());
  EXPECT_THAT(html, HasSubstr("<b>River &lt;bank&gt;</b> 6 people; the last is on board on Fri 5 January, 11:20; "
                              "<b class=\"bad\">2 not served</b>. Deadline: Fri 5 January, 12:00, 40 min to spare."));
  EXPECT_THAT(html, HasSubstr("<b>In no zone</b> 3 people; the last is on board on Fri 5 January, 11:20."));
  EXPECT_THAT(html, HasSubstr("V66.7H1000V100Z")) << "two of six stay";
}

TEST_F(sheets_test, set_each_aim_beside_its_bound) {
  plan_.totals_.own_tier_ = {7};
  EXPECT_THAT(proof_section(context()), HasSubstr("has not been worked out"));
  plan_.totals_.bounds_ = planning::term_bounds{};
  plan_.totals_.bounds_->own_tier_ = persons{8};
  plan_.totals_.bounds_->length_m_ = metres{12'000};
  auto const html = proof_section(context());
  EXPECT_THAT(html, HasSubstr(R"(People in the own region</th><td class="n">7</td><td class="n">8</td>)"
                              R"(<td class="n">12.50 %</td>)"));
  EXPECT_THAT(html,
              HasSubstr(R"(<td class="n">12 km</td><td class="n">12 km</td><td class="n">none: proven best</td>)"));
  EXPECT_THAT(html, HasSubstr(R"(<td class="n">not known</td><td class="n">–</td>)"));
}

}  // namespace
}  // namespace leeward::report
