#include "simulation/script.h"

#include <algorithm>
#include <iterator>

#include <fmt/format.h>

#include "base/random.h"
#include "operation/word.h"

namespace leeward::simulation {

namespace {

struct share {
  actor who_;
  std::uint64_t of_;
};

// Of a thousand steps.
constexpr auto const kShares =
    std::array{share{actor::kResident, 200},  share{actor::kCallTaker, 170}, share{actor::kDispatcher, 190},
               share{actor::kSteward, 110},   share{actor::kClerk, 130},     share{actor::kMistaken, 130},
               share{actor::kForgetful, 8},   share{actor::kAuditor, 12},    share{actor::kPowerCut, 10},
               share{actor::kKill, 6},        share{actor::kFullDisk, 4},    share{actor::kFlushError, 4},
               share{actor::kClockJump, 6},   share{actor::kPartition, 20}};

// At the beginning people ask; nothing can be committed yet.
constexpr auto const kOnlyAsked = std::size_t{12};

constexpr auto const kMostBetween = std::int64_t{600};
constexpr auto const kNight = std::int64_t{9} * 3'600;

actor some_actor(random_source& dice, bool const orderly) {
  while (true) {
    auto n = dice.below(1'000);
    for (auto const& s : kShares) {
      if (n < s.of_) {
        if (orderly && s.who_ == actor::kMistaken) {
          break;
        }
        return s.who_;
      }
      n -= s.of_;
    }
  }
}

}  // namespace

script draw(std::uint64_t const seed, size const of) {
  auto dice = random_source{seed};
  auto s = script{.seed_ = seed, .size_ = of, .orderly_ = dice.chance(1, 2), .steps_ = {}};
  auto now = kBegins;
  for (auto i = std::size_t{0}; i != of.steps_; ++i) {
    now = now + seconds{dice.chance(1, 80) ? dice.between(3'600, kNight) : dice.between(0, kMostBetween)};
    auto const who = i < kOnlyAsked ? actor::kResident : some_actor(dice, s.orderly_);
    s.steps_.push_back({.at_ = now, .who_ = who, .dice_ = dice.next()});
  }
  return s;
}

std::string in_words(script const& s) {
  auto all = std::string{};
  for (auto const& one : s.steps_) {
    fmt::format_to(std::back_inserter(all), "  {} {} {:016x}\n", to_string(one.at_), operation::word(one.who_), one.dice_);
  }
  return all;
}

}  // namespace leeward::simulation
