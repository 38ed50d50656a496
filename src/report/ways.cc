#include "report/ways.h"

#include <algorithm>

#include <fmt/format.h>

namespace leeward::report {

namespace {

// What held at the operation's start and end holds before and after it.
bool holds(roads::closure const& c, instant const from, instant const until) {
  return (!c.from_ || *c.from_ < until) && (!c.to_ || *c.to_ > from);
}

}  // namespace

way_finder::way_finder(std::shared_ptr<roads::road_map const> map, planning::scenario const& s)
    : map_{std::move(map)}, start_{s.start_}, end_{s.end_}, closures_{s.closures_} {
  for (auto const& d : s.depots_) {
    places_.emplace(d.id_, d.position_);
  }
  for (auto const& p : planning::boarding_places(s)) {
    places_.emplace(p.id_, p.position_);
  }
  for (auto const& c : s.centres_) {
    places_.emplace(c.id_, c.position_);
  }
}

result<way_finder> way_finder::make(std::shared_ptr<roads::road_map const> map, planning::scenario const& s) {
  auto finder = way_finder{std::move(map), s};
  auto const all = finder.during(s.start_, s.end_);
  for (auto const& v : s.vehicles_) {
    if (finder.profiles_.contains(v.profile_)) {
      continue;
    }
    auto const profile = roads::find_profile(*finder.map_, v.profile_);
    if (!profile) {
      return tl::unexpected{profile.error()};
    }
    finder.profiles_.emplace(v.profile_, *profile);
    if (auto const opened = finder.situation_of(v.profile_, all); !opened) {
      return tl::unexpected{opened.error()};
    }
  }
  return finder;
}

way_finder::closed way_finder::during(instant const departure, instant const arrival) const {
  auto const from = std::clamp(departure, start_, end_ + seconds{-1});
  auto const until = std::max(from + seconds{1}, std::min(arrival, end_));
  auto holding = closed{};
  for (auto i = std::size_t{0}; i != closures_.size(); ++i) {
    if (holds(closures_[i], from, until)) {
      holding.push_back(i);
    }
  }
  return holding;
}

result<roads::situation const*> way_finder::situation_of(std::string const& profile, closed const& which) {
  auto const key = std::pair{profile, which};
  if (auto const known = situations_.find(key); known != situations_.end()) {
    return &known->second;
  }
  auto const id = profiles_.find(profile);
  if (id == profiles_.end()) {
    return invalid(fmt::format("The plan uses the profile '{}', which no vehicle of its scenario has.", profile),
                   "plan");
  }
  auto holding = std::vector<roads::closure>{};
  for (auto const i : which) {
    holding.push_back(closures_[i]);
    holding.back().from_.reset();
    holding.back().to_.reset();
  }
  auto situation = roads::situation{map_, id->second};
  if (auto const done = situation.close(holding); !done) {
    return tl::unexpected{done.error()};
  }
  return &situations_.emplace(key, std::move(situation)).first->second;
}

result<roads::place_on_road> way_finder::snapped(std::string const& profile, std::string const& place) {
  auto const key = std::pair{profile, place};
  if (auto const known = snapped_.find(key); known != snapped_.end()) {
    return known->second;
  }
  auto const where = places_.find(place);
  if (where == places_.end()) {
    return invalid(fmt::format("The plan names the place '{}', which its scenario does not have.", place), "plan");
  }
  auto const on_road = roads::snap(*map_, profiles_.at(profile), where->second, planning::kSnapLimit);
  if (on_road) {
    snapped_.emplace(key, *on_road);
  }
  return on_road;
}

result<roads::route const*> way_finder::find(std::string const& profile, std::string const& from, std::string const& to,
                                             closed const& which) {
  auto const key = std::tuple{profile, from, to, which};
  if (auto const known = routes_.find(key); known != routes_.end()) {
    return &known->second;
  }
  auto const situation = situation_of(profile, which);
  if (!situation) {
    return tl::unexpected{situation.error()};
  }
  auto const a = snapped(profile, from);
  auto const b = snapped(profile, to);
  if (!a || !b) {
    return tl::unexpected{(a ? b : a).error()};
  }
  auto route = (*situation)->find_route(*a, *b);
  if (!route) {
    return tl::unexpected{route.error()};
  }
  return &routes_.emplace(key, std::move(*route)).first->second;
}

// What has closed since the start may have cut off somebody who had set out.
way_finder::closed way_finder::as_driven(std::string const& profile, planning::leg const& l) {
  auto const all = during(l.departure_, l.arrival_);
  auto const way = find(profile, l.from_, l.to_, all);
  return way || way.error().kind_ != error_kind::kUnreachable ? all : during(start_, start_);
}

result<roads::route const*> way_finder::open_to(std::string const& profile, planning::leg const& l) {
  return find(profile, l.from_, l.to_, during(l.departure_, l.arrival_));
}

result<roads::route const*> way_finder::of(std::string const& profile, planning::leg const& l) {
  return find(profile, l.from_, l.to_, as_driven(profile, l));
}

result<std::vector<roads::step>> way_finder::in_words(std::string const& profile, planning::leg const& l) {
  return of(profile, l).and_then([&](roads::route const* const r) {
    return situation_of(profile, as_driven(profile, l)).map([&](roads::situation const* const s) {
      return s->describe(*r);
    });
  });
}

}  // namespace leeward::report
