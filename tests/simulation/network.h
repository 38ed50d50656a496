#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "base/time.h"
#include "simulation/message.h"
#include "simulation/report.h"

// The way between the server and everybody else: a fifth of what is sent is lost, a fifth comes twice, and what is sent
// later may come sooner. What becomes of a message follows from the message alone.
namespace leeward::simulation {

class network {
public:
  // The report outlives it.
  network(std::uint64_t seed, report& r) : seed_{seed}, report_{r} {}

  // Until then nothing of theirs comes through, in either direction.
  void part(party, instant until);

  // From now on everything comes through, once.
  void heal() { is_whole_ = true; }

  void send(instant now, message);

  std::optional<instant> next() const;

  // What arrives by then, taken out, in the order in which it arrives.
  std::vector<message> due(instant now);

private:
  bool is_parted(party, instant) const;

  std::uint64_t seed_;
  report& report_;
  std::uint64_t sent_{0};
  bool is_whole_{false};
  std::map<party, instant> parted_;
  std::map<std::pair<instant, std::uint64_t>, message> under_way_;
};

}  // namespace leeward::simulation
