#include "device/leases.h"

namespace leeward::device {

std::optional<operation::lease_id> lease_for(std::vector<lease> const& leases, std::vector<promise> const& made,
                                             operation::trip_id const& trip, operation::space const& seats,
                                             operation::beds const& beds, instant const now) {
  for (auto const& l : leases) {
    auto left = l.space_;
    auto left_beds = l.beds_;
    for (auto const& p : made) {
      if (p.lease_ == l.lease_) {
        left -= p.space_;
        left_beds -= p.beds_;
      }
    }
    if (l.trip_ == trip && now < l.until_ && left.fits(seats) && left_beds.fits(beds)) {
      return l.lease_;
    }
  }
  return std::nullopt;
}

}  // namespace leeward::device
