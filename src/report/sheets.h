#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>

#include "planning/model/plan.h"
#include "planning/model/scenario.h"
#include "report/sections.h"

// What a driver and a steward take along, one A4 page or more for each duty and each trip. On the screen the sheets are
// out of sight until somebody follows a link to them; then they, or the one, are all that is there, and all that is
// printed. No script is needed for that.
namespace leeward::report {

// A page with more households than this would be too heavy for a telephone; it names the tables (csv.h) instead.
inline constexpr auto const kMaxSheetHouseholds = std::size_t{12'000};

// A plan's parts by their ids.
struct plan_index {
  explicit plan_index(planned const&);

  std::unordered_map<std::string_view, planning::household const*> households_;
  std::unordered_map<std::string_view, planning::vehicle const*> vehicles_;
  std::unordered_map<std::string_view, planning::trip const*> trips_;
};

// What some households need of the vehicle and of those who help them, added up.
struct party_sum {
  void add(planning::household const&);
  std::string in_words() const;  // "12 people in 5 households; 1 wheelchair, 2 with a pet"

  std::int64_t households_{0};
  std::int64_t persons_{0};
  std::int64_t seats_{0};
  std::int64_t bays_{0};
  std::int64_t lying_{0};
  std::int64_t oxygen_{0};
  std::int64_t pets_{0};
};

// Which plan a sheet belongs to, for its foot.
std::string plan_mark(page_context const&);

std::string driver_sheet(page_context const&, plan_index const&, planning::duty const&);
std::string manifest(page_context const&, plan_index const&, planning::trip const&);
std::string sheets_section(page_context const&);

}  // namespace leeward::report
