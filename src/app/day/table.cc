#include "app/day/table.h"

#include <map>

#include <fmt/format.h>

#include "operation/regions/offers.h"

namespace leeward::app {

namespace {

using namespace operation;

beds free_in(operation::state const& s, centre_row const row) {
  auto const& c = s.centres_.centres_.at(row);
  auto const free = centres::free_beds(c);
  return c.region_ ? smaller(free, regions::left_of_offers(s, row)) : free;
}

}  // namespace

table_row row_of(operation::state const& s, instant const at) {
  auto const& n = s.custody_.by_place_;
  auto row = table_row{.at_ = at,
                       .registered_ = s.households_.registered_,
                       .waiting_ = n[place::kWaiting],
                       .promised_ = n[place::kPromised],
                       .boarded_ = n[place::kBoarded],
                       .under_way_ = n[place::kUnderWay],
                       .arrived_ = n[place::kArrived],
                       .sheltered_ = n[place::kSheltered],
                       .absent_ = n[place::kAbsent],
                       .gone_ = n[place::kGone],
                       .sum_ = n.all(),
                       .free_ = {}};
  auto by_tier = std::map<std::uint8_t, beds>{};
  for (auto i = std::uint32_t{0}; i != s.centres_.centres_.size(); ++i) {
    auto const& c = s.centres_.centres_.at(centre_row{i});
    if (c.status_ == centres::status::kOpen) {
      by_tier[c.tier_] += free_in(s, centre_row{i});
    }
  }
  for (auto const& [tier, beds] : by_tier) {
    row.free_.push_back({tier, beds});
  }
  return row;
}

std::string table_head() {
  return "time   registered  waiting  promised  boarded  under way  arrived  sheltered  absent  gone     sum  beds "
         "free\n";
}

std::string time_of_day(instant const at, seconds const utc_offset) {
  auto const local = (at + utc_offset).unix_s_;
  auto const minutes = ((local % 86'400) + 86'400) % 86'400 / 60;
  return fmt::format("{:02}:{:02}", minutes / 60, minutes % 60);
}

std::string in_words(table_row const& r, seconds const utc_offset) {
  auto line = fmt::format("{}  {:>10}  {:>7}  {:>8}  {:>7}  {:>9}  {:>7}  {:>9}  {:>6}  {:>4}  {:>6}",
                          time_of_day(r.at_, utc_offset), r.registered_, r.waiting_, r.promised_, r.boarded_,
                          r.under_way_, r.arrived_, r.sheltered_, r.absent_, r.gone_, r.sum_);
  for (auto const& f : r.free_) {
    line += fmt::format("  tier {}: {}", f.tier_, f.beds_.general_ + f.beds_.accessible_);
  }
  return line + "\n";
}

}  // namespace leeward::app
