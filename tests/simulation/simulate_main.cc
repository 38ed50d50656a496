#include <array>
#include <charconv>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <malloc.h>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "ledger/trouble.h"
#include "simulation/shrink.h"
#include "simulation/simulation.h"

// Plays whole operations from seeds. docs/simulation.md.
namespace leeward::simulation {

namespace {

struct asked_for {
  std::uint64_t from_{1};
  std::uint64_t seeds_{1};
  size size_;
  planted planted_{planted::kNone};
  bool shrinks_{true};
  bool shows_report_{true};
  bool needs_all_{false};  // kinds of events, refusals, cases and faults
  bool has_to_find_{false};
  std::size_t fewest_devices_{0};
};

constexpr auto const kUsage = std::string_view{
    "simulate [--seed N] [--seeds N] [--devices FEWEST MOST] [--steps N] [--at-a-time N] [--no-shrink] [--quiet]\n"
    "         [--need-all] [--find] [--plant answers-before-sync|applies-twice|swallows-repeat]\n"
    "Plays that many operations from that seed on; exit code 1 when one breaks a property, with the steps that do.\n"
    "--need-all: also when some kind of event, refusal, case or fault never occurred. --find: when nothing is "
    "found.\n"};

bool read_number(char const* const text, std::uint64_t& n) {
  auto const end = text + std::strlen(text);
  auto const read = std::from_chars(text, end, n);
  return read.ec == std::errc{} && read.ptr == end;
}

bool read_planted(std::string_view const name, planted& p) {
  constexpr auto const kNames =
      std::array{std::pair{std::string_view{"answers-before-sync"}, planted::kAnswersBeforeSync},
                 std::pair{std::string_view{"applies-twice"}, planted::kAppliesTwice},
                 std::pair{std::string_view{"swallows-repeat"}, planted::kSwallowsRepeat}};
  for (auto const& [known, what] : kNames) {
    if (name == known) {
      p = what;
      return true;
    }
  }
  return false;
}

bool read(int const argc, char** const argv, asked_for& a) {
  for (auto i = 1; i < argc; ++i) {
    auto const word = std::string_view{argv[i]};
    auto n = std::uint64_t{0};
    auto const number = [&] { return ++i < argc && read_number(argv[i], n); };
    if (word == "--no-shrink") {
      a.shrinks_ = false;
    } else if (word == "--quiet") {
      a.shows_report_ = false;
    } else if (word == "--need-all") {
      a.needs_all_ = true;
    } else if (word == "--find") {
      a.has_to_find_ = true;
    } else if (word == "--plant") {
      if (++i == argc || !read_planted(argv[i], a.planted_)) {
        return false;
      }
    } else if (!number()) {
      return false;
    } else if (word == "--seed") {
      a.from_ = n;
    } else if (word == "--seeds") {
      a.seeds_ = n;
    } else if (word == "--devices") {
      a.fewest_devices_ = n;
      if (!number()) {
        return false;
      }
      a.size_.devices_ = n;
    } else if (word == "--steps") {
      a.size_.steps_ = n;
    } else if (word == "--at-a-time") {
      a.size_.at_a_time_ = n;
    } else {
      return false;
    }
  }
  return true;
}

// A sentence without its words that have a digit: when it was, and of whom it speaks.
std::string kind_of(std::string const& violation) {
  auto kind = std::string{};
  auto words = std::istringstream{violation};
  for (auto word = std::string{}; words >> word;) {
    kind += word.find_first_of("0123456789") == std::string::npos ? word + " " : "";
  }
  return kind;
}

void tell(script const& s, std::string const& violation, asked_for const& a) {
  fmt::print("seed {}: {}\n", s.seed_, violation);
  if (!a.shrinks_) {
    return;
  }
  auto const kind = kind_of(violation);
  auto const smallest = shrink(s, [&](script const& t) {
    auto const wrong = play(t, a.planted_).violation_;
    return wrong && kind_of(*wrong) == kind;
  });
  auto const again = play(smallest, a.planted_, telling::kStory);
  fmt::print("{} of {} steps are enough: {}\n{}What came of them:\n  {}\n", smallest.steps_.size(), s.steps_.size(),
             again.violation_.value_or(""), in_words(smallest), fmt::join(again.story_, "\n  "));
}

// In soak ten times as many, and others each time.
asked_for in_soak(asked_for a) {
  if (auto const soak = ledger::soak_seed(); soak != 0 && !a.has_to_find_) {
    a.from_ += soak * 1'000'003;
    a.seeds_ *= 10;
  }
  return a;
}

int run(asked_for const& a) {
  auto all = report{};
  for (auto seed = a.from_; seed != a.from_ + a.seeds_; ++seed) {
    auto of = a.size_;
    of.devices_ = a.fewest_devices_ + seed % (of.devices_ - a.fewest_devices_ + 1);
    auto const s = draw(seed, of);
    auto const o = play(s, a.planted_);
    all.add(o.report_);
    if (o.violation_ && a.has_to_find_) {
      fmt::print("found with seed {}, after {} operations: {}\n", seed, all.operations_, *o.violation_);
      return 0;
    }
    if (o.violation_) {
      tell(s, *o.violation_, a);
      return 1;
    }
  }
  if (a.has_to_find_) {
    fmt::print("nothing was found in {} seeds\n", a.seeds_);
    return 1;
  }
  if (a.shows_report_) {
    fmt::print("{}", in_words(all));
  }
  auto const never = a.needs_all_ ? missing(all) : std::vector<std::string>{};
  for (auto const& what : never) {
    fmt::print("never occurred: {}\n", what);
  }
  return never.empty() ? 0 : 1;
}

}  // namespace

}  // namespace leeward::simulation

int main(int const argc, char** const argv) {
  // A run takes and gives back the same memory again and again; the system need not hear of it.
  mallopt(M_MMAP_THRESHOLD, 1 << 30);
  mallopt(M_TRIM_THRESHOLD, 1 << 30);
  auto a = leeward::simulation::asked_for{};
  if (!leeward::simulation::read(argc, argv, a)) {
    fmt::print(stderr, "{}", leeward::simulation::kUsage);
    return 2;
  }
  return leeward::simulation::run(leeward::simulation::in_soak(a));
}
