#include "planning/trips/construct.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <queue>
#include <tuple>
#include <vector>

#include "planning/trips/route.h"

namespace leeward::planning::trips {

namespace {

struct free_vehicle {
  auto operator<=>(free_vehicle const&) const = default;

  std::int64_t from_;
  std::uint32_t vehicle_;
};

struct choice {
  std::size_t at_;  // among those that wait
  centre_id centre_;
  std::int64_t arrival_;
};

class greed {
public:
  explicit greed(problem const& p)
      : p_{p},
        room_{p.room_},
        nearest_(p.times_.size(), std::vector<centre_id>(p.loads_.size())),
        last_(p.vehicles_.size()) {
    made_.trips_.resize(p.vehicles_.size());
    for (auto i = std::uint32_t{0}; i != p.loads_.size(); ++i) {
      (p.loads_[i].optional_ ? made_.unserved_ : waiting_).push_back(load_id{i});
    }
    for (auto v = std::uint32_t{0}; v != p.vehicles_.size(); ++v) {
      free_.push({p.vehicles_[v].available_from_, v});
    }
  }

  solution run() {
    while (!free_.empty() && !waiting_.empty()) {
      auto const [from, v] = free_.top();
      free_.pop();
      if (auto const best = choose({v}, from)) {
        take({v}, *best);
      }
    }
    made_.unserved_.insert(end(made_.unserved_), begin(waiting_), end(waiting_));
    return std::move(made_);
  }

private:
  std::optional<choice> choose(vehicle_id const v, std::int64_t const from) {
    auto best = std::optional<choice>{};
    auto const& vehicle = p_.at(v);
    for (auto i = std::size_t{0}; i != waiting_.size(); ++i) {
      auto const l = waiting_[i];
      if (!p_.may_carry(v, l)) {
        continue;
      }
      auto const c = nearest(v, l);
      if (c.is_none()) {
        continue;
      }
      auto const& load = p_.at(l);
      auto const way =
          last_[v.v_].is_none() ? p_.from_start(vehicle, load.point_) : p_.to_point(vehicle, last_[v.v_], load.point_);
      auto const arrival = std::max(from + way, load.ready_) + load.loading_ + p_.to_centre(vehicle, load.point_, c);
      if (in_time(v, {l, c}, arrival) && (!best || arrival < best->arrival_)) {
        best = choice{i, c, arrival};
      }
    }
    return best;
  }

  bool in_time(vehicle_id const v, trip const t, std::int64_t const arrival) const {
    if (!p_.crews_) {
      return arrival + p_.at(t.load_).unloading_ <= p_.at(v).end_by_;
    }
    auto const r = make_route(p_, v, made_.trips_[v.v_]);
    auto w = walker{p_, v, r, r.size()};
    w.drive(t);
    return w.in_time();
  }

  bool has_room(centre_id const c, load const& l) const {
    return room_[c.v_].general_ >= l.beds_.general_ && room_[c.v_].accessible_ >= l.beds_.accessible_;
  }

  // The nearest centre with room, kept until it has none.
  centre_id nearest(vehicle_id const v, load_id const l) {
    auto const& load = p_.at(l);
    auto& known = nearest_[p_.at(v).class_.v_][l.v_];
    if (!known.is_none() && has_room(known, load)) {
      return known;
    }
    known = {};
    for (auto c = std::uint32_t{0}; c != p_.centres(); ++c) {
      if (p_.may_house({c}, l) && has_room({c}, load) &&
          (known.is_none() || p_.to_centre(p_.at(v), load.point_, {c}) < p_.to_centre(p_.at(v), load.point_, known))) {
        known = {c};
      }
    }
    return known;
  }

  void take(vehicle_id const v, choice const& c) {
    auto const l = waiting_[c.at_];
    made_.trips_[v.v_].push_back({l, c.centre_});
    room_[c.centre_.v_].general_ -= p_.at(l).beds_.general_;
    room_[c.centre_.v_].accessible_ -= p_.at(l).beds_.accessible_;
    last_[v.v_] = c.centre_;
    waiting_.erase(waiting_.begin() + static_cast<std::ptrdiff_t>(c.at_));
    free_.push({c.arrival_ + p_.at(l).unloading_, v.v_});
  }

  problem const& p_;
  std::vector<bed_count> room_;
  std::vector<std::vector<centre_id>> nearest_;  // [classes][loads]
  std::vector<centre_id> last_;                  // [vehicles]
  std::vector<load_id> waiting_;
  std::priority_queue<free_vehicle, std::vector<free_vehicle>, std::greater<>> free_;
  solution made_;
};

}  // namespace

solution construct(problem const& p) { return greed{p}.run(); }

}  // namespace leeward::planning::trips
