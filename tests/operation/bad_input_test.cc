#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>
#include <map>
#include <ranges>
#include <set>
#include <sstream>
#include <string>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "base/json/decode.h"
#include "operation/digest.h"
#include "operation/in_words.h"
#include "operation/running.h"

// Every command of commands.json, a day in which each kind is there and accepted, and around each step all that can be
// wrong about it: made from the commands' own description, so that none is forgotten.
namespace leeward::operation {

struct example {
  std::string command_;
  json::raw fields_;
};
BOOST_DESCRIBE_STRUCT(example, (), (command_, fields_))

namespace {

using fields = std::map<std::string, json::raw>;

// What makes something new may name what was not there.
auto const kMakes = std::set<std::string>{"open_operation.operation",
                                          "add_zone.zone",
                                          "add_point.point",
                                          "add_depot.depot",
                                          "add_vehicle.vehicle",
                                          "add_crew.crew",
                                          "add_centre.centre",
                                          "add_centre.region",
                                          "add_region.region",
                                          "request_beds.request",
                                          "offer_beds.offer",
                                          "take_appeal.appeal",
                                          "merge_households.merge",
                                          "set_room.room",
                                          "register_household.household",
                                          "register_household.members",
                                          "add_person.member",
                                          "split_household.into",
                                          "invite_device.device",
                                          "lease_seats.lease",
                                          "commit_trip.trip",
                                          "commit_trip.plan"};

std::string kind_tag(std::string text, std::string_view const tag, uuid const& id) {
  if (auto const at = text.find(tag); at != std::string::npos) {
    text.replace(at, tag.size(), to_string(id));
  }
  return text;
}

// The ids that the rules made: of the last fact, confirmation and case.
std::string with_made_ids(std::string text, running const& r) {
  auto const& c = r.state_.cases_.cases_.all();
  auto const& b = r.state_.households_.confirmations_;
  text = kind_tag(std::move(text), "$case", c.empty() ? uuid{} : c.back().id_.v_);
  text = kind_tag(std::move(text), "$batch", b.empty() ? uuid{} : b.rbegin()->first.v_);
  for (auto const& e : std::views::reverse(r.log_)) {
    auto const* const topic = std::get_if<custody::event>(&e);
    auto const* const moved = topic == nullptr ? nullptr : std::get_if<custody::moved>(topic);
    if (moved != nullptr) {
      return kind_tag(std::move(text), "$fact", moved->fact_.v_);
    }
  }
  return text;
}

// What is looked at is the same for every command, and stands here, since a function of a template is compiled for
// each.
void expect_read(std::string const& field, bool const yes, std::string const* const error) {
  EXPECT_EQ(yes, error == nullptr) << field;
  if (!yes && error != nullptr) {
    EXPECT_NE(std::string::npos, error->find(field.substr(field.find('.') + 1))) << *error;
  }
}

void expect_refused(running& r, command const& wrong, std::string const& name, std::string const& field) {
  auto const before = digest_of(r.state_);
  auto const events = r.log_.size();
  auto saved = r;
  auto const refused = r.attempt(wrong);
  EXPECT_TRUE(refused) << name << "." << field << " was accepted";
  if (refused) {
    EXPECT_EQ(0U, refused->field_.find(field)) << name << "." << field << ": " << refused->field_;
    EXPECT_LT(refused->sentence_.size(), 2'000U);
    EXPECT_EQ(before, digest_of(r.state_));
    EXPECT_EQ(events, r.log_.size());
  }
  r = std::move(saved);
}

// Fields that need not be there.
void expect_may_be_left_out(std::string const& name, std::string const& field) {
  EXPECT_TRUE(field == "from" || field == "to" || field == "door" || field == "point" || field == "after" ||
              field == "happened")
      << name << "." << field;
}

void expect_accepted(running& r, command const& good, std::string const& name, std::string const& text) {
  EXPECT_FALSE(r.try_to(good).has_value()) << name << " " << text;
}

template <typename What>
class step {
public:
  step(running& r, std::string const& text) : r_{r}, text_{text} {}

  void check() {
    auto const parts = *json::decode<fields>(text_, "commands.json");
    boost::mp11::mp_for_each<json::members_of<plain>>([&](auto const m) {
      without_and_wrong(parts, std::string{json::field_name(m.name)},
                        json::may_be_missing<plain, std::decay_t<decltype(m)>>());
    });
    auto more = parts;
    more["no_such_field"].text_ = "1";
    expect_decodes(more, "no_such_field", false);
    auto good = decoded();
    damage(good, fields_of(good), "");
    expect_accepted(r_, good, name_, text_);
  }

private:
  using plain = std::decay_t<decltype(fields_of(std::declval<What&>()))>;

  What decoded() const {
    auto what = What{};
    fields_of(what) = *json::decode<plain>(text_, "commands.json");
    return what;
  }

  void without_and_wrong(fields const& parts, std::string const& field, bool const may_be_missing) {
    if (!parts.contains(field)) {
      expect_may_be_left_out(name_, field);
      return;
    }
    auto without = parts;
    without.erase(field);
    expect_decodes(without, field, may_be_missing);
    auto wrong = parts;
    wrong[field].text_ = "7.5";
    expect_decodes(wrong, field, false);
  }

  void expect_decodes(fields const& parts, std::string const& field, bool const yes) {
    auto const got = json::decode<plain>(json::encode(parts), name_);
    expect_read(name_ + "." + field, yes, got ? nullptr : &got.error().sentence_);
  }

  // Each field of `at`, a part of `whole`, made wrong once and put right again.
  template <typename Part>
  void damage(What& whole, Part& at, std::string const& top) {
    boost::mp11::mp_for_each<json::members_of<Part>>([&](auto const m) {
      auto const field = top.empty() ? std::string{json::field_name(m.name)} : top;
      damage_one(whole, at.*m.pointer, field);
    });
  }
  void damage_one(What& whole, std::string& text, std::string const& field) {
    expect_refused(whole, text, std::string(100'000, 'x'), field);
  }
  template <typename Tag>
  void damage_one(What& whole, entity_id<Tag>& id, std::string const& field) {
    if (!kMakes.contains(name_ + "." + field)) {
      expect_refused(whole, id, named<entity_id<Tag>>("nobody"), field);
    }
  }
  template <typename T>
  void damage_one(What& whole, std::optional<T>& o, std::string const& field) {
    if (o) {
      damage_one(whole, *o, field);
    }
  }
  template <typename T>
  void damage_one(What& whole, std::vector<T>& all, std::string const& field) {
    if (all.empty()) {
      return;
    }
    if constexpr (!std::is_enum_v<T>) {
      damage_one(whole, all.front(), field);
      expect_refused(whole, all, std::vector<T>(30'000, all.front()), field);
    }
  }
  void damage_one(What& whole, std::map<std::string, std::string>& all, std::string const& field) {
    expect_refused(whole, all, {{"uk", std::string(100'000, 'x')}}, field);
    expect_refused(whole, all, {{std::string(100'000, 'x'), "text"}}, field);
  }
  template <json::described_struct T>
  void damage_one(What& whole, T& part, std::string const& field) {
    damage(whole, part, field);
  }
  template <typename T>
  void damage_one(What&, T&, std::string const&) {}

  template <typename T>
  void expect_refused(What& whole, T& at, T wrong, std::string const& field) {
    std::swap(at, wrong);
    operation::expect_refused(r_, whole, name_, field);
    std::swap(at, wrong);
  }

  running& r_;
  std::string text_;
  std::string name_{name_of(What{})};
};

std::vector<example> examples() {
  auto file = std::ifstream{std::string{LEEWARD_SOURCE_DIR} + "/tests/operation/commands.json"};
  auto text = std::string{std::istreambuf_iterator<char>{file}, {}};
  auto all = json::decode<std::vector<example>>(text, "commands.json");
  EXPECT_TRUE(all) << (all ? "" : all.error().sentence_);
  return all ? *all : std::vector<example>{};
}

}  // namespace

TEST(bad_input, is_refused_field_by_field_and_changes_nothing) {
  auto r = running{};
  for (auto const& e : examples()) {
    auto known = false;
    for_each_kind([&](auto const& kind) {
      if (name_of(kind) == e.command_) {
        known = true;
        step<std::decay_t<decltype(kind)>>{r, with_made_ids(e.fields_.text_, r)}.check();
      }
    });
    EXPECT_TRUE(known) << e.command_;
    r.wait(seconds{60});
  }
}

TEST(bad_input, every_kind_of_command_has_an_example) {
  auto there = std::set<std::string>{};
  for (auto const& e : examples()) {
    there.insert(e.command_);
  }
  for_each_kind([&](auto const& kind) { EXPECT_TRUE(there.contains(name_of(kind))) << name_of(kind); });
}

// Before anything is there, each is refused.
TEST(bad_input, comes_in_the_wrong_order) {
  for (auto const& e : examples()) {
    for_each_kind([&](auto const& kind) {
      using what = std::decay_t<decltype(kind)>;
      if (name_of(kind) == e.command_ && e.command_ != "open_operation" &&
          e.fields_.text_.find('$') == std::string::npos) {
        auto r = running{};
        auto wrong = what{};
        fields_of(wrong) = *json::decode<std::decay_t<decltype(fields_of(wrong))>>(e.fields_.text_, "commands.json");
        EXPECT_EQ(refusal_code::kWrongState, r.try_to(wrong)->code_) << e.command_;
      }
    });
  }
}

}  // namespace leeward::operation
