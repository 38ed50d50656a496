#include <algorithm>
#include <map>
#include <optional>
#include <tuple>
#include <vector>

#include <fmt/format.h>

#include "base/time.h"
#include "check/sheet.h"

// Where each vehicle is, and what its crews drive.
namespace leeward::check {

namespace {

using planning::crew;
using planning::duty;
using planning::leg;
using planning::rest;
using planning::shift;
using planning::stop;
using planning::trip;
using planning::vehicle;

std::string name_of(duty const& d) { return fmt::format("duty {}", d.id_); }

// All that a duty drives and where it stands between, in order.
struct day {
  std::vector<leg const*> legs_;
  std::vector<stop const*> stops_;
};

day day_of(sheet const& s, duty const& d) {
  auto all = day{};
  auto const add = [&](stop const& at) {
    all.legs_.push_back(&at.way_);
    all.stops_.push_back(&at);
  };
  for (auto const& id : d.trips_) {
    if (auto const* const t = find(s.trips_, id); t != nullptr) {
      for (auto const& at : t->pickups_) {
        add(at);
      }
      add(t->centre_);
    }
  }
  all.legs_.push_back(&d.back_);
  return all;
}

void check_membership(sheet& s) {
  auto listed = std::map<std::string_view, std::vector<duty const*>>{};
  for (auto const& d : s.p_.duties_) {
    for (auto const& id : d.trips_) {
      listed[id].push_back(&d);
    }
  }
  for (auto const& t : s.p_.trips_) {
    auto const& duties = listed[t.id_];
    auto const subject = fmt::format("trip {}", t.id_);
    if (duties.size() != 1 || duties.front()->id_ != t.duty_) {
      s.add(rule::kDutyMismatch, subject,
            fmt::format("belongs to duty {}, and stands in the lists of {} duties.", t.duty_, duties.size()));
    } else if (duties.front()->vehicle_ != t.vehicle_) {
      s.add(rule::kDutyMismatch, subject,
            fmt::format("is driven by vehicle {}, its duty {} by {}.", t.vehicle_, t.duty_, duties.front()->vehicle_));
    }
  }
}

// Each leg begins where the one before ended, and not before the stop there has ended.
void check_chain(sheet& s, duty const& d, vehicle const& v, day const& all) {
  auto at = std::string_view{v.depot_};
  auto free = d.departure_;
  for (auto i = std::size_t{0}; i != all.legs_.size(); ++i) {
    auto const& l = *all.legs_[i];
    if (l.from_ != at) {
      s.add(
          rule::kVehicleElsewhere, name_of(d),
          fmt::format("has vehicle {} leave {} at {}, but it is at {}.", v.id_, l.from_, to_string(l.departure_), at));
    }
    if (l.departure_ < free) {
      s.add(rule::kVehicleTwice, name_of(d),
            fmt::format("has vehicle {} leave {} at {}, but it is busy until {}.", v.id_, l.from_,
                        to_string(l.departure_), to_string(free)));
    }
    at = l.to_;
    free = i < all.stops_.size() ? all.stops_[i]->end_ : l.arrival_;
  }
  if (at != v.depot_) {
    s.add(rule::kVehicleElsewhere, name_of(d),
          fmt::format("ends at {}, the depot of vehicle {} is {}.", at, v.id_, v.depot_));
  }
  auto const& first = *all.legs_.front();
  if (first.departure_ != d.departure_ || d.back_.arrival_ != d.end_ || d.back_.departure_ > d.back_.arrival_) {
    s.add(rule::kTimeOrder, name_of(d),
          fmt::format("lasts from {} to {}; its first leg leaves at {}, its last goes from {} to {}.",
                      to_string(d.departure_), to_string(d.end_), to_string(first.departure_),
                      to_string(d.back_.departure_), to_string(d.back_.arrival_)));
  }
}

bool lies_in(rest const& r, leg const& l) { return r.from_ >= l.departure_ && r.until_ <= l.arrival_; }

bool overlaps(instant const from, instant const until, instant const from2, instant const until2) {
  return from < until2 && from2 < until;
}

// A break on the way lies inside one leg; any other where and while the vehicle stands idle.
bool is_in_place(duty const& d, rest const& r, day const& all) {
  if (r.from_ > r.until_ || r.from_ < d.departure_ || r.until_ > d.end_) {
    return false;
  }
  if (!r.place_) {
    return std::ranges::any_of(all.legs_, [&](leg const* l) { return lies_in(r, *l); });
  }
  auto here = std::string_view{};
  for (auto const* l : all.legs_) {
    if (overlaps(r.from_, r.until_, l->departure_, l->arrival_)) {
      return false;
    }
    here = l->arrival_ <= r.from_ ? std::string_view{l->to_} : here;
  }
  return here == *r.place_ && std::ranges::none_of(all.stops_, [&](stop const* at) {
           return overlaps(r.from_, r.until_, at->begin_, at->end_);
         });
}

void check_breaks(sheet& s, duty const& d, day const& all) {
  auto last = d.departure_;
  for (auto const& r : d.breaks_) {
    if (!is_in_place(d, r, all) || r.from_ < last) {
      s.add(rule::kBreakMisplaced, name_of(d),
            fmt::format("has a break from {} to {} {}, when its vehicle does not stand idle there.", to_string(r.from_),
                        to_string(r.until_), r.place_ ? "at " + *r.place_ : std::string{"on the way"}));
    }
    last = r.until_;
  }
}

// Driving and breaks of a crew in one shift, in turn. It may go home and out again: what it has driven before counts,
// and between two duties it rests.
class tally {
public:
  explicit tally(planning::crew_rules const& rules) : rules_{rules} {}

  void go_out(instant const departure) {
    if (home_) {
      rest_for(departure - *home_);
    }
    longest_ = {};
  }

  void drive(seconds const t) {
    since_break_ += t;
    longest_ = std::max(longest_, since_break_);
  }

  void rest_for(seconds const t) {
    if (t >= rules_.break_s_) {
      since_break_ = {};
    }
  }

  planning::crew_rules const& rules_;
  seconds since_break_;
  seconds longest_;                // of this duty
  seconds driven_;                 // of the shift
  std::optional<instant> home_{};  // since then
};

// Breaks on the way split the driving of their leg where they lie.
void tally_leg(duty const& d, leg const& l, tally& t) {
  auto at = l.departure_;
  for (auto const& r : d.breaks_) {
    if (!r.place_ && lies_in(r, l)) {
      t.drive(r.from_ - at);
      t.rest_for(r.until_ - r.from_);
      at = r.until_;
    }
  }
  t.drive(l.arrival_ - at);
}

seconds rests_within(duty const& d, leg const& l) {
  auto sum = seconds{};
  for (auto const& r : d.breaks_) {
    if (!r.place_ && lies_in(r, l)) {
      sum += r.until_ - r.from_;
    }
  }
  return sum;
}

void drive_all(duty const& d, day const& all, tally& t) {
  t.go_out(d.departure_);
  auto next = d.breaks_.begin();
  for (auto const* l : all.legs_) {
    for (; next != d.breaks_.end() && next->from_ < l->arrival_; ++next) {
      if (next->place_ && next->until_ <= l->departure_) {
        t.rest_for(next->until_ - next->from_);
      }
    }
    tally_leg(d, *l, t);
  }
  t.home_ = d.end_;
}

void check_driving(sheet& s, duty const& d, day const& all, tally& t) {
  auto const& rules = s.s_.crew_rules_;
  auto stated = seconds{};
  for (auto const* l : all.legs_) {
    stated += l->driving_s_;
    auto const rests = rests_within(d, *l);
    if (l->arrival_ - l->departure_ != l->driving_s_ + rests) {
      s.add(rule::kLegDuration, name_of(d),
            fmt::format("takes {} s from {} to {}: {} s of driving and {} s of breaks on the way.",
                        (l->arrival_ - l->departure_).v_, l->from_, l->to_, l->driving_s_.v_, rests.v_));
    }
  }
  drive_all(d, all, t);
  if (t.longest_ > rules.driving_without_break_s_) {
    s.add(rule::kBreakMissing, name_of(d),
          fmt::format("has crew {} drive {} s without a break of {} s; {} s are allowed.", d.crew_, t.longest_.v_,
                      rules.break_s_.v_, rules.driving_without_break_s_.v_));
  }
  if (stated != d.driving_s_) {
    s.add(rule::kCountsWrong, name_of(d),
          fmt::format("says {} s of driving; its legs are {} s.", d.driving_s_.v_, stated.v_));
  }
}

shift const* shift_of(crew const& c, duty const& d) {
  auto const at =
      std::ranges::find_if(c.shifts_, [&](shift const& x) { return x.from_ <= d.departure_ && d.end_ <= x.until_; });
  return at == c.shifts_.end() ? nullptr : &*at;
}

seconds driving_of(day const& all) {
  auto sum = seconds{};
  for (auto const* l : all.legs_) {
    sum += l->driving_s_;
  }
  return sum;
}

using crews_at_work = std::map<std::tuple<std::string_view, std::string_view, shift const*>, tally>;

// What a crew has driven in its shift counts, whoever planned it.
tally& tally_of(sheet const& s, vehicle const* const v, duty const& d, crews_at_work& all) {
  auto const* within = static_cast<shift const*>(nullptr);
  if (v != nullptr) {
    auto const c = std::ranges::find(v->crews_, d.crew_, &crew::id_);
    within = c == v->crews_.end() ? nullptr : shift_of(*c, d);
  }
  return all.try_emplace({d.vehicle_, d.crew_, within}, s.s_.crew_rules_).first->second;
}

bool has_begun(sheet const& s, duty const& d) {
  return s.s_.committed_ &&
         std::ranges::find(s.s_.committed_->duties_, d.id_, &duty::id_) != s.s_.committed_->duties_.end();
}

bool is_as_it_began(sheet const& s, duty const& d) {
  return s.s_.committed_ && std::ranges::find(s.s_.committed_->duties_, d) != s.s_.committed_->duties_.end();
}

void check_crew(sheet& s, duty const& d, vehicle const& v, seconds const driven) {
  if (d.departure_ < planning::available_from(s.s_, v) && !has_begun(s, d)) {
    s.add(rule::kBeforeAvailable, name_of(d),
          fmt::format("takes vehicle {} at {}; it is available from {} on.", v.id_, to_string(d.departure_),
                      to_string(planning::available_from(s.s_, v))));
  }
  if (v.available_until_ && d.end_ > *v.available_until_) {
    s.add(rule::kAfterAvailable, name_of(d),
          fmt::format("brings vehicle {} back at {}; it is available until {}.", v.id_, to_string(d.end_),
                      to_string(*v.available_until_)));
  }
  auto const c = std::ranges::find(v.crews_, d.crew_, &crew::id_);
  if (c == v.crews_.end()) {
    s.add(rule::kWrongCrew, name_of(d), fmt::format("has crew {}, which is none of vehicle {}.", d.crew_, v.id_));
    return;
  }
  if (shift_of(*c, d) == nullptr) {
    s.add(rule::kOutsideShift, name_of(d),
          fmt::format("lasts from {} to {}, which lies in no shift of crew {}.", to_string(d.departure_),
                      to_string(d.end_), d.crew_));
  }
  if (driven > s.s_.crew_rules_.driving_per_shift_s_) {
    s.add(rule::kDrivingTooLong, name_of(d),
          fmt::format("brings crew {} to {} s of driving in one shift; {} s are "
                      "allowed.",
                      d.crew_, driven.v_, s.s_.crew_rules_.driving_per_shift_s_.v_));
  }
}

// No vehicle is on two duties at once.
void check_vehicles(sheet& s) {
  auto of_vehicle = std::map<std::string_view, std::vector<duty const*>>{};
  for (auto const& d : s.p_.duties_) {
    of_vehicle[d.vehicle_].push_back(&d);
  }
  for (auto& [id, duties] : of_vehicle) {
    std::ranges::sort(duties, {}, [](duty const* d) { return d->departure_; });
    for (auto i = std::size_t{1}; i < duties.size(); ++i) {
      if (duties[i]->departure_ < duties[i - 1]->end_) {
        s.add(rule::kVehicleTwice, name_of(*duties[i]),
              fmt::format("takes vehicle {} at {}, while {} has it until {}.", id, to_string(duties[i]->departure_),
                          duties[i - 1]->id_, to_string(duties[i - 1]->end_)));
      }
    }
  }
}

}  // namespace

void check_duties(sheet& s) {
  check_membership(s);
  auto order = std::vector<duty const*>{};
  for (auto const& d : s.p_.duties_) {
    order.push_back(&d);
  }
  std::ranges::stable_sort(order, {}, [](duty const* d) { return d->departure_; });
  auto at_work = crews_at_work{};
  for (auto const* const d : order) {
    auto const all = day_of(s, *d);
    auto const* const v = find(s.vehicles_, d->vehicle_);
    auto& t = tally_of(s, v, *d, at_work);
    t.driven_ += driving_of(all);
    if (v != nullptr && is_as_it_began(s, *d)) {
      drive_all(*d, all, t);
      continue;
    }
    if (v != nullptr) {
      check_chain(s, *d, *v, all);
      check_crew(s, *d, *v, t.driven_);
    }
    check_breaks(s, *d, all);
    check_driving(s, *d, all, t);
  }
  check_vehicles(s);
}

}  // namespace leeward::check
