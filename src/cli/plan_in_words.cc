#include "cli/plan_in_words.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <string>
#include <string_view>

#include <fmt/format.h>

#include "base/json/description.h"
#include "base/time.h"

namespace leeward::cli {

namespace {

using planning::plan;
using planning::scenario;
using planning::unserved_reason;

// 20000 -> "20,000"
std::string grouped(std::int64_t const n) {
  auto digits = std::to_string(n);
  for (auto i = std::ssize(digits) - 3; i > (n < 0 ? 1 : 0); i -= 3) {
    digits.insert(static_cast<std::size_t>(i), ",");
  }
  return digits;
}

std::string hours(seconds const s) { return fmt::format("{} h {:02} min", s.v_ / 3600, s.v_ % 3600 / 60); }

std::string in_words(unserved_reason const r) {
  switch (r) {
    case unserved_reason::kNoRoad: return "no way by road";
    case unserved_reason::kNoCentre: return "no centre that could take them";
    case unserved_reason::kNoBed: return "no bed left";
    case unserved_reason::kNoVehicle: return "no vehicle that could take them";
    case unserved_reason::kPointUnusable: return "no place where they may board";
    case unserved_reason::kNoTime: return "no time left before the end, within the crews' hours";
  }
  return {};
}

std::string unserved_in_words(plan const& p) {
  if (p.unserved_.empty()) {
    return {};
  }
  auto text = std::string{};
  for (auto const& word : json::words_of<unserved_reason>()) {
    auto count = std::int64_t{0};
    auto example = std::string_view{};
    for (auto const& u : p.unserved_) {
      if (u.reason_ == word.value_) {
        ++count;
        example = example.empty() ? std::string_view{u.household_} : example;
      }
    }
    if (count != 0) {
      text += fmt::format("    {:>7} households: {} (such as {})\n", grouped(count), in_words(word.value_), example);
    }
  }
  return text;
}

constexpr auto const kMostSkippedShown = std::size_t{20};

// Never silently.
std::string skipped_in_words(plan const& p) {
  if (p.skipped_.empty()) {
    return {};
  }
  auto text = fmt::format("  LEFT OUT     {} households, whose entries in the scenario are wrong:\n",
                          grouped(std::ssize(p.skipped_)));
  for (auto i = std::size_t{0}; i != std::min(kMostSkippedShown, p.skipped_.size()); ++i) {
    text += fmt::format("    {}: {}\n", p.skipped_[i].household_, p.skipped_[i].problem_);
  }
  if (p.skipped_.size() > kMostSkippedShown) {
    text += fmt::format("    … and {} more; they stand in the plan\n", p.skipped_.size() - kMostSkippedShown);
  }
  return text;
}

std::string gap(std::int64_t const value, std::int64_t const bound) {
  auto const share = value == 0 ? 0.0 : static_cast<double>(value - bound) / static_cast<double>(value);
  return fmt::format("(gap {:.1f} %)", 100 * share);
}

// Who cannot be served at all is no gap, and says little twice.
std::string unserved_in_words(std::int64_t const weight, std::int64_t const bound) {
  if (weight == 0) {
    return {};
  }
  auto const least = weight == bound ? std::string{} : fmt::format(", at least {}", grouped(bound));
  return fmt::format("unserved {}{} {}, ", grouped(weight), least, gap(weight, bound));
}

}  // namespace

std::string in_words(planning::worth const& so_far, planning::term_bounds const& b) {
  auto const least = b.weighted_waiting_s_.value_or(0);
  return unserved_in_words(so_far.unserved_, b.unserved_weight_.value_or(0)) +
         fmt::format("waiting {} h, at least {} h {}", grouped(so_far.waiting_s_ / 3600), grouped(least / 3600),
                     gap(so_far.waiting_s_, least));
}

std::string in_words(scenario const& s, plan const& p) {
  auto const& t = p.totals_;
  auto const unserved = t.persons_ - t.served_;
  auto const clearance = t.clearance_ ? *t.clearance_ - s.start_ : seconds{};
  auto text = fmt::format("{}\n", s.name_) + skipped_in_words(p);
  text +=
      fmt::format("  served       {} of {} people, {} of {} households; {} people not served\n", grouped(t.served_.v_),
                  grouped(t.persons_.v_), grouped(t.served_households_), grouped(t.households_), grouped(unserved.v_));
  text += unserved_in_words(p);
  text += fmt::format("  waiting      {} weighted person-hours{}\n", grouped(t.weighted_waiting_s_ / 3600),
                      t.bounds_ && t.bounds_->weighted_waiting_s_
                          ? fmt::format(" (no plan below {})", grouped(*t.bounds_->weighted_waiting_s_ / 3600))
                          : std::string{});
  text += t.clearance_
              ? fmt::format("  clearance    {} after the start, at {}\n", hours(clearance), to_string(*t.clearance_))
              : std::string{"  clearance    nobody arrives\n"};
  text += fmt::format("  own region   {} people\n", grouped(t.own_tier_.v_));
  text += fmt::format("  driven       {} km in {} {} of {} {}\n", grouped(t.length_m_.v_ / 1000), grouped(t.trips_),
                      t.trips_ == 1 ? "trip" : "trips", grouped(t.vehicles_used_),
                      t.vehicles_used_ == 1 ? "vehicle" : "vehicles");
  if (t.bounds_ && t.bounds_->proved_optimal_) {
    text += "  proof        no plan is better: looked for in every other way\n";
  }
  return text + fmt::format("{}\n", p.made_from_.attribution_);
}

std::string what_next(std::filesystem::path const& scenario, std::filesystem::path const& plan,
                      std::optional<std::filesystem::path> const& closures,
                      std::optional<std::filesystem::path> const& report, bool const skip_invalid) {
  auto const further = (closures ? fmt::format(" --closures {}", closures->string()) : std::string{}) +
                       (skip_invalid ? " --skip-invalid" : "");
  auto text = fmt::format("\nThe plan is in {}. Next:\n  leeward check {} {}{}\n", plan.string(), scenario.string(),
                          plan.string(), further);
  text +=
      report ? fmt::format("  open {} in a browser\n", report->string())
             : fmt::format("  leeward plan {} -o {}{} --report plan.html\n", scenario.string(), plan.string(), further);
  return text;
}

}  // namespace leeward::cli
