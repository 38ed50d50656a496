#include <algorithm>
#include <map>
#include <vector>

#include <fmt/format.h>

#include "base/time.h"
#include "check/sheet.h"

// What trips share at a place: where to stand, the desk, the beds.
namespace leeward::check {

namespace {

using planning::beds;
using planning::stop;
using planning::trip;

struct standing {
  trip const* trip_;
  stop const* stop_;
  bool begun_{false};  // it stands as it stood
};

bool all_begun(std::vector<standing> const& all, instant const now) {
  return std::ranges::all_of(
      all, [&](standing const& x) { return x.begun_ || now < x.stop_->begin_ || x.stop_->end_ < now; });
}

using standings = std::map<std::string_view, std::vector<standing>>;

// How many board there as each one begins.
void check_crowd(sheet& s, planning::pickup_point const& p, std::vector<standing> const& all) {
  auto const room = p.capacity_;
  if (!room) {
    return;
  }
  for (auto const& one : all) {
    auto const now = one.stop_->begin_;
    auto n = persons{};
    for (auto const& x : all) {
      if (x.stop_->begin_ <= now && (now < x.stop_->end_ || x.stop_ == one.stop_)) {
        n += x.stop_->persons_;
      }
    }
    if (n > *room && !all_begun(all, now)) {
      s.add(rule::kPointCrowded, fmt::format("trip {}", one.trip_->id_),
            fmt::format("boards when {} persons board at {} at {}; there is room for {}.", n.v_, p.id_, to_string(now),
                        room->v_));
    }
  }
}

// How many stand there as each one begins.
void check_standing(sheet& s, rule const r, std::string_view const place, std::vector<standing> const& all,
                    std::int64_t const places) {
  for (auto const& one : all) {
    auto const now = one.stop_->begin_;
    auto const n =
        std::ranges::count_if(all, [&](standing const& x) { return x.stop_->begin_ <= now && now < x.stop_->end_; });
    if (n > places && !all_begun(all, now)) {
      s.add(r, fmt::format("trip {}", one.trip_->id_),
            fmt::format("is one of {} vehicles at {} at {}; there is room for {}.", n, place, to_string(now), places));
    }
  }
}

void check_desk(sheet& s, planning::centre const& c, std::vector<standing> all) {
  auto const an_hour = c.intake_persons_per_hour_;
  if (!an_hour) {
    return;
  }
  std::ranges::sort(all, {}, [](standing const& x) { return x.stop_->begin_; });
  for (auto i = std::size_t{1}; i < all.size(); ++i) {
    auto const& before = *all[i - 1].stop_;
    auto const free = before.begin_ + planning::intake_time(c, before.persons_);
    if (all[i].stop_->begin_ < free && !(all[i].begun_ && all[i - 1].begun_)) {
      s.add(rule::kIntakeExceeded, fmt::format("trip {}", all[i].trip_->id_),
            fmt::format("arrives at {} at {}, where {} persons of trip {} are taken in until {} ({} an hour).", c.id_,
                        to_string(all[i].stop_->begin_), before.persons_.v_, all[i - 1].trip_->id_, to_string(free),
                        *an_hour));
    }
  }
}

void check_beds(sheet& s) {
  auto used = std::map<std::string_view, beds>{};
  for (auto const& a : s.p_.households_) {
    if (auto const* const h = find(s.households_, a.household_); h != nullptr) {
      auto const due = planning::beds_of(*h);
      used[a.centre_].general_ += due.general_;
      used[a.centre_].accessible_ += due.accessible_;
    }
  }
  auto const exceeds = [&](std::string_view const kind, planning::centre const& c, persons const n, persons const of) {
    if (n > of) {
      s.add(rule::kBedsExceeded, fmt::format("centre {}", c.id_),
            fmt::format("has {} {} beds, {} are given out.", of.v_, kind, n.v_));
    }
  };
  for (auto const& c : s.s_.centres_) {
    auto const there_are = planning::beds_on_offer(s.s_, c);
    exceeds("general", c, used[c.id_].general_, there_are.general_);
    exceeds("accessible", c, used[c.id_].accessible_, there_are.accessible_);
  }
}

}  // namespace

void check_places(sheet& s) {
  auto loading = standings{};
  auto unloading = standings{};
  for (auto const& t : s.p_.trips_) {
    auto const begun = s.begun_trips_.contains(t.id_);
    for (auto const& at : t.pickups_) {
      loading[at.way_.to_].push_back({&t, &at, begun});
    }
    unloading[t.centre_.way_.to_].push_back({&t, &t.centre_, begun});
  }
  for (auto const& p : s.s_.pickup_points_) {
    if (p.capacity_) {
      check_crowd(s, p, loading[p.id_]);
    }
    if (p.loading_places_) {
      check_standing(s, rule::kLoadingPlacesExceeded, p.id_, loading[p.id_], *p.loading_places_);
    }
  }
  for (auto const& c : s.s_.centres_) {
    if (c.unloading_places_) {
      check_standing(s, rule::kUnloadingPlacesExceeded, c.id_, unloading[c.id_], *c.unloading_places_);
    }
    if (c.intake_persons_per_hour_) {
      check_desk(s, c, unloading[c.id_]);
    }
  }
  check_beds(s);
}

}  // namespace leeward::check
