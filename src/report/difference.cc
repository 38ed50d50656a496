#include "report/difference.h"

#include <algorithm>
#include <cstdlib>
#include <map>
#include <optional>
#include <tuple>
#include <utility>

namespace leeward::report {

namespace {

using by_household = std::map<std::string, planning::assignment const*, std::less<>>;

by_household served_of(planning::plan const& p) {
  auto all = by_household{};
  for (auto const& a : p.households_) {
    all.emplace(a.household_, &a);
  }
  return all;
}

planning::assignment const* find(by_household const& all, std::string const& household) {
  auto const found = all.find(household);
  return found == all.end() ? nullptr : found->second;
}

template <typename List>
void most_persons_first(List& list) {
  std::ranges::stable_sort(list, std::greater{}, [](auto const& entry) { return entry.persons_; });
}

struct tally {
  void add_served(planning::household const& h, planning::assignment const& then, planning::assignment const& now) {
    auto const delay = now.arrival_ - then.arrival_;
    (std::abs(delay.v_) < 60 ? out_.same_arrival_ : delay.v_ > 0 ? out_.later_ : out_.earlier_) += h.persons_;
    if (delay.v_ >= 60) {
      person_seconds_ += delay.v_ * h.persons_.v_;
      out_.most_delay_ = std::max(out_.most_delay_, delay);
    }
    if (then.centre_ != now.centre_) {
      out_.other_centre_ += h.persons_;
      moves_[{then.centre_, now.centre_}] += h.persons_;
    }
  }

  difference take() {
    if (out_.later_.v_ > 0) {
      out_.mean_delay_ = {person_seconds_ / out_.later_.v_};
    }
    for (auto const& [way, n] : moves_) {
      out_.moves_.push_back({way.first, way.second, n});
    }
    for (auto const& [key, n] : lost_) {
      out_.lost_.push_back({key.first, n, key.second});
    }
    most_persons_first(out_.moves_);
    most_persons_first(out_.lost_);
    return std::move(out_);
  }

  difference out_;
  std::int64_t person_seconds_{0};
  std::map<std::pair<std::string, std::string>, persons> moves_;
  std::map<std::pair<std::string, planning::unserved_reason>, persons> lost_;
};

// Profile, from, to.
using drive_key = std::tuple<std::string, std::string, std::string>;

// Profile, leg, persons.
template <typename Fn>
void for_each_loaded_leg(planning::scenario const& s, planning::plan const& p, Fn&& fn) {
  auto profile = std::map<std::string, std::string, std::less<>>{};
  for (auto const& v : s.vehicles_) {
    profile.emplace(v.id_, v.profile_);
  }
  for (auto const& t : p.trips_) {
    auto on_board = persons{};
    for (auto const& pickup : t.pickups_) {
      if (on_board.v_ > 0) {
        fn(profile[t.vehicle_], pickup.way_, on_board);
      }
      on_board += pickup.persons_;
    }
    if (on_board.v_ > 0) {
      fn(profile[t.vehicle_], t.centre_.way_, on_board);
    }
  }
}

void add(detour& d, planning::leg const& l, persons const n, drive const& was, std::optional<drive> const& is) {
  d.from_ = l.from_;
  d.to_ = l.to_;
  d.trips_ += 1;
  d.persons_ += n;
  d.possible_ = d.possible_ && is.has_value();
  if (is && to_seconds_up(is->duration_ - was.duration_) > d.longer_) {
    d.longer_ = to_seconds_up(is->duration_ - was.duration_);
    d.longer_m_ = (is->length_.v_ - was.length_.v_) / 1000;
  }
}

}  // namespace

difference compare(planning::scenario const& s, planning::plan const& before, planning::plan const& now) {
  auto const then_served = served_of(before);
  auto const now_served = served_of(now);
  auto reasons = std::map<std::string, planning::unserved_reason, std::less<>>{};
  for (auto const& u : now.unserved_) {
    reasons.emplace(u.household_, u.reason_);
  }
  auto t = tally{};
  for (auto const& h : s.households_) {
    auto const* const was = find(then_served, h.id_);
    auto const* const is = find(now_served, h.id_);
    if (was != nullptr && is != nullptr) {
      t.add_served(h, *was, *is);
    } else if (was != nullptr) {
      t.out_.no_longer_served_ += h.persons_;
      t.lost_[{h.pickup_point_, reasons[h.id_]}] += h.persons_;
    } else if (is != nullptr) {
      t.out_.newly_served_ += h.persons_;
    }
  }
  return t.take();
}

std::vector<detour> detours_of(planning::scenario const& s, planning::plan const& before, drive_of const& then,
                               drive_of const& now) {
  auto by_way = std::map<drive_key, detour>{};
  for_each_loaded_leg(s, before, [&](std::string const& profile, planning::leg const& l, persons const n) {
    auto const was = then(profile, l);
    auto const is = now(profile, l);
    if (was && (!is || is->duration_ > was->duration_)) {
      add(by_way[{profile, l.from_, l.to_}], l, n, *was, is);
    }
  });
  auto touched = std::vector<detour>{};
  for (auto& [way, d] : by_way) {
    touched.push_back(std::move(d));
  }
  most_persons_first(touched);
  return touched;
}

}  // namespace leeward::report
