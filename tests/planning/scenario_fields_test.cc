#include <algorithm>
#include <cstddef>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "base/file.h"
#include "base/json/reader.h"
#include "base/json/value.h"
#include "planning/model/scenario_file.h"

// Every field of a scenario once wrong in each way that any field can be; what is wrong in ways of their own is in
// scenario_file_test.cc. The good scenario has every field but roads and closures, which exclude its travel times.
namespace leeward::planning {
namespace {

using json::kind;
using json::value;

std::string good() {
  return read_file(LEEWARD_SOURCE_DIR "/tests/planning/every_field.json", std::size_t{1} << 20U).value();
}

struct field {
  value const* value_{nullptr};
  std::string path_;
  std::string above_;  // the path of what it is in
  bool is_member_{false};
};

// With all that is below.
void list_fields(value const& of, std::string const& path, std::vector<field>& into) {
  auto index = std::size_t{0};
  for (auto const& v : json::children_of(of)) {
    auto const is_member = of.kind_ == kind::kObject;
    auto const here =
        is_member ? (path.empty() ? "" : path + ".") + std::string{v.key_} : path + "[" + std::to_string(index++) + "]";
    into.push_back({&v, here, path, is_member});
    list_fields(v, here, into);
  }
}

std::vector<field> fields_of(json::document const& d) {
  auto all = std::vector<field>{};
  list_fields(d.root(), "", all);
  return all;
}

using changes = std::vector<std::pair<value const*, std::string>>;  // empty: the member is left out

std::string with(value const& v, changes const& all) {
  if (auto const at = std::ranges::find(all, &v, &changes::value_type::first); at != all.end()) {
    return at->second;
  }
  if (v.kind_ != kind::kObject && v.kind_ != kind::kArray) {
    return json::to_text(v);
  }
  auto const is_object = v.kind_ == kind::kObject;
  auto text = std::string{};
  for (auto const& child : json::children_of(v)) {
    if (auto const inner = with(child, all); !inner.empty()) {
      text += (text.empty() ? "" : ",") + (is_object ? "\"" + std::string{child.key_} + "\":" : std::string{}) + inner;
    }
  }
  return (is_object ? "{" : "[") + text + (is_object ? "}" : "]");
}

// What is said of the file, a line each; nothing if it is good.
std::vector<std::string> said_of(std::string const& text) {
  auto const s = read_scenario(text, "s");
  auto lines = std::vector<std::string>{};
  if (!s) {
    auto const& all = s.error().sentence_;
    for (auto from = std::size_t{0}; from < all.size();) {
      auto const to = std::min(all.find('\n', from), all.size());
      lines.push_back(all.substr(from, to - from));
      from = to + 1;
    }
  }
  return lines;
}

bool names(std::vector<std::string> const& lines, std::string const& path) {
  return std::ranges::any_of(lines, [&](std::string const& l) { return l.starts_with("s: " + path + ": "); });
}

struct scenario_fields : testing::Test {
  std::string text_{good()};
  json::document document_{json::parse(text_, "s").value()};
  std::vector<field> all_{fields_of(document_)};
};

TEST_F(scenario_fields, of_the_wrong_type_are_named) {
  ASSERT_TRUE(said_of(with(document_.root(), {})).empty());
  for (auto const& f : all_) {
    auto const lines = said_of(with(document_.root(), {{f.value_, f.value_->kind_ == kind::kObject ? "7" : "{}"}}));
    EXPECT_TRUE(names(lines, f.path_)) << f.path_ << "\n" << testing::PrintToString(lines);
  }
}

TEST_F(scenario_fields, that_are_null_are_named) {
  for (auto const& f : all_) {
    auto const lines = said_of(with(document_.root(), {{f.value_, "null"}}));
    auto const is_no_way = f.value_->kind_ == kind::kNull || f.path_.starts_with("travel_times[0].driving_s[");
    if (!is_no_way) {
      EXPECT_TRUE(names(lines, f.path_)) << f.path_ << "\n" << testing::PrintToString(lines);
    }
  }
}

TEST_F(scenario_fields, that_are_negative_or_no_whole_numbers_are_named) {
  for (auto const& f : all_) {
    auto const is_degree = f.path_.ends_with(".lat") || f.path_.ends_with(".lon");
    if (f.value_->kind_ != kind::kNumber || is_degree) {
      continue;
    }
    for (auto const* const wrong : {"-1", "1.5", "99999999999999999999"}) {
      auto const lines = said_of(with(document_.root(), {{f.value_, wrong}}));
      EXPECT_TRUE(names(lines, f.path_)) << f.path_ << "\n" << testing::PrintToString(lines);
    }
  }
}

// "households[3].persons" -> "households.persons"
std::string without_index(std::string_view const path) {
  auto name = std::string{};
  auto inside = false;
  for (auto const c : path) {
    inside = c == '[' || (inside && c != ']');
    if (!inside && c != ']') {
      name += c;
    }
  }
  return name;
}

// Lists, and what has a default. Where something else refers to it, that is named.
auto const kMayBeMissing = std::set<std::string>{
    "attribution",
    "centres",
    "centres.intake_persons_per_hour",
    "centres.open_from",
    "centres.serves",
    "centres.unloading_places",
    "committed",
    "committed.duties",
    "committed.duties.breaks",
    "committed.duties.breaks.place",
    "committed.holds",
    "committed.trips",
    "committed.trips.centre.households",
    "crew_rules",
    "crew_rules.break_s",
    "crew_rules.daily_rest_s",
    "crew_rules.driving_per_shift_s",
    "crew_rules.driving_without_break_s",
    "depots",
    "forbidden",
    "households",
    "households.accessible_beds",
    "households.apart_from",
    "households.board_by",
    "households.door",
    "households.lying_places",
    "households.needs",
    "households.oxygen",
    "households.priority",
    "households.priority_class",
    "households.ready_from",
    "households.seats",
    "households.travels_with",
    "households.walks_m",
    "households.wheelchair_bays",
    "households.zone",
    "pickup_points",
    "pickup_points.capacity",
    "pickup_points.loading",
    "pickup_points.loading_places",
    "pickup_points.open_from",
    "pickup_points.open_until",
    "pickup_points.step_free",
    "pins",
    "pins.centre",
    "pins.pickup_point",
    "pins.vehicle",
    "priorities",
    "priorities.first",
    "priorities.others",
    "travel_times",
    "travel_times.length_m",
    "vehicles",
    "vehicles.available_from",
    "vehicles.available_until",
    "vehicles.crews",
    "vehicles.crews.shifts",
    "vehicles.lying_places",
    "vehicles.oxygen",
    "vehicles.profile",
    "vehicles.takes_pets",
    "vehicles.wheelchair_bays",
    "zones",
    "zones.deadline",
};

TEST_F(scenario_fields, that_are_missing_are_named_unless_they_may_be) {
  auto missing = std::set<std::string>{};
  for (auto const& f : all_) {
    auto const lines = f.is_member_ ? said_of(with(document_.root(), {{f.value_, ""}})) : std::vector<std::string>{};
    if (f.is_member_ && !names(lines, f.path_) && !names(lines, f.above_)) {
      missing.insert(without_index(f.path_));
    }
  }
  EXPECT_EQ(missing, kMayBeMissing);
}

// Their last names. What a profile, a trip's duty and a duty's crew refer to is told of in another place.
auto const kReferences = std::set<std::string>{"depot",  "zone",    "priority_class", "travels_with", "apart_from",
                                               "places", "vehicle", "from",           "to",           "households",
                                               "trips",  "place",   "centre",         "household",    "pickup_point"};

TEST_F(scenario_fields, that_refer_to_nothing_are_named_all_at_once) {
  auto wrong = changes{};
  auto paths = std::vector<std::string>{};
  for (auto const& f : all_) {
    auto const name = without_index(f.path_);
    auto const is_time = f.value_->text_.starts_with("2024-");
    if (f.value_->kind_ == kind::kString && kReferences.contains(name.substr(name.rfind('.') + 1)) && !is_time) {
      wrong.emplace_back(f.value_, R"("nobody")");
      paths.push_back(f.path_);
    }
  }
  EXPECT_GT(paths.size(), 25U);
  auto const lines = said_of(with(document_.root(), wrong));
  for (auto const& path : paths) {
    EXPECT_TRUE(names(lines, path)) << path << "\n" << testing::PrintToString(lines);
  }
}

}  // namespace
}  // namespace leeward::planning
