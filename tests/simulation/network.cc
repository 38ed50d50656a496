#include "simulation/network.h"

#include <algorithm>

#include "base/random.h"

namespace leeward::simulation {

namespace {

constexpr auto const kLost = std::uint64_t{20};     // of a hundred
constexpr auto const kDoubled = std::uint64_t{20};  // of a hundred
constexpr auto const kLate = std::uint64_t{10};     // of a hundred
constexpr auto const kUsualSeconds = std::int64_t{20};
constexpr auto const kLateSeconds = std::int64_t{3'600};

std::uint64_t dice_of(std::uint64_t const seed, message const& m) {
  auto state = seed;
  for (auto const part : {std::uint64_t{m.who_}, m.op_.low_, m.copy_, std::uint64_t{m.is_to_server() ? 1U : 0U}}) {
    state = split_mix(state) ^ part;
  }
  return split_mix(state);
}

}  // namespace

void network::part(party const who, instant const until) { parted_[who] = std::max(parted_[who], until); }

bool network::is_parted(party const who, instant const now) const {
  auto const found = parted_.find(who);
  return !is_whole_ && found != parted_.end() && now < found->second;
}

void network::send(instant const now, message m) {
  if (is_whole_) {
    under_way_.emplace(std::pair{now + seconds{1}, ++sent_}, std::move(m));
    return;
  }
  auto dice = random_source{dice_of(seed_, m)};
  auto const is_lost = dice.chance(kLost, 100);
  auto const is_doubled = dice.chance(kDoubled, 100);
  if (is_parted(m.who_, now)) {
    report_.fault("not_sent_for_a_partition");
    return;
  }
  if (is_lost) {
    report_.fault(m.is_to_server() ? "question_lost" : "answer_lost");
    return;
  }
  for (auto n = is_doubled ? 2 : 1; n != 0; --n) {
    auto const is_late = dice.chance(kLate, 100);
    auto const at = now + seconds{dice.between(1, is_late ? kLateSeconds : kUsualSeconds)};
    report_.fault_if(is_late, "late");
    report_.fault_if(n == 2, m.is_to_server() ? "question_doubled" : "answer_doubled");
    under_way_.emplace(std::pair{at, ++sent_}, m);
  }
}

std::optional<instant> network::next() const {
  return under_way_.empty() ? std::nullopt : std::optional{under_way_.begin()->first.first};
}

std::vector<message> network::due(instant const now) {
  auto all = std::vector<message>{};
  while (!under_way_.empty() && under_way_.begin()->first.first <= now) {
    auto first = under_way_.extract(under_way_.begin());
    if (is_parted(first.mapped().who_, now)) {
      report_.fault("lost_in_a_partition");
      continue;
    }
    all.push_back(std::move(first.mapped()));
  }
  return all;
}

}  // namespace leeward::simulation
