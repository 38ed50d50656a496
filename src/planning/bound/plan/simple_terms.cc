#include "planning/bound/plan/simple_terms.h"

#include <algorithm>
#include <functional>
#include <limits>
#include <map>
#include <utility>

#include "base/geo.h"

namespace leeward::planning::bound {

namespace {

constexpr auto const kMostSteps = std::int64_t{50'000'000};  // of the table that fills beds

bool fits_somewhere(problem const& p, fleet_network const& n, household_id const h) {
  return std::ranges::any_of(n.groups_, [&](counted_group const& g) {
    return std::ranges::any_of(g.vehicles_, [&](vehicle_id const v) { return can_take(p, v, h); });
  });
}

// Weights of those who need so many accessible beds, the greatest first.
using by_beds = std::map<std::int64_t, std::vector<std::int64_t>>;

std::int64_t sum_of(by_beds const& all) {
  auto sum = std::int64_t{0};
  for (auto const& [beds, weights] : all) {
    for (auto const w : weights) {
      sum += w;
    }
  }
  return sum;
}

// As if a household could be served in part.
std::int64_t most_by_parts(by_beds const& all, std::int64_t beds) {
  auto order = std::vector<std::pair<std::int64_t, std::int64_t>>{};  // weight, beds
  for (auto const& [n, weights] : all) {
    for (auto const w : weights) {
      order.emplace_back(w, n);
    }
  }
  std::ranges::stable_sort(order, [](auto const& a, auto const& b) { return a.first * b.second > b.first * a.second; });
  auto sum = std::int64_t{0};
  for (auto const& [weight, n] : order) {
    auto const part = std::min(beds, n);
    sum += (weight * part + n - 1) / n;
    beds -= part;
  }
  return sum;
}

// The most weight that so many beds can take, households whole.
std::int64_t most_weight(by_beds const& all, std::int64_t const beds) {
  auto needed = std::int64_t{0};
  auto steps = std::int64_t{0};
  for (auto const& [n, weights] : all) {
    needed += n * std::ssize(weights);
    steps += beds * std::ssize(weights);
  }
  if (needed <= beds) {
    return sum_of(all);
  }
  if (steps > kMostSteps) {
    return most_by_parts(all, beds);
  }
  auto best = std::vector<std::int64_t>(static_cast<std::size_t>(beds) + 1);
  for (auto const& [n, weights] : all) {
    for (auto const w : weights) {
      for (auto b = best.size(); b-- > static_cast<std::size_t>(n);) {
        best[b] = std::max(best[b], best[b - static_cast<std::size_t>(n)] + w);
      }
    }
  }
  return best.back();
}

beds all_beds(problem const& p) {
  auto sum = beds{};
  for (auto const& b : p.beds_) {
    sum.general_ += std::max(persons{}, b.general_);
    sum.accessible_ += std::max(persons{}, b.accessible_);
  }
  return sum;
}

bool is_own(problem const& p, std::size_t const centre) { return p.scenario_.centres_[centre].tier_ == 1; }

// Seats taken, and persons at most: what a vehicle and a bed can be asked for.
std::int64_t units_of(party const& h) { return std::min(h.takes_.seats_.v_, h.persons_.v_); }

std::int64_t units_to_bring(problem const& p, who_can_go const& who, std::int64_t const left) {
  auto sum = -left;  // each is of a weight of one or more
  for (auto const h : who.households_) {
    sum += units_of(p.households_[h.v_]);
  }
  return std::max<std::int64_t>(0, sum);
}

// So much for a unit, and so many of them.
struct offer {
  std::int64_t cost_{0};
  std::int64_t units_{0};
};

// The least cost of so many units.
std::int64_t least_cost(std::vector<offer> offers, std::int64_t units) {
  std::ranges::sort(offers, {}, &offer::cost_);
  auto sum = std::int64_t{0};
  for (auto const& o : offers) {
    auto const part = std::min(units, o.units_);
    sum += part * o.cost_;
    units -= part;
  }
  return sum;
}

std::int64_t beds_at(problem const& p, std::size_t const c) {
  return std::max<std::int64_t>(0, p.beds_[c].general_.v_) + std::max<std::int64_t>(0, p.beds_[c].accessible_.v_);
}

// From where it boards to the centre and back into the place where it may board again, for a seat.
std::vector<offer> round_trips(problem const& p, fleet_network const& n) {
  auto offers = std::vector<offer>{};
  for (auto c = std::size_t{0}; c != n.centres_; ++c) {
    auto least = std::int64_t{kFar};
    for (auto const& d : n.drives_) {
      for (auto const* const l : {&d.points_, &d.doors_}) {
        for (auto q = std::size_t{0}; q != l->first_.size(); ++q) {
          least = std::min<std::int64_t>(least, l->loaded_[c * n.points_ + q] + d.back_[c]);
        }
      }
    }
    if (least < kFar) {
      offers.push_back({least + n.unloading_, beds_at(p, c)});
    }
  }
  return offers;
}

// No leg is shorter than the judge believes.
std::int64_t least_leg(position const a, position const b) {
  auto const straight = to_metres(distance_between(a, b)).v_;
  return std::max<std::int64_t>(0, straight - 2 * kSnapLimit.v_ - straight / 100);
}

std::int64_t length_of_begun(problem const& p) {
  auto sum = std::int64_t{0};
  if (p.scenario_.committed_) {
    for (auto const& t : p.scenario_.committed_->trips_) {
      for (auto const& at : t.pickups_) {
        sum += at.way_.length_m_.v_;
      }
      sum += t.centre_.way_.length_m_.v_;
    }
  }
  return sum;
}

// Of one kind of drives: the quickest way from each point to a centre.
struct to_any_centre {
  explicit to_any_centre(fleet_network const& n) {
    for (auto const& d : n.drives_) {
      points_.push_back(quickest(n, d.points_));
      doors_.push_back(quickest(n, d.doors_));
    }
  }

  static std::vector<std::int32_t> quickest(fleet_network const& n, legs const& l) {
    auto best = std::vector<std::int32_t>(l.first_.size(), kFar);
    for (auto i = std::size_t{0}; i != l.loaded_.size(); ++i) {
      best[i % n.points_] = std::min(best[i % n.points_], l.loaded_[i]);
    }
    return best;
  }

  std::vector<std::vector<std::int32_t>> points_{};  // [drives][points]
  std::vector<std::vector<std::int32_t>> doors_{};
};

// Seconds from the operation's start until a household can be at a centre at the earliest; nothing if never in time.
std::optional<std::int64_t> earliest_arrival(problem const& p, fleet_network const& n, to_any_centre const& ways,
                                             household_id const id) {
  auto const& h = p.households_[id.v_];
  auto const ready = (h.ready_from_ - p.scenario_.start_).v_;
  auto best = std::int64_t{kFar};
  for (auto const& g : n.groups_) {
    auto const& d = n.drives_[g.like_.drives_];
    for (auto const& at : n.boards_[id.v_]) {
      auto const& l = at.at_door_ ? d.doors_ : d.points_;
      auto const way = (at.at_door_ ? ways.doors_ : ways.points_)[g.like_.drives_][at.point_];
      auto there = std::int64_t{g.like_.from_} + l.first_[at.point_];
      if (g.like_.begins_at_ != centre_id::kNone) {
        there = g.like_.from_;
      }
      if (there < kFar) {
        best = std::min(best, std::max(there, ready) + n.boarding_ * h.takes_.seats_.v_ + way);
      }
    }
  }
  return best <= n.end_ ? std::optional{best} : std::nullopt;
}

}  // namespace

who_can_go find_who_can_go(problem const& p, fleet_network const& n) {
  auto who = who_can_go{};
  auto const ways = to_any_centre{n};
  for (auto i = std::uint32_t{0}; i != p.households_.size(); ++i) {
    auto const id = household_id{i};
    auto has_centre = false;
    for (auto c = std::uint32_t{0}; c != n.centres_ && !has_centre; ++c) {
      has_centre = can_house(p, {c}, id);
    }
    auto const at =
        has_centre && can_board(p, id) && fits_somewhere(p, n, id) ? earliest_arrival(p, n, ways, id) : std::nullopt;
    if (at) {
      who.households_.push_back(id);
      who.earliest_.push_back(*at);
    } else {
      who.weight_of_others_ += p.households_[i].weight_;
    }
  }
  return who;
}

std::int64_t weight_without_bed(problem const& p, who_can_go const& who) {
  auto general = by_beds{};
  auto accessible = by_beds{};
  for (auto const id : who.households_) {
    auto const& h = p.households_[id.v_];
    if (h.beds_.general_.v_ > 0) {
      general[h.beds_.general_.v_].push_back(h.weight_);
    }
    if (h.beds_.accessible_.v_ > 0) {
      accessible[h.beds_.accessible_.v_].push_back(h.weight_);
    }
  }
  auto const there_are = all_beds(p);
  return std::max(sum_of(general) - most_weight(general, there_are.general_.v_),
                  sum_of(accessible) - most_weight(accessible, there_are.accessible_.v_));
}

persons most_in_own_tier(problem const& p, who_can_go const& who) {
  auto asked = beds{};
  for (auto const id : who.households_) {
    asked = asked + p.households_[id.v_].beds_;
  }
  auto offered = beds{};
  auto most = persons{};
  for (auto c = std::size_t{0}; c != p.beds_.size(); ++c) {
    if (is_own(p, c)) {
      offered.general_ += std::max(persons{}, p.beds_[c].general_);
      offered.accessible_ += std::max(persons{}, p.beds_[c].accessible_);
    }
  }
  for (auto const& s : p.settled_) {
    most += is_own(p, s.centre_.v_) ? p.scenario_.households_[s.household_].persons_ : persons{};
  }
  return most + std::min(asked.general_, offered.general_) + std::min(asked.accessible_, offered.accessible_);
}

std::optional<instant> earliest_clearance(problem const& p, fleet_network const& n, who_can_go const& who,
                                          std::int64_t const left) {
  auto last = std::optional<instant>{};
  if (p.scenario_.committed_) {
    for (auto const& t : p.scenario_.committed_->trips_) {
      last = std::max(last.value_or(t.centre_.begin_), t.centre_.begin_);
    }
  }
  auto latest = std::int64_t{-1};
  for (auto i = std::size_t{0}; i != who.households_.size(); ++i) {
    if (p.households_[who.households_[i].v_].weight_ > left) {
      latest = std::max(latest, who.earliest_[i]);
    }
  }
  // All seats together, for so long, against all that has to be brought.
  auto const work = least_cost(round_trips(p, n), units_to_bring(p, who, left));
  auto const done_by = [&](std::int64_t const t) {
    auto sum = std::int64_t{0};
    for (auto const& g : n.groups_) {
      auto longest_back = std::int64_t{n.unloading_};
      for (auto const b : n.drives_[g.like_.drives_].back_) {
        longest_back = b < kFar ? std::max<std::int64_t>(longest_back, std::int64_t{n.unloading_} + b) : longest_back;
      }
      auto const from = std::int64_t{g.like_.from_} - (g.like_.begins_at_ == centre_id::kNone ? 0 : longest_back);
      auto const until = std::min<std::int64_t>(t + longest_back, g.like_.until_);
      sum +=
          std::ssize(g.vehicles_) * g.like_.seats_ * (t < g.like_.from_ ? 0 : std::max<std::int64_t>(0, until - from));
    }
    return sum;
  };
  auto low = std::int64_t{0};
  for (auto high = std::int64_t{n.end_}; work > 0 && low < high;) {
    auto const middle = low + (high - low) / 2;
    (done_by(middle) >= work ? high : low) = done_by(middle) >= work ? middle : middle + 1;
  }
  latest = work > 0 ? std::max(latest, low) : latest;
  if (latest >= 0) {
    auto const at = p.scenario_.start_ + seconds{latest};
    last = std::max(last.value_or(at), at);
  }
  return last;
}

metres least_length(problem const& p, who_can_go const& who, std::int64_t const left) {
  auto const& s = p.scenario_;
  auto seats = std::int64_t{1};
  for (auto const& v : p.vehicles_) {
    seats = std::max(seats, v.has_.seats_.v_);
  }
  auto boarding = std::vector<position>{};
  for (auto const& q : boarding_places(s)) {
    boarding.push_back(q.position_);
  }
  auto offers = std::vector<offer>{};
  for (auto c = std::size_t{0}; c != s.centres_.size(); ++c) {
    auto out = std::numeric_limits<std::int64_t>::max();
    for (auto const q : boarding) {
      out = std::min(out, least_leg(q, s.centres_[c].position_));
    }
    auto back = out;
    for (auto const& d : s.depots_) {
      back = std::min(back, least_leg(d.position_, s.centres_[c].position_));
    }
    if (!boarding.empty()) {
      offers.push_back({out + back, beds_at(p, c)});
    }
  }
  return {length_of_begun(p) + least_cost(std::move(offers), units_to_bring(p, who, left)) / seats};
}

}  // namespace leeward::planning::bound
