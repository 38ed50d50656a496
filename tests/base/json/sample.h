#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include "base/geo.h"
#include "base/json/description.h"
#include "base/quantities.h"
#include "base/time.h"

// A small format with one of everything, for the tests of json.
namespace leeward::json::sample {

enum class kerb { kAnySide, kDoorSide };
BOOST_DESCRIBE_ENUM(kerb, kAnySide, kDoorSide)

struct vehicle {
  static constexpr auto kMayBeMissing = std::array{"wheelchair_bays", "kerb", "low_floor"};
  static constexpr auto kNotes = std::array{note{"seats", "without the crew's"}};

  bool operator==(vehicle const&) const = default;

  std::string id_;
  persons seats_;
  persons wheelchair_bays_{2};
  kerb kerb_{kerb::kDoorSide};
  bool low_floor_{false};
};
BOOST_DESCRIBE_STRUCT(vehicle, (), (id_, seats_, wheelchair_bays_, kerb_, low_floor_))

struct scenario {
  bool operator==(scenario const&) const = default;

  std::string name_;
  instant start_;
  position where_;
  std::uint8_t level_{0};
  std::int64_t way_{0};
  std::uint64_t seed_{0};
  double share_{0.0};
  std::optional<seconds> wait_;
  std::vector<vehicle> vehicles_;
  std::array<std::int32_t, 2> range_{};
  std::map<std::string, persons> beds_;
  std::vector<std::vector<position>> areas_;
  std::optional<raw> extra_;
};
BOOST_DESCRIBE_STRUCT(scenario, (),
                      (name_, start_, where_, level_, way_, seed_, share_, wait_, vehicles_, range_, beds_, areas_,
                       extra_))

}  // namespace leeward::json::sample
