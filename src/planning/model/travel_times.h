#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe/class.hpp>

#include "base/json/description.h"

// Travel times given as a table, for where there are no roads to ask.
namespace leeward::planning {

// Seconds or metres from one place to another; nothing (null in the file) if there is no way.
struct table_entry {
  bool operator==(table_entry const&) const = default;

  std::optional<std::int64_t> v_;
};

// Of the vehicles of one profile: a row for each of these places to leave from, a column for each to arrive at.
struct travel_times {
  std::string profile_;
  std::vector<std::string> places_;
  std::vector<std::vector<table_entry>> driving_s_;
  std::optional<std::vector<std::vector<table_entry>>> length_m_;  // else 1.3 times the straight line
};
BOOST_DESCRIBE_STRUCT(travel_times, (), (profile_, places_, driving_s_, length_m_))

}  // namespace leeward::planning

template <>
struct leeward::json::leaf<leeward::planning::table_entry> {
  static void decode(reader&, value const&, planning::table_entry&);
  static void encode(writer&, planning::table_entry const&);
  static std::string schema();
};
