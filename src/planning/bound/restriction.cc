#include "planning/bound/restriction.h"

#include <algorithm>

namespace leeward::planning::bound {

namespace {

std::int64_t late_uses(trips_network const& n, restriction const& x, route const& r) {
  auto driven = std::int64_t{0};
  auto uses = std::int64_t{0};
  for (auto i = std::size_t{0}; i != r.trips_.size(); ++i) {
    auto const [p, s] = r.trips_[i];
    driven += i == 0 ? n.first(r.yard_, p) : n.leg(p, r.trips_[i - 1].shelter_);
    uses += p == x.point_ && s == x.shelter_ && driven >= x.after_ ? 1 : 0;
    driven += n.leg(p, s);
  }
  return uses;
}

}  // namespace

std::int64_t uses(trips_network const& n, restriction const& x, route const& r) {
  using kind = restriction::kind;
  auto const& trips = r.trips_;
  switch (x.kind_) {
    case kind::kTrip:
      return std::count(begin(trips), end(trips),
                        route::trip{static_cast<std::uint32_t>(x.point_), static_cast<std::uint32_t>(x.shelter_)});
    case kind::kBack: {
      auto backs = std::int64_t{0};
      for (auto i = std::size_t{1}; i < trips.size(); ++i) {
        backs += trips[i].point_ == x.point_ && trips[i - 1].shelter_ == x.shelter_ ? 1 : 0;
      }
      return backs;
    }
    case kind::kFirst: return trips.front().point_ == x.point_ ? 1 : 0;
    case kind::kFirstOfYard: return r.yard_ == x.yard_ && trips.front().point_ == x.point_ ? 1 : 0;
    case kind::kLast: return trips.back().shelter_ == x.shelter_ ? 1 : 0;
    case kind::kBuses: return r.yard_ == x.yard_ ? 1 : 0;
    case kind::kLate: return late_uses(n, x, r);
  }
  return 0;
}

}  // namespace leeward::planning::bound
