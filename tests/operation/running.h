#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"
#include "base/uuid.h"
#include "operation/apply.h"
#include "operation/decide.h"
#include "operation/devices/take.h"
#include "operation/state.h"

// An operation that runs in a test, with its clock in the test's hands.
namespace leeward::operation {

// "bus 7" is the same id wherever a test says so.
template <typename Id>
Id named(std::string_view const name) {
  return Id{uuid_of_name(name)};
}

inline auto const kHall = named<centre_id>("hall");
inline auto const kTrip = named<trip_id>("trip");

struct running {
  // Decides and applies, or gives the refusal and changes nothing. Leased seats are given by their lease's device; what
  // would be set aside is a refusal here.
  std::optional<refusal> attempt(command const&);

  // One operation of a device, and why it was set aside, if it was. The device must have its keys.
  std::optional<refusal> take(devices::arrival const&, std::optional<command> const&,
                              std::optional<refusal> const& unreadable = std::nullopt,
                              std::vector<candidate> candidates = {});

  // Decides, applies, and holds the two accounts against each other. A refusal changes nothing.
  std::optional<refusal> try_to(command const&);

  // It must be accepted.
  void must(command const&);

  void wait(seconds s) { now_ = now_ + s; }

  place where(std::string_view person) const;

  state state_{};
  instant now_{1'704'430'800};  // 5 January 2024, 05:00 UTC
  std::uint64_t commands_{0};
  std::vector<command> asked_{};  // also what was refused
  std::vector<event> log_{};
  std::vector<instant> at_{};  // of each event of the log

private:
  void happen(events const&);
};

// An operation with one zone "city", point "school", depot "garage", buses "bus 1" to "bus 3" of 10 seats, 1 bay, 1
// lying place and 2 oxygen, crews "crew 1" to "crew 3" on duty for 24 hours, centres "hall" (6 general beds and 1
// accessible in "room 1", 4 general in "room 2") and "school far away" (50 beds in "dormitory"), both open.
running begun();

// One household: "h" has the persons "h/1", "h/2", … Confirmed, at "school".
households::registered household_of(std::string_view name, std::size_t persons);

// "bus 1" with "crew 1" from "school" to "hall" in an hour's time; a trip with this name.
trips::commit_trip trip_of(running const&, std::string_view name, std::vector<std::string_view> households);

// The same with "bus N" and "crew N".
trips::commit_trip on_bus(std::string_view n, trips::commit_trip);

// Neither blocked, held nor taken.
beds free_in(running const&, std::string_view centre);

// The field that a refusal names; "accepted" when there is none.
std::string refused_field(running&, command const&);

std::vector<person_id> people(std::vector<std::string_view> names);

}  // namespace leeward::operation
