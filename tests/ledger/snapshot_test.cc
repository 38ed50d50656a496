#include "ledger/snapshot.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "base/random.h"
#include "operation/conservation.h"
#include "operation/random_command.h"
#include "operation/running.h"

namespace leeward::ledger {
namespace {

constexpr auto const kDays = std::uint64_t{20};
constexpr auto const kCommands = 400;
constexpr auto const kMoreCommands = 200;

operation::running some_day(random_source& dice, int const commands = kCommands) {
  auto r = operation::small_world(dice);
  for (auto i = 0; i != commands; ++i) {
    r.wait(seconds{dice.between(0, 600)});
    r.attempt(operation::random_command(dice, r));
  }
  return r;
}

std::vector<std::string> short_snapshot() {
  auto dice = random_source{7};
  return pack(some_day(dice, 60).state_);
}

}  // namespace

TEST(snapshot, of_any_day_goes_on_as_the_day_does) {
  for (auto seed = std::uint64_t{1}; seed <= kDays; ++seed) {
    auto dice = random_source{seed};
    auto day = some_day(dice);
    auto const parts = pack(day.state_);
    auto again = unpack(parts);
    ASSERT_TRUE(again.has_value()) << "day " << seed << ": " << again.error().sentence_;
    ASSERT_EQ(pack(*again), parts) << "day " << seed;
    auto const counted = operation::recount(*again);
    ASSERT_TRUE(counted.has_value()) << "day " << seed << ": " << counted.error().sentence_;

    auto other = day;
    other.state_ = std::move(*again);
    for (auto i = 0; i != kMoreCommands; ++i) {
      day.wait(seconds{dice.between(0, 600)});
      other.now_ = day.now_;
      auto const c = operation::random_command(dice, day);
      ASSERT_EQ(day.attempt(c), other.attempt(c)) << "day " << seed << ", command " << i;
    }
    ASSERT_GT(day.log_.size(), std::size_t{kMoreCommands / 4}) << "most was refused";
    ASSERT_EQ(hash_of(day.state_), hash_of(other.state_)) << "day " << seed;
  }
}

TEST(snapshot, cut_off_anywhere_is_refused) {
  auto const whole = short_snapshot();
  ASSERT_TRUE(unpack(whole).has_value());
  for (auto part = std::size_t{0}; part != whole.size(); ++part) {
    for (auto n = std::size_t{0}; n != whole[part].size(); ++n) {
      auto cut = whole;
      cut[part].resize(n);
      auto const read = unpack(cut);
      ASSERT_FALSE(read.has_value()) << "part " << part << " cut after " << n << " bytes";
      ASSERT_EQ(read.error().kind_, error_kind::kInvalidInput);
    }
  }
}

TEST(snapshot, with_a_part_lost_or_in_excess_is_refused) {
  auto const whole = short_snapshot();
  for (auto part = std::size_t{0}; part != whole.size(); ++part) {
    auto less = whole;
    less.erase(less.begin() + static_cast<std::ptrdiff_t>(part));
    EXPECT_FALSE(unpack(less).has_value()) << "part " << part;
    auto more = whole;
    more.push_back(whole[part]);
    EXPECT_FALSE(unpack(more).has_value()) << "part " << part;
  }
}

// What is not refused is another state, and never a second way to write one.
TEST(snapshot, with_any_bit_turned_is_refused_or_another_state) {
  auto const whole = short_snapshot();
  auto refused = 0;
  for (auto part = std::size_t{0}; part != whole.size(); ++part) {
    for (auto bit = std::size_t{0}; bit < 8 * whole[part].size(); bit += 29) {
      auto damaged = whole;
      auto& byte = damaged[part][bit / 8];
      byte = static_cast<char>(static_cast<unsigned char>(byte) ^ (1U << (bit % 8)));
      ASSERT_NE(hash_of(damaged), hash_of(whole));
      auto const read = unpack(damaged);
      if (read) {
        ASSERT_EQ(pack(*read), damaged) << "part " << part << ", bit " << bit;
      }
      refused += read ? 0 : 1;
    }
  }
  EXPECT_GT(refused, 0);
}

TEST(snapshot, with_any_bytes_at_all_is_refused) {
  auto dice = random_source{3};
  for (auto i = 0; i != 2'000; ++i) {
    auto bytes = std::string(1 + dice.below(400), '\0');
    for (auto& b : bytes) {
      b = static_cast<char>(dice.chance(1, 3) ? dice.below(256) : dice.below(3));
    }
    ASSERT_FALSE(unpack({bytes}).has_value()) << "bytes " << i;
  }
}

}  // namespace leeward::ledger
