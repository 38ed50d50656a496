#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <vector>

#include <boost/container/static_vector.hpp>

#include "planning/trips/problem.h"
#include "planning/trips/solution.h"

// A vehicle's sequence of trips with sums over its beginnings, so that a sequence put together from pieces of others is
// driven on paper in constant time for each piece; where crews count, in the time of the few trips of a shift.
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
  hours after_{};            // when it has unloaded, if crews count
};

struct route {
  std::size_t size() const { return stops_.size() - 1; }  // trips
  trip const& at(std::size_t const i) const { return stops_[i + 1].trip_; }
  std::int64_t arrival() const { return size() == 0 ? 0 : stops_.back().arrival_; }
  std::int64_t waited() const { return stops_.back().waited_; }

  class_id class_;
  kind_id kind_;
  std::vector<stop> stops_;
};

// Drives a trip with the crew's breaks; gives the arrival at the centre. Nothing if it comes too late to load.
inline std::optional<std::int64_t> drive_trip(problem const& p, crew_limits const& most, vehicle const& v,
                                              trip const before, trip const t, hours& h) {
  auto const& l = p.at(t.load_);
  drive(h, most, before.load_.is_none() ? p.from_start(v, l.point_) : p.to_point(v, before.centre_, l.point_));
  auto const loaded = l.between_ + p.to_centre(v, l.last_.is_none() ? l.point_ : l.last_, t.centre_);
  rest_before(h, most, loaded);
  idle_until(h, most, l.ready_);
  if (h.now_ > l.latest_) {
    return std::nullopt;
  }
  h.now_ += l.loading_;
  drive(h, most, loaded);
  if (p.desks_) {
    h.now_ += p.desks_->queue_[p.desks_->slot(t.centre_, h.now_)];
  }
  auto const arrival = h.now_;
  h.now_ += l.unloading_;
  return arrival;
}

// Whether the crew is home in time from there.
inline bool comes_home(problem const& p, crew_limits const& most, vehicle const& v, centre_id const c, hours h) {
  drive(h, most, p.to_home(v, c));
  return h.now_ <= v.end_by_ && h.driven_ <= most.driving_;
}

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
        waited_{own.stops_[kept].waited_},
        hours_{own.stops_[kept].after_} {}

  void drive(trip const t) {
    auto const& l = p_.at(t.load_);
    if (p_.crews_) {
      auto const arrival = drive_trip(p_, *p_.crews_, v_, last_, t, hours_);
      is_late_ = is_late_ || !arrival || *arrival > p_.end_;
      arrival_ = arrival.value_or(hours_.now_);
      if (p_.desks_ && arrivals_.size() != kMostArrivals) {
        arrivals_.push_back({p_.desks_->slot(t.centre_, arrival_), l.persons_});
      }
      waited_ += l.weight_ * (arrival_ - l.ready_);
      last_ = t;
      return;
    }
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
    if (p_.crews_ || r.class_ != v_.class_ || arrival_ < first.no_wait_) {
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

  bool in_time() const {
    return last_.load_.is_none() || (p_.crews_ ? !is_late_ && comes_home(p_, *p_.crews_, v_, last_.centre_, hours_)
                                               : arrival_ + p_.at(last_.load_).unloading_ <= v_.end_by_);
  }
  std::int64_t arrival() const { return last_.load_.is_none() ? 0 : arrival_; }
  std::int64_t waited() const { return waited_; }

  // At desks, where these are limited. A shift has fewer trips than there is room for.
  struct arrival_at {
    std::size_t slot_;
    std::int64_t persons_;
  };
  std::span<arrival_at const> arrivals() const { return {arrivals_.data(), arrivals_.size()}; }

private:
  static constexpr auto const kMostArrivals = std::size_t{32};

  problem const& p_;
  vehicle const& v_;
  trip last_;
  std::int64_t arrival_;
  std::int64_t waited_;
  hours hours_;
  bool is_late_{false};
  boost::container::static_vector<arrival_at, kMostArrivals> arrivals_;
};

}  // namespace leeward::planning::trips
