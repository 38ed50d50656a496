#include "operation/regions/offers.h"

namespace leeward::operation::regions {

bool stands(offer_status const o) { return o == offer_status::kAccepted || o == offer_status::kCommitted; }

beds left_of_offers(operation::state const& s, centre_row const row) {
  auto const& c = s.centres_.centres_.at(row);
  auto const given = s.regions_.standing_.find(row);
  return (given == s.regions_.standing_.end() ? beds{} : given->second) - c.held_ - c.leased_ - c.taken_;
}

events lapsed_by(operation::state const& s, instant const now) {
  auto all = events{};
  for (auto const& [expires, row] : s.regions_.by_expiry_) {
    if (expires > now || all.size() == kMostLapsedAtOnce) {
      break;
    }
    all.emplace_back(
        offer_changed{s.regions_.offers_.at(row).id_, offer_status::kLapsed, "Nobody answered in time.", {}});
  }
  return all;
}

}  // namespace leeward::operation::regions
