#include "planning/bound/restriction.h"

#include <algorithm>

namespace leeward::planning::bound {

std::int64_t uses(restriction const& x, route const& r) {
  using kind = restriction::kind;
  auto const& trips = r.trips_;
  switch (x.kind_) {
    case kind::kTrip:
      return std::count(begin(trips), end(trips),
                        route::trip{static_cast<std::uint32_t>(x.point_), static_cast<std::uint32_t>(x.shelter_)});
    case kind::kBack: {
      auto n = std::int64_t{0};
      for (auto i = std::size_t{1}; i < trips.size(); ++i) {
        n += trips[i].point_ == x.point_ && trips[i - 1].shelter_ == x.shelter_ ? 1 : 0;
      }
      return n;
    }
    case kind::kFirst: return trips.front().point_ == x.point_ ? 1 : 0;
    case kind::kFirstOfYard: return r.yard_ == x.yard_ && trips.front().point_ == x.point_ ? 1 : 0;
    case kind::kLast: return trips.back().shelter_ == x.shelter_ ? 1 : 0;
    case kind::kBuses: return r.yard_ == x.yard_ ? 1 : 0;
  }
  return 0;
}

}  // namespace leeward::planning::bound
