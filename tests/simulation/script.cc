#include "simulation/script.h"

#include <algorithm>
#include <iterator>
#include <span>

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
constexpr auto const kOnline =
    std::array{share{actor::kResident, 200},   share{actor::kCallTaker, 170}, share{actor::kDispatcher, 190},
               share{actor::kSteward, 110},    share{actor::kClerk, 130},     share{actor::kMistaken, 100},
               share{actor::kCoordinator, 30}, share{actor::kForgetful, 8},   share{actor::kAuditor, 12},
               share{actor::kPowerCut, 10},    share{actor::kKill, 6},        share{actor::kFullDisk, 4},
               share{actor::kFlushError, 4},   share{actor::kClockJump, 6},   share{actor::kPartition, 20}};
constexpr auto const kWithDevices =
    std::array{share{actor::kResident, 110},    share{actor::kCallTaker, 70}, share{actor::kDispatcher, 90},
               share{actor::kSteward, 20},      share{actor::kClerk, 20},     share{actor::kMistaken, 40},
               share{actor::kCoordinator, 40},  share{actor::kForgetful, 4},  share{actor::kAuditor, 2},
               share{actor::kPowerCut, 5},      share{actor::kKill, 3},       share{actor::kFullDisk, 2},
               share{actor::kFlushError, 2},    share{actor::kClockJump, 3},  share{actor::kPartition, 20},
               share{actor::kHeadquarters, 60}, share{actor::kField, 400},    share{actor::kSync, 90},
               share{actor::kLoss, 5},          share{actor::kTheft, 4},      share{actor::kRevocation, 5},
               share{actor::kForger, 5}};

// Those who would do at a desk, and not as it really is, what devices tell of (whoever uses a number again may be heard
// before who used it first); and what makes clocks differ.
bool is_disorderly(actor const a, bool const with_devices) {
  return a == actor::kMistaken || a == actor::kCoordinator ||
         (with_devices &&
          (a == actor::kSteward || a == actor::kClerk || a == actor::kForgetful || a == actor::kClockJump));
}

// At the beginning people ask; nothing can be committed yet.
constexpr auto const kOnlyAsked = std::size_t{12};

constexpr auto const kMostBetween = std::int64_t{600};
constexpr auto const kNight = std::int64_t{9} * 3'600;

actor some_actor(random_source& dice, std::span<share const> const shares) {
  auto n = dice.below(1'000);
  for (auto const& s : shares) {
    if (n < s.of_) {
      return s.who_;
    }
    n -= s.of_;
  }
  return shares.front().who_;
}

}  // namespace

script draw(std::uint64_t const seed, size const of) {
  auto dice = random_source{seed};
  auto s = script{.seed_ = seed, .size_ = of, .orderly_ = dice.chance(1, 2), .steps_ = {}};
  auto now = kBegins;
  auto const with_devices = of.devices_ != 0;
  auto const shares = with_devices ? std::span<share const>{kWithDevices} : std::span<share const>{kOnline};
  // Many steps do not take many days.
  auto const most_between =
      std::max(kMostBetween * 200 / static_cast<std::int64_t>(std::max(of.steps_, std::size_t{200})), std::int64_t{2});
  for (auto i = std::size_t{0}; i != of.steps_; ++i) {
    now = now + seconds{dice.chance(1, 80) ? dice.between(3'600, kNight) : dice.between(1, most_between)};
    auto who = i < kOnlyAsked ? actor::kResident : some_actor(dice, shares);
    while (s.orderly_ && is_disorderly(who, with_devices)) {
      who = some_actor(dice, shares);
    }
    s.steps_.push_back({.at_ = now, .who_ = who, .dice_ = dice.next()});
  }
  return s;
}

std::string in_words(script const& s) {
  auto all = std::string{};
  for (auto const& one : s.steps_) {
    fmt::format_to(std::back_inserter(all), "  {} {} {:016x}\n", to_string(one.at_), operation::word(one.who_),
                   one.dice_);
  }
  return all;
}

}  // namespace leeward::simulation
