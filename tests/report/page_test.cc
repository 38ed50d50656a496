#include "report/page.h"

#include <fstream>
#include <regex>
#include <string>

#include <gmock/gmock.h>

#include "base/json/decode.h"
#include "report/small_world.h"

namespace leeward::report {
namespace {

using testing::HasSubstr;
using testing::Not;

struct page_test : testing::Test {
  page_context context(planning::plan const& plan, std::optional<planned> before = std::nullopt) const {
    return {{scenario_, plan},
            before,
            {},
            {seconds{3 * 3'600}},
            "© OpenStreetMap contributors",
            "plan.json",
            {{"D", "Depot north"}, {"P", "Площадь"}, {"C", "School no. 1"}}};
  }

  std::string page_of(planning::plan const& plan) const {
    auto const graph = roads::view_of(roads_);
    auto builder = page_builder{scenario_, graph};
    EXPECT_TRUE(builder.add("Now", plan, test::village_ways{true}.source()));
    auto data = builder.take();
    data.names_ = {{"</script><b>", "", "town", 1, {500'000'000, 360'000'000}}};
    return whole_page(context(plan), data);
  }

  roads::road_graph_data roads_{test::village_roads()};
  planning::scenario scenario_{test::village()};
  planning::plan plan_{test::village_plan(test::at("08:25"))};
};

TEST_F(page_test, needs_nothing_from_elsewhere) {
  auto const html = page_of(plan_);
  EXPECT_FALSE(std::regex_search(html, std::regex{R"((src|href)="(https?:)?//)"}));
  EXPECT_THAT(html, Not(HasSubstr("@import")));
  EXPECT_THAT(html, Not(HasSubstr("url(")));
  EXPECT_THAT(html, Not(HasSubstr(" style=\""))) << "the policy forbids it";
  EXPECT_FALSE(std::regex_search(html, std::regex{R"( on[a-z]+=")"})) << "the policy forbids it";
}

TEST_F(page_test, lets_nothing_from_a_file_become_markup) {
  auto const html = page_of(plan_);
  EXPECT_THAT(html, HasSubstr("A village &amp; its &lt;river&gt;"));
  EXPECT_THAT(html, HasSubstr("&lt;the bus&gt; has 1 left"));
  EXPECT_THAT(html, Not(HasSubstr("</script><b>")));
  EXPECT_THAT(html, HasSubstr(R"(\u003c/script>\u003cb>)"));
}

TEST_F(page_test, gives_the_key_figures_with_their_zone) {
  auto const html = page_of(plan_);
  EXPECT_THAT(html,
              HasSubstr("<dt>People brought to a bed</dt><dd><strong>7</strong><span>of 9 in 3 households</span>"));
  EXPECT_THAT(html, HasSubstr("<dt>Not served</dt><dd><strong>2</strong>"));
  EXPECT_THAT(html,
              HasSubstr("<dt>Last arrival</dt><dd><strong>11:25</strong><span>Fri 5 January; 25 min after the start"));
  EXPECT_THAT(html, HasSubstr("<strong>25 min</strong><span>from ready to the centre"));
  EXPECT_THAT(html, HasSubstr("<strong>12 km</strong>"));
  EXPECT_THAT(html, HasSubstr("seed 7"));
  EXPECT_THAT(html, HasSubstr("abc123"));
}

TEST_F(page_test, gives_every_unserved_household_its_reason) {
  auto const html = page_of(plan_);
  EXPECT_THAT(html, HasSubstr("No vehicle has the places they need: 2 people"));
  EXPECT_THAT(html, HasSubstr(R"(<th scope="row">two</th><td class="n">2</td><td>Площадь</td><td>needs 2 seats)"));
}

TEST_F(page_test, says_that_everybody_is_served) {
  plan_.unserved_.clear();
  EXPECT_THAT(page_of(plan_), HasSubstr("Every household has a seat and a bed."));
}

TEST_F(page_test, carries_the_attribution_on_the_map_and_at_the_end) {
  auto const html = page_of(plan_);
  EXPECT_THAT(html, HasSubstr(R"(<p class="credit">© OpenStreetMap contributors</p>)"));
  EXPECT_THAT(html, HasSubstr("<p>Map data: © OpenStreetMap contributors</p>"));
}

TEST_F(page_test, says_what_changed) {
  auto const before = test::village_plan(test::at("08:05"));
  auto scenario = scenario_;
  auto bridge = roads::closure{};
  bridge.id_ = "bridge";
  bridge.reason_ = "The bridge is <hit>";
  bridge.name_ = "Bridge";
  scenario_.closures_ = {bridge};
  auto c = context(plan_, planned{scenario, before});
  c.detours_ = {{"P", "C", 1, {7}, true, seconds{1'200}, 5'000}};
  auto const d = compare(scenario_, before, plan_);
  auto const html = changes_section(c, &d);
  EXPECT_THAT(html, HasSubstr("<strong>Closed:</strong> The bridge is &lt;hit&gt;"));
  EXPECT_THAT(html, HasSubstr("7 people arrive later, on average by 20 min and at most by 20 min"));
  EXPECT_THAT(html, HasSubstr("1 loaded drive of the earlier plan, with 7 people on board"));
  EXPECT_THAT(html, HasSubstr("20 min, +5.0 km"));
  EXPECT_THAT(html, HasSubstr(R"(<th scope="row">Last arrival</th><td class="n">Fri 5 January, 11:05</td>)"
                              R"(<td class="n">Fri 5 January, 11:25</td><td class="n">20 min later</td>)"));
}

TEST_F(page_test, tells_first_what_is_lost_and_each_ticket_that_changes) {
  auto const before = test::village_plan(test::at("08:05"));
  plan_.changes_ = {{"four", planning::promise{"P", "bus-1", test::at("08:10"), "C"},
                     planning::promise{"P", "bus-<2>", test::at("09:40"), "C"}},
                    {"two", std::nullopt, planning::promise{"P", "bus-1", test::at("08:10"), "C"}},
                    {"three", planning::promise{"P", "bus-1", test::at("08:10"), "C"}, std::nullopt}};
  auto c = context(plan_, planned{scenario_, before});
  c.lost_ = {"bus <1>, with 7 people on board"};
  auto const d = compare(scenario_, before, plan_);
  auto const html = changes_section(c, &d);
  EXPECT_THAT(html, HasSubstr("<strong>Lost:</strong> bus &lt;1&gt;, with 7 people on board"));
  EXPECT_THAT(html, HasSubstr("<h3>3 tickets change</h3>"));
  EXPECT_THAT(html, HasSubstr(R"(<tr><th scope="row">four</th><td class="n">4</td>)"
                              "<td>Fri 5 January, 12:40 Площадь, bus-&lt;2&gt; to School no. 1</td>"
                              "<td>Fri 5 January, 11:10 Площадь, bus-1 to School no. 1</td></tr>"));
  EXPECT_THAT(html, HasSubstr("to School no. 1</td><td>new</td></tr>"));
  EXPECT_THAT(html, HasSubstr("<td>no place any more</td><td>Fri"));
  EXPECT_LT(html.find("tickets change"), html.find("arrive later")) << "the list comes first";
  plan_.changes_->clear();
  EXPECT_THAT(changes_section(context(plan_, planned{scenario_, before}), &d), HasSubstr("No ticket changes"));
}

TEST_F(page_test, says_first_and_in_short_what_changed) {
  auto const before = test::village_plan(test::at("08:05"));
  auto scenario = scenario_;
  auto closed = roads::closure{};
  closed.id_ = "bridge";
  closed.reason_ = "The bridge is hit";
  closed.name_ = "Bridge";
  scenario_.closures_ = {closed};
  auto c = context(plan_, planned{scenario, before});
  c.detours_ = {{"P", "C", 1, {7}, true, seconds{1'200}, 5'000}};
  auto const d = compare(scenario_, before, plan_);
  auto const html = since_section(c, &d);
  EXPECT_THAT(html, HasSubstr("<strong>Closed:</strong> The bridge is hit"));
  EXPECT_THAT(html, HasSubstr("Everyone who had a seat and a bed still has them."));
  EXPECT_THAT(html, HasSubstr("The last arrival is <strong>20 min later</strong>."));
  EXPECT_THAT(html, HasSubstr("1 drive with 7 people on board needs another way."));
  EXPECT_THAT(figures_section(c), HasSubstr("before: <b>Fri 5 January, 11:05</b>"));
}

TEST_F(page_test, says_that_a_road_is_open_again) {
  auto const before = test::village_plan(test::at("08:05"));
  auto scenario = scenario_;
  scenario.closures_.resize(1);
  scenario.closures_[0].id_ = "bridge";
  scenario.closures_[0].reason_ = "The bridge is hit";
  auto const c = context(plan_, planned{scenario, before});
  auto const d = compare(scenario_, before, plan_);
  auto const html = since_section(c, &d);
  EXPECT_THAT(html, HasSubstr("<strong>Open again:</strong> The bridge is hit"));
  EXPECT_THAT(html, testing::Not(HasSubstr("Closed:")));
}

TEST_F(page_test, has_no_changes_without_an_earlier_plan) {
  EXPECT_EQ(changes_section(context(plan_), nullptr), "");
  EXPECT_EQ(since_section(context(plan_), nullptr), "");
}

TEST(content_security_policy, allows_the_own_script_and_style_by_hash) {
  auto const policy = content_security_policy();
  EXPECT_TRUE(std::regex_search(policy, std::regex{"script-src 'sha256-[A-Za-z0-9+/]{43}='"})) << policy;
  EXPECT_TRUE(std::regex_search(policy, std::regex{"style-src 'sha256-[A-Za-z0-9+/]{43}='"})) << policy;
  EXPECT_THAT(policy, Not(HasSubstr("unsafe")));
}

}  // namespace
}  // namespace leeward::report
