#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "roads/region_maker/country.h"

namespace leeward::roads::made {

namespace {

point_id way_out(settlement const& s, double const turns) { return s.gates_[gate_towards(s, turns)].point_; }

// How far a village's streets reach along a road through it.
double reach(settlement const& s) { return s.kind_ == settlement_kind::kVillage ? s.radius_ * 1.5 : 0; }

std::uint32_t ref_for(country const& c, std::size_t const index) {
  auto const& r = c.roads_[index];
  auto const mid = middle(c.places_[r.from_].centre_, c.places_[r.to_].centre_);
  if (r.kind_ == street_kind::kPrimary) {
    return distance(mid, c.places_[1].centre_) < distance(mid, c.places_[2].centre_) ? kOldRoadRef : kOldRoadRef + 1;
  }
  return r.kind_ == street_kind::kSecondary ? kFirstLocalRef + static_cast<std::uint32_t>(index) : kNone;
}

// One road in up to three parts: within the first village, between, within the second.
void lay(world& w, country const& c, std::size_t const index) {
  auto& n = w.net_;
  auto const& r = c.roads_[index];
  auto const& from = c.places_[r.from_];
  auto const& to = c.places_[r.to_];
  auto const way = to.centre_ - from.centre_;
  auto const first = way_out(from, turns_of(way));
  auto const last = way_out(to, turns_of(way * -1.0));
  auto const a = n.points_[first];
  auto const b = n.points_[last];
  auto const whole = distance(a, b);
  auto const at = [&](double const metres) { return a + (b - a) * (metres / whole); };

  auto like = street{.kind_ = r.kind_,
                     .crosses_water_ = r.kind_ != street_kind::kTrack,
                     .dives_ = !r.needed_,
                     .ref_ = ref_for(c, index)};
  auto const part = [&](point_id const p, point_id const q, std::uint32_t const settlement) {
    auto s = like;
    s.points_ = {p, q};
    s.bridge_ = {passing::kOnGround};
    s.settlement_ = settlement;
    s.style_ = settlement == kNone ? name_style::kUnnamed : name_style::kStreet;
    n.streets_.push_back(std::move(s));
  };
  auto const leave = std::min(reach(from), whole * 0.4);
  auto const enter = std::min(reach(to), whole * 0.4);
  auto const p = leave > 0 ? add_point(n, at(leave)) : first;
  auto const q = enter > 0 ? add_point(n, at(whole - enter)) : last;
  if (p != first) {
    part(first, p, r.from_);
  }
  part(p, q, kNone);
  if (q != last) {
    part(q, last, r.to_);
  }
}

}  // namespace

std::string ref_text(std::uint32_t const ref) {
  switch (ref) {
    case kMotorwayRef: return "М-37";
    case kTrunkRef: return "Р-118";
    case kRingRoadRef: return "К-1";
    case kOldRoadRef: return "Р-12";
    case kOldRoadRef + 1: return "Р-14";
    default: return fmt::format("К-{:03}", 10 + (ref - kFirstLocalRef));
  }
}

void lay_country_roads(world& w, country const& c) {
  for (auto i = std::size_t{0}; i < c.roads_.size(); ++i) {
    lay(w, c, i);
  }
}

}  // namespace leeward::roads::made
