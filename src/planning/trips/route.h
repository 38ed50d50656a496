#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "planning/trips/problem.h"
#include "planning/trips/solution.h"

// A vehicle's sequence of trips with sums over its beginnings, so that a sequence put together from pieces of others is
// driven on paper in constant time for each piece.
namespace leeward::planning::trips {

// After a trip; the first stop of a route is where the vehicle stands before any.
struct stop {
  trip trip_;
  std::int64_t driven_{0};   // time from the start to this arrival had it never waited for a load
  std::int64_t arrival_{0};  // at the centre
  std::int64_t no_wait_{0};  // arriving here at or after this, it waits for no load in the rest of the route
  std::int64_t weight_{0};   // Σ weight of the trips so far
  std::int64_t moment_{0};   // Σ weight × (driven − ready) of the trips so far
  std::int64_t waited_{0};   // Σ weight × (arrival − ready) of the trips so far
};

struct route {
  std::size_t size() const { return stops_.size() - 1; }  // trips
  trip const& at(std::size_t const i) const { return stops_[i + 1].trip_; }
  std::int64_t arrival() const { return size() == 0 ? 0 : stops_.back().arrival_; }
  std::int64_t waited() const { return stops_.back().waited_; }

  class_id class_;
  std::vector<stop> stops_;
};

// The route of these trips.
route make_route(problem const&, vehicle_id, std::span<trip const>);

// Computes the sums of all stops again whose trip is the i-th or later.
void renew(problem const&, vehicle_id, route&, std::size_t i);

// Drives a new sequence for a vehicle, piece by piece.
class walker {
public:
  // Stands where the route is after its first `kept` trips.
  walker(problem const& p, vehicle_id const v, route const& own, std::size_t const kept)
      : p_{p},
        v_{p.at(v)},
        last_{own.stops_[kept].trip_},
        arrival_{own.stops_[kept].arrival_},
        waited_{own.stops_[kept].waited_} {}

  void drive(trip const t) {
    auto const& l = p_.at(t.load_);
    arrival_ += last_.load_.is_none() ? p_.from_start(v_, l.point_)
                                      : p_.at(last_.load_).unloading_ + p_.to_point(v_, last_.centre_, l.point_);
    arrival_ = std::max(arrival_, l.ready_) + l.loading_ + p_.to_centre(v_, l.point_, t.centre_);
    waited_ += l.weight_ * (arrival_ - l.ready_);
    last_ = t;
  }

  // Trips from … to − 1 of a route. Constant time if it is of the vehicle's class and no load is waited for.
  void drive(route const& r, std::size_t const from, std::size_t const to) {
    if (from >= to) {
      return;
    }
    drive(r.at(from));
    if (from + 1 == to) {
      return;
    }
    auto const& first = r.stops_[from + 1];
    if (r.class_ != v_.class_ || arrival_ < first.no_wait_) {
      for (auto i = from + 1; i != to; ++i) {
        drive(r.at(i));
      }
      return;
    }
    auto const& last = r.stops_[to];
    waited_ += (arrival_ - first.driven_) * (last.weight_ - first.weight_) + last.moment_ - first.moment_;
    arrival_ += last.driven_ - first.driven_;
    last_ = last.trip_;
  }

  void drive_rest(route const& r, std::size_t const from) { drive(r, from, r.size()); }

  bool in_time() const { return last_.load_.is_none() || arrival_ + p_.at(last_.load_).unloading_ <= v_.end_by_; }
  std::int64_t arrival() const { return last_.load_.is_none() ? 0 : arrival_; }
  std::int64_t waited() const { return waited_; }

private:
  problem const& p_;
  vehicle const& v_;
  trip last_;
  std::int64_t arrival_;
  std::int64_t waited_;
};

}  // namespace leeward::planning::trips
