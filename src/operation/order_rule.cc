#include "operation/order_rule.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

#include "operation/people.h"

namespace leeward::operation {

namespace {

// The rule: what stands first in each table comes first.
constexpr auto const kByZone = std::array{zones::status::kClosed, zones::status::kEvacuationOffered,
                                          zones::status::kPrepare, zones::status::kNormal};

bool has_any(households::person const& p, std::initializer_list<need> const all) {
  return std::ranges::any_of(all, [&](need const n) { return p.needs_.has(n); });
}

constexpr auto const kByNeed = std::array<bool (*)(households::person const&), 4>{
    [](households::person const& p) { return has_any(p, {need::kPower, need::kOxygen}); },
    [](households::person const& p) { return has_any(p, {need::kLying}); },
    [](households::person const& p) {
      return p.age_ == households::age_band::kUnder3 || has_any(p, {need::kPregnant});
    },
    [](households::person const& p) {
      return p.age_ == households::age_band::kOver75 || has_any(p, {need::kWheelchair});
    }};

// Where the return is open nobody is in danger: as normal.
std::uint8_t zone_rank(zones::status const status) {
  auto const found = std::ranges::find(kByZone, status == zones::status::kReturnOpen ? zones::status::kNormal : status);
  return static_cast<std::uint8_t>(found - kByZone.begin());
}

std::uint8_t need_rank(households::person const& p) {
  auto const found = std::ranges::find_if(kByNeed, [&](auto const& has) { return has(p); });
  return static_cast<std::uint8_t>(found - kByNeed.begin());
}

}  // namespace

rank rank_of(state const& s, household_row const h) {
  auto const& household = s.households_.households_.at(h);
  auto r = rank{.after_overrides_ = !household.put_first_,
                .zone_ = zone_rank(s.zones_.zones_.at(household.zone_).status_),
                .need_ = static_cast<std::uint8_t>(kByNeed.size()),
                .asked_ = household.asked_};
  for (auto const p : members(s, h)) {
    r.need_ = std::min(r.need_, need_rank(s.households_.persons_.at(p)));
  }
  return r;
}

std::vector<household_row> waiting_in_order(state const& s) {
  auto all = std::vector<std::pair<rank, household_row>>{};
  for (auto i = std::uint32_t{0}; i != s.households_.households_.size(); ++i) {
    auto const h = household_row{i};
    if (!members_at(s, h, place::kWaiting).empty()) {
      all.emplace_back(rank_of(s, h), h);
    }
  }
  std::ranges::sort(all);
  auto rows = std::vector<household_row>{};
  rows.reserve(all.size());
  for (auto const& [r, h] : all) {
    rows.push_back(h);
  }
  return rows;
}

}  // namespace leeward::operation
