#include "planning/improve/exact.h"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <optional>
#include <set>
#include <tuple>
#include <utility>
#include <vector>

namespace leeward::planning::improve {

using trips::centre_id;
using trips::load_id;
using trips::trip;
using trips::vehicle_id;

namespace {

constexpr auto const kMostStates = std::size_t{200'000};  // remembered, for memory
constexpr auto const kFar = std::int64_t{1} << 60U;

auto key_of(trips::load const& l) {
  return std::tuple{l.point_,     l.carriers_, l.centres_,       l.ready_,           l.loading_,
                    l.unloading_, l.optional_, l.beds_.general_, l.beds_.accessible_};
}

// Loads that are alike.
struct kind {
  std::vector<load_id> loads_;
  std::int64_t left_{0};
  std::int64_t least_work_{0};  // of a trip, the way to it included; 0 if nobody waits
};

class tree {
public:
  tree(trips::problem const& p, std::int64_t const limit, std::int64_t const most_trips)
      : p_{p}, limit_{limit}, trips_left_{most_trips}, room_{p.room_}, sequences_(p.vehicles_.size()) {
    for (auto i = std::uint32_t{0}; i != p.loads_.size(); ++i) {
      auto const same = std::ranges::find_if(
          kinds_, [&](kind const& k) { return key_of(p.at(k.loads_.front())) == key_of(p.loads_[i]); });
      (same == end(kinds_) ? kinds_.emplace_back() : *same).loads_.push_back({i});
    }
    for (auto& k : kinds_) {
      k.left_ = std::ssize(k.loads_);
      auto const& l = p.at(k.loads_.front());
      k.least_work_ = l.optional_ ? 0 : least_work(l);
      work_left_ += k.left_ * k.least_work_;
      required_left_ += l.optional_ ? 0 : k.left_;
    }
  }

  // Whether there is a solution with no arrival after the limit.
  bool find() { return close({0}); }
  bool was_cut() const { return trips_left_ < 0; }

  trips::solution found() const {
    auto out = trips::solution{.trips_ = std::vector<std::vector<trip>>(p_.vehicles_.size()), .unserved_ = {}};
    auto used = std::vector<std::size_t>(kinds_.size(), 0);
    for (auto v = std::size_t{0}; v != sequences_.size(); ++v) {
      for (auto const& [k, c] : sequences_[v]) {
        out.trips_[v].push_back({kinds_[k].loads_[used[k]++], c});
      }
    }
    for (auto k = std::size_t{0}; k != kinds_.size(); ++k) {
      auto const& all = kinds_[k].loads_;
      out.unserved_.insert(end(out.unserved_), begin(all) + static_cast<std::ptrdiff_t>(used[k]), end(all));
    }
    return out;
  }

private:
  using planned = std::pair<std::size_t, centre_id>;  // kind, centre

  std::int64_t least_work(trips::load const& l) const {
    auto least = kFar;
    for (auto const& v : p_.vehicles_) {
      for (auto c = std::uint32_t{0}; c != p_.centres(); ++c) {
        auto const in = l.loading_ + p_.to_centre(v, l.point_, {c});
        for (auto from = std::uint32_t{0}; from != p_.centres(); ++from) {
          least = std::min(least, in + std::min(p_.from_start(v, l.point_), p_.to_point(v, {from}, l.point_)));
        }
      }
    }
    return least;
  }

  // The vehicles before this one have their trips; this and all later ones have none yet.
  bool close(vehicle_id const v) {
    if (required_left_ == 0) {
      return true;
    }
    if (v.v_ == p_.vehicles_.size()) {
      return false;
    }
    auto time = std::int64_t{0};
    for (auto u = v.v_; u != p_.vehicles_.size(); ++u) {
      time += std::max(std::int64_t{0}, limit_ - p_.vehicles_[u].available_from_);
    }
    auto state = std::vector<std::int64_t>{v.v_};
    std::ranges::transform(kinds_, std::back_inserter(state), &kind::left_);
    for (auto const& r : room_) {
      state.insert(end(state), {r.general_, r.accessible_});
    }
    if (work_left_ > time || (failed_.size() < kMostStates && !failed_.insert(std::move(state)).second)) {
      return false;
    }
    return go_on(v, p_.at(v).available_from_);
  }

  // Every next trip of a vehicle that is free at that time, then none.
  bool go_on(vehicle_id const v, std::int64_t const free_at) {
    if (required_left_ == 0) {
      return true;
    }
    for (auto k = std::size_t{0}; k != kinds_.size(); ++k) {
      auto const l = kinds_[k].loads_.front();
      for (auto c = std::uint32_t{0}; c != p_.centres() && kinds_[k].left_ != 0 && p_.may_carry(v, l); ++c) {
        if (p_.may_house({c}, l) && try_trip(v, free_at, {k, {c}})) {
          return true;
        }
      }
    }
    return close({v.v_ + 1});
  }

  bool try_trip(vehicle_id const v, std::int64_t const free_at, planned const t) {
    auto const& l = p_.at(kinds_[t.first].loads_.front());
    auto& room = room_[t.second.v_];
    auto const& vehicle = p_.at(v);
    auto& sequence = sequences_[v.v_];
    auto const way =
        sequence.empty() ? p_.from_start(vehicle, l.point_) : p_.to_point(vehicle, sequence.back().second, l.point_);
    auto const arrival = std::max(free_at + way, l.ready_) + l.loading_ + p_.to_centre(vehicle, l.point_, t.second);
    if (arrival > limit_ || arrival + l.unloading_ > vehicle.end_by_ || room.general_ < l.beds_.general_ ||
        room.accessible_ < l.beds_.accessible_ || --trips_left_ < 0) {
      return false;
    }
    move(t, l, 1);
    sequence.push_back(t);
    if (go_on(v, arrival + l.unloading_)) {
      return true;
    }
    sequence.pop_back();
    move(t, l, -1);
    return false;
  }

  void move(planned const t, trips::load const& l, std::int64_t const count) {
    auto& k = kinds_[t.first];
    k.left_ -= count;
    work_left_ -= count * k.least_work_;
    required_left_ -= l.optional_ ? 0 : count;
    room_[t.second.v_].general_ -= count * l.beds_.general_;
    room_[t.second.v_].accessible_ -= count * l.beds_.accessible_;
  }

  trips::problem const& p_;
  std::int64_t limit_;
  std::int64_t trips_left_;
  std::vector<kind> kinds_;
  std::vector<trips::bed_count> room_;
  std::vector<std::vector<planned>> sequences_;  // [vehicles]
  std::int64_t work_left_{0};
  std::int64_t required_left_{0};
  std::set<std::vector<std::int64_t>> failed_;  // states that were looked at already, or are being
};

}  // namespace

exact_answer solve_exactly(trips::problem const& p, trips::solution const& known, std::int64_t const most_trips) {
  auto out = exact_answer{.best_ = known};
  auto const is_whole = value_of(p, known).unserved_ == 0;
  while (is_whole && !p.waiting_counts_ && !out.proven_) {
    auto const makespan = value_of(p, out.best_).makespan_;
    auto t = tree{p, makespan - 1, most_trips};
    if (makespan == 0) {
      out.proven_ = true;
    } else if (t.find()) {
      out.best_ = t.found();
    } else if (t.was_cut()) {
      break;
    } else {
      out.proven_ = true;
    }
  }
  return out;
}

}  // namespace leeward::planning::improve
