#include "planning/trips/route.h"

namespace leeward::planning::trips {

namespace {

constexpr auto const kAlways = std::numeric_limits<std::int64_t>::min();

// From the arrival before to the arrival of a trip, apart from waiting; and how much of it comes before the loading.
struct leg {
  std::int64_t to_load_;
  std::int64_t rest_;
};

leg leg_of(problem const& p, vehicle const& v, trip const before, trip const t) {
  auto const& l = p.at(t.load_);
  auto const to_load = before.load_.is_none() ? p.from_start(v, l.point_)
                                              : p.at(before.load_).unloading_ + p.to_point(v, before.centre_, l.point_);
  return {to_load, l.loading_ + p.to_centre(v, l.point_, t.centre_)};
}

}  // namespace

route make_route(problem const& p, vehicle_id const v, std::span<trip const> const trips) {
  auto r = route{.class_ = p.at(v).class_, .kind_ = p.at(v).kind_, .stops_ = std::vector<stop>(trips.size() + 1)};
  r.stops_.front().arrival_ = p.at(v).available_from_;
  r.stops_.front().driven_ = p.at(v).available_from_;
  r.stops_.front().after_ = p.at(v).before_;
  r.stops_.front().after_.now_ = p.at(v).available_from_;
  for (auto i = std::size_t{0}; i != trips.size(); ++i) {
    r.stops_[i + 1].trip_ = trips[i];
  }
  renew(p, v, r, 0);
  return r;
}

namespace {

void renew_hours(problem const& p, crew_limits const& most, vehicle const& v, route& r, std::size_t const i) {
  for (auto k = i + 1; k < r.stops_.size(); ++k) {
    auto const& before = r.stops_[k - 1];
    auto& now = r.stops_[k];
    auto const& l = p.at(now.trip_.load_);
    now.after_ = before.after_;
    now.arrival_ = drive_trip(p, most, v, before.trip_, now.trip_, now.after_).value_or(now.after_.now_);
    now.driven_ = now.arrival_;
    now.weight_ = before.weight_ + l.weight_;
    now.waited_ = before.waited_ + l.weight_ * (now.arrival_ - l.ready_);
  }
}

}  // namespace

void renew(problem const& p, vehicle_id const v, route& r, std::size_t const i) {
  auto const& vehicle = p.at(v);
  if (p.crews_) {
    renew_hours(p, *p.crews_, vehicle, r, i);
    return;
  }
  for (auto k = i + 1; k < r.stops_.size(); ++k) {
    auto const& before = r.stops_[k - 1];
    auto& now = r.stops_[k];
    auto const [to_load, rest] = leg_of(p, vehicle, before.trip_, now.trip_);
    auto const& l = p.at(now.trip_.load_);
    now.driven_ = before.driven_ + to_load + rest;
    now.arrival_ = std::max(before.arrival_ + to_load, l.ready_) + rest;
    now.weight_ = before.weight_ + l.weight_;
    now.moment_ = before.moment_ + l.weight_ * (now.driven_ - l.ready_);
    now.waited_ = before.waited_ + l.weight_ * (now.arrival_ - l.ready_);
  }
  r.stops_.back().no_wait_ = kAlways;
  for (auto k = r.stops_.size() - 1; k != 0; --k) {
    auto& before = r.stops_[k - 1];
    auto const& now = r.stops_[k];
    auto const& l = p.at(now.trip_.load_);
    auto const later = now.no_wait_ == kAlways ? kAlways : now.no_wait_ - (now.driven_ - before.driven_);
    // A load that is ready from the beginning is never waited for.
    auto const here = l.ready_ == 0 ? kAlways : l.ready_ - leg_of(p, vehicle, before.trip_, now.trip_).to_load_;
    before.no_wait_ = std::max(later, here);
  }
}

}  // namespace leeward::planning::trips
