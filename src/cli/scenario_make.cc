#include <array>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include <boost/describe.hpp>
#include <fmt/format.h>

#include "base/file.h"
#include "base/json/encode.h"
#include "base/problems.h"
#include "cli/commands.h"
#include "cli/outputs.h"
#include "planning/made/ground.h"
#include "planning/made/make_scenario.h"
#include "planning/made/numbers_file.h"
#include "planning/model/scenario_file.h"
#include "planning/walking.h"
#include "roads/roads.h"

namespace leeward::cli {

namespace {

constexpr auto const kMostBytes = std::size_t{1} << 20U;
constexpr auto const kMostPerCent = std::int64_t{1000};

struct make_options {
  std::filesystem::path region_;
  std::filesystem::path output_;
  std::optional<std::filesystem::path> numbers_;
  std::int64_t people_{20000};
  std::int64_t points_{100};
  std::int64_t centres_{20};
  std::optional<std::int64_t> vehicles_;
  std::optional<std::string> clearance_;
  std::optional<std::int64_t> beds_;
  std::optional<std::int64_t> accessible_beds_;
  std::int64_t seed_{1};
  std::string start_{"2024-01-05T08:00:00Z"};
  std::string name_;
};

struct kind_count {
  std::string kind_;
  std::int64_t vehicles_{0};
};
BOOST_DESCRIBE_STRUCT(kind_count, (), (kind_, vehicles_))

struct make_answer {
  std::string scenario_;
  std::string name_;
  std::int64_t households_{0};
  std::int64_t at_doors_{0};
  std::int64_t without_point_{0};  // within their walk
  std::int64_t people_{0};
  std::int64_t beds_{0};
  std::int64_t accessible_beds_{0};
  std::vector<kind_count> vehicles_;
};
BOOST_DESCRIBE_STRUCT(make_answer, (),
                      (scenario_, name_, households_, at_doors_, without_point_, people_, beds_, accessible_beds_,
                       vehicles_))

std::vector<option> declare(make_options& o) {
  return {{"--region", &o.region_, "The .roads file of the region", need::kRequired},
          {"-o,--output", &o.output_, "Where the scenario goes", need::kRequired},
          {"--people", &o.people_, "How many ask for help [20000]"},
          {"--points", &o.points_, "Pickup points [100]"},
          {"--centres", &o.centres_, "Reception centres [20]"},
          {"--vehicles", &o.vehicles_, "Vehicles of all kinds; else as many as the clearance asks for"},
          {"--clearance", &o.clearance_, "By when a good plan has brought everybody, in hours: 36h. Sizes the fleet"},
          {"--beds", &o.beds_, "Beds for 100 people [105]"},
          {"--accessible-beds", &o.accessible_beds_, "Accessible beds for 100 people who need one [105]"},
          {"--numbers", &o.numbers_, "What households and vehicles are like; `leeward scenario numbers` prints it"},
          {"--name", &o.name_, "Stands on every output; else one that says what it is"},
          {"--seed", &o.seed_, "Another seed, another scenario [1]"},
          {"--start", &o.start_, "When the operation begins [2024-01-05T08:00:00Z]"}};
}

result<void> check_options(make_options const& o) {
  if (o.seed_ < 0) {
    return invalid(fmt::format("--seed: is {}, must be 0 or more", o.seed_), "--seed");
  }
  if (o.vehicles_ && o.clearance_) {
    return invalid("--clearance: sizes the fleet, and --vehicles does: give one of them", "--clearance");
  }
  return check_outputs(std::array{output{"-o", o.output_}}, {o.region_});
}

// "36h", or "36".
result<void> take_clearance(std::optional<std::string> const& text, planning::made_numbers& n) {
  if (!text) {
    return {};
  }
  auto hours = std::int64_t{0};
  auto const* const end = text->data() + text->size();
  auto const [rest, wrong] = std::from_chars(text->data(), end, hours);
  auto const unit = std::string_view{rest, end};
  if (wrong != std::errc{} || !(unit.empty() || unit == "h") || hours < 1 || hours > n.operation_h_) {
    return invalid(fmt::format("--clearance: is \"{}\", must be whole hours such as 36h, at most the operation's {}",
                               *text, n.operation_h_),
                   "--clearance");
  }
  n.clearance_h_ = hours;
  return {};
}

result<void> take_per_cent(std::string_view const option, std::optional<std::int64_t> const& is, std::int64_t& into) {
  if (is && (*is < 0 || *is > kMostPerCent)) {
    return invalid(fmt::format("{}: is {}, must be from 0 to {}", option, *is, kMostPerCent), std::string{option});
  }
  into = is.value_or(into);
  return {};
}

result<planning::made_numbers> numbers_of(make_options const& o) {
  auto n = planning::made_numbers{};
  if (o.numbers_) {
    auto const text = read_file(*o.numbers_, kMostBytes);
    if (!text) {
      return tl::unexpected{text.error()};
    }
    auto read = planning::read_numbers(*text, o.numbers_->string());
    if (!read) {
      return read;
    }
    n = std::move(*read);
  }
  if (o.beds_ && !n.centres_.empty()) {
    return invalid("--beds: the numbers give each group of centres its own beds", "--beds");
  }
  return take_clearance(o.clearance_, n)
      .and_then([&] { return take_per_cent("--beds", o.beds_, n.beds_per_cent_of_persons_); })
      .and_then(
          [&] { return take_per_cent("--accessible-beds", o.accessible_beds_, n.accessible_beds_per_cent_of_need_); })
      .map([&] { return std::move(n); });
}

struct made {
  std::shared_ptr<roads::road_map const> map_;
  planning::scenario scenario_;
};

result<made> make(make_options const& o) {
  if (auto const sound = check_options(o); !sound) {
    return tl::unexpected{sound.error()};
  }
  auto const start = parse_instant(o.start_);
  if (!start) {
    return invalid(fmt::format("--start: {}", start.error().sentence_), "--start");
  }
  auto const size = planning::made_size{.people_ = o.people_,
                                        .points_ = o.points_,
                                        .centres_ = o.centres_,
                                        .vehicles_ = o.vehicles_,
                                        .seed_ = static_cast<std::uint64_t>(o.seed_),
                                        .start_ = *start,
                                        .name_ = o.name_};
  return numbers_of(o).and_then([&](planning::made_numbers const& numbers) {
    return roads::open(o.region_).and_then([&](std::shared_ptr<roads::road_map const> const& map) {
      return planning::ground_of(map)
          .and_then([&](planning::ground const& g) { return planning::make_scenario(g, size, numbers); })
          .map([&](planning::scenario s) {
            s.attribution_ = std::string{roads::attribution(*map)};
            return made{map, std::move(s)};
          });
    });
  });
}

make_answer answer_of(make_options const& o, made const& m) {
  auto const& s = m.scenario_;
  auto answer = make_answer{};
  answer.scenario_ = o.output_.string();
  answer.name_ = s.name_;
  answer.households_ = std::ssize(s.households_);
  answer.people_ = o.people_;
  auto wrong = problems{answer.scenario_};
  auto const walks = planning::walks_on_foot(s, m.map_, wrong);
  for (auto i = std::size_t{0}; i != walks.size(); ++i) {
    answer.at_doors_ += s.households_[i].door_ ? 1 : 0;
    answer.without_point_ += !s.households_[i].door_ && walks[i].empty() ? 1 : 0;
  }
  for (auto const& c : s.centres_) {
    answer.beds_ += (c.beds_.general_ + c.beds_.accessible_).v_;
    answer.accessible_beds_ += c.beds_.accessible_.v_;
  }
  for (auto const& v : s.vehicles_) {
    if (answer.vehicles_.empty() || answer.vehicles_.back().kind_ != v.kind_) {
      answer.vehicles_.push_back({.kind_ = v.kind_});
    }
    ++answer.vehicles_.back().vehicles_;
  }
  return answer;
}

std::string in_words(make_answer const& a) {
  auto fleet = std::string{};
  for (auto const& k : a.vehicles_) {
    fleet += fmt::format("{}{} × {}", fleet.empty() ? "" : ", ", k.vehicles_, k.kind_);
  }
  return fmt::format(
      "{}\n  {} people in {} households, {} of them at their doors, {} with no pickup point within their walk\n"
      "  {} beds, {} of them accessible\n  {}\n\nThe scenario is in {}. Next:\n  leeward plan {} -o plan.json --report "
      "plan.html\n",
      a.name_, a.people_, a.households_, a.at_doors_, a.without_point_, a.beds_, a.accessible_beds_, fleet, a.scenario_,
      a.scenario_);
}

result<exit_code> run(make_options const& o, console const& out) {
  auto m = make(o);
  if (!m) {
    return tl::unexpected{m.error()};
  }
  auto const folder = o.output_.parent_path().empty() ? std::filesystem::path{"."} : o.output_.parent_path();
  m->scenario_.roads_ = o.region_.lexically_proximate(folder).generic_string();
  if (auto const written = write_atomically(o.output_, planning::to_json(m->scenario_)); !written) {
    return tl::unexpected{written.error()};
  }
  auto const answer = answer_of(o, *m);
  out.print(out.json_ ? json::encode(answer) + "\n" : in_words(answer));
  return exit_code::kOk;
}

}  // namespace

command scenario_make() {
  return make_command<make_options>(
      "scenario make", "Make up an evacuation on a map: an exercise of any size, nobody in it is real",
      "leeward scenario make --region region.roads --people 20000 --seed 7 -o scenario.json", declare, run);
}

}  // namespace leeward::cli
