#include "planning/exact/search.h"

#include <algorithm>
#include <array>
#include <limits>
#include <map>
#include <utility>

#include "planning/waiting.h"

namespace leeward::planning::exact {

namespace {

constexpr auto const kFar = std::numeric_limits<std::int64_t>::max() / 4;
constexpr auto const kMostDriven = std::int64_t{500};  // days on paper

// More is better of the first and third.
struct reached {
  std::int64_t saved_{0};  // Σ weight × (end − arrival)
  std::int64_t clearance_{0};
  std::int64_t own_{0};  // persons
  std::int64_t length_{0};
};

// A day so far: a vehicle on its turn.
struct moment {
  std::size_t turn_{0};
  place_id at_;
  bool in_depot_{true};
  crew_state crew_{};
  party_set left_{0};  // wait
  party_set aboard_{0};
  centre_id to_{};  // of those on board
  room free_{};
  persons persons_{};  // on board
  std::int64_t weight_{0};
  reached so_far_{};
};

struct been_with {
  crew_state crew_;
  reached so_far_;
};

bool is_behind(been_with const& a, been_with const& b) {
  auto const& x = a.so_far_;
  auto const& y = b.so_far_;
  return a.crew_.time_ >= b.crew_.time_ && a.crew_.driven_ >= b.crew_.driven_ &&
         a.crew_.since_break_ >= b.crew_.since_break_ && x.saved_ <= y.saved_ && x.clearance_ >= y.clearance_ &&
         x.own_ <= y.own_ && x.length_ >= y.length_;
}

bool has(party_set const s, std::uint32_t const h) { return (s >> h & 1U) != 0; }
party_set one(std::uint32_t const h) { return party_set{1} << h; }

class search {
public:
  search(problem const& p, aims const& known, drive_for_real const& drive_days, std::int64_t const most_steps)
      : p_{p},
        drive_days_{drive_days},
        steps_left_{most_steps},
        turns_{turns_of(p)},
        shortest_{p},
        end_{(p.scenario_.end_ - p.scenario_.start_).v_},
        without_{waiting_if_nobody_went(p)},
        beds_{p.beds_},
        centre_of_(p.scenario_.households_.size()),
        best_{known} {
    for (auto u = turns_.size() + 1; u-- != 0;) {
      earliest_[u].assign(p.households_.size(), u == turns_.size() ? kFar : 0);
      for (auto h = std::uint32_t{0}; u != turns_.size() && h != p.households_.size(); ++h) {
        auto const& v = p.vehicles_[turns_[u].vehicle_.v_];
        earliest_[u][h] = std::min(earliest_[u + 1][h], arrival(u, {h}, p.at(v.depot_), turns_[u].from_));
      }
    }
  }

  bool run() {
    auto all = party_set{0};
    for (auto h = std::uint32_t{0}; h != p_.households_.size(); ++h) {
      all |= one(h);
    }
    begin_turn({.turn_ = 0, .at_ = {}, .left_ = all}, 0);
    return !was_cut_ && (!not_driven_ || *not_driven_ >= best_);
  }

private:
  // When the party can be at a centre at the earliest, if the vehicle of that turn is there then.
  std::int64_t arrival(std::size_t const u, household_id const h, place_id const at, std::int64_t const time) const {
    auto const v = turns_[u].vehicle_;
    auto const profile = p_.vehicles_[v.v_].profile_;
    auto best = kFar;
    if (!can_take(p_, v, h)) {
      return best;
    }
    for (auto const q : p_.households_[h.v_].boards_at_) {
      auto const there = time + shortest_.between(profile, at, p_.at(q));
      auto const on_board = board(p_, h, q, std::max(there, boards_from(p_, h, q)), at == p_.at(q));
      for (auto c = std::uint32_t{0}; on_board && c != p_.scenario_.centres_.size(); ++c) {
        if (can_house(p_, {c}, h) && may_meet(p_, v, q, {c})) {
          auto const at_centre = *on_board + shortest_.between(profile, p_.at(q), p_.at(centre_id{c}));
          best = std::min(best, std::max(at_centre, unloads_from(p_, {c})));
        }
      }
    }
    return best <= end_ ? best : kFar;
  }

  // No day that goes on from here is better.
  aims least(moment const& m) const {
    auto saved = m.so_far_.saved_;
    auto clearance = m.so_far_.clearance_;
    auto own = m.so_far_.own_;
    auto left_out = std::int64_t{0};
    auto const in = [&](std::int64_t const at, std::int64_t const weight, persons const n, bool const is_own) {
      saved += weight * (end_ - at);
      clearance = std::max(clearance, at);
      own += is_own ? n.v_ : 0;
    };
    for (auto h = std::uint32_t{0}; h != p_.households_.size(); ++h) {
      auto const& party = p_.households_[h];
      if (has(m.left_, h)) {
        auto const now = m.turn_ == turns_.size() ? kFar : arrival(m.turn_, {h}, m.at_, m.crew_.time_);
        auto const at = m.turn_ == turns_.size() ? kFar : std::min(now, earliest_[m.turn_ + 1][h]);
        left_out += at >= kFar ? party.weight_ : 0;
        if (at < kFar) {
          in(at, party.weight_, party.persons_, true);
        }
      }
    }
    if (m.aboard_ != 0) {
      auto const profile = p_.vehicles_[turns_[m.turn_].vehicle_.v_].profile_;
      auto const there = m.crew_.time_ + shortest_.between(profile, m.at_, p_.at(m.to_));
      in(std::max(there, unloads_from(p_, m.to_)), m.weight_, m.persons_, is_own(m.to_));
    }
    return {.unserved_weight_ = left_out,
            .weighted_waiting_s_ = without_ - saved,
            .clearance_s_ = clearance,
            .not_own_ = -own,
            .length_m_ = m.so_far_.length_};
  }

  bool is_own(centre_id const c) const { return p_.scenario_.centres_[c.v_].tier_ == 1; }

  // Another has been here that is not behind in anything.
  bool is_beaten(moment const& m) {
    auto key = std::vector<std::int64_t>{static_cast<std::int64_t>(m.turn_), m.at_.v_, m.left_, m.aboard_, m.to_.v_};
    for (auto const& b : beds_) {
      key.push_back(b.general_.v_);
      key.push_back(b.accessible_.v_);
    }
    for (auto const& h : p_.households_) {
      if (!h.apart_.empty()) {
        key.push_back(centre_of_[h.members_.front()].v_);
      }
    }
    auto& been = been_[std::move(key)];
    auto const now = been_with{m.crew_, m.so_far_};
    if (std::ranges::any_of(been, [&](been_with const& other) { return is_behind(now, other); })) {
      return true;
    }
    std::erase_if(been, [&](been_with const& other) { return is_behind(other, now); });
    been.push_back(now);
    return false;
  }

  void begin_turn(moment m, std::int64_t const back) {
    if (m.turn_ != turns_.size()) {
      auto const& t = turns_[m.turn_];
      m.at_ = p_.at(p_.vehicles_[t.vehicle_.v_].depot_);
      m.crew_ = {.time_ = std::max(t.from_, back), .driven_ = 0, .since_break_ = 0};
    }
    m.in_depot_ = true;
    look(m);
  }

  void look(moment const& m) {
    if (was_cut_ || --steps_left_ < 0) {
      was_cut_ = true;
      return;
    }
    if (least(m) >= best_ || is_beaten(m)) {
      return;
    }
    if (m.turn_ == turns_.size() || (m.left_ == 0 && m.aboard_ == 0 && m.in_depot_)) {
      end_day(m);
      return;
    }
    if (m.aboard_ != 0) {
      unload(m);
    }
    board_next(m);
    if (m.aboard_ == 0) {
      m.in_depot_ ? next_turn(m) : go_home(m);
    }
  }

  // Nothing if there is no way, or the crew may not drive so far.
  std::optional<moment> come_to(moment m, place_id const to) {
    auto const v = turns_[m.turn_].vehicle_;
    if (m.at_ != to) {
      auto const driving = p_.least(v, m.at_, to);
      if (driving >= kNoWay || !drive(p_.scenario_.crew_rules_, driving.v_, m.crew_)) {
        return std::nullopt;
      }
      m.so_far_.length_ += length(v, m.at_, to);
    }
    m.at_ = to;
    return m;
  }

  // Waits until then: without a break, and with one, unless one of the two is never better.
  template <typename GoOn>
  void wait_until(moment const& m, std::int64_t const begin, GoOn&& go_on) {
    auto const wait = begin - m.crew_.time_;
    auto const break_s = p_.scenario_.crew_rules_.break_s_.v_;
    auto const may_rest = wait > 0 && m.crew_.since_break_ != 0;
    if (may_rest) {
      auto rested = m;
      rested.crew_.time_ = m.crew_.time_ + std::max(wait, break_s);
      rested.crew_.since_break_ = 0;
      go_on(std::move(rested));
    }
    if (!may_rest || wait < break_s) {
      auto waited = m;
      waited.crew_.time_ = std::max(m.crew_.time_, begin);
      go_on(std::move(waited));
    }
  }

  void board_next(moment const& m) {
    for (auto h = std::uint32_t{0}; h != p_.households_.size(); ++h) {
      if (!has(m.left_, h) || !can_take(p_, turns_[m.turn_].vehicle_, {h}) ||
          !fits(p_.households_[h].takes_, room_in(m))) {
        continue;
      }
      for (auto c = std::uint32_t{0}; c != p_.scenario_.centres_.size(); ++c) {
        if ((m.aboard_ == 0 || m.to_ == centre_id{c}) && may_live({h}, {c})) {
          for (auto const q : p_.households_[h].boards_at_) {
            board_at(m, {h}, q, {c});
          }
        }
      }
    }
  }

  room room_in(moment const& m) const {
    return m.aboard_ == 0 ? p_.vehicles_[turns_[m.turn_].vehicle_.v_].has_ : m.free_;
  }

  bool may_live(household_id const h, centre_id const c) const {
    auto const& party = p_.households_[h.v_];
    return can_house(p_, c, h) && fits(party.beds_, beds_[c.v_]) &&
           std::ranges::none_of(party.apart_, [&](std::uint32_t const other) { return centre_of_[other] == c; });
  }

  void board_at(moment const& m, household_id const h, point_id const q, centre_id const c) {
    auto const t = turns_[m.turn_];
    if (!may_meet(p_, t.vehicle_, q, c)) {
      return;
    }
    auto const& party = p_.households_[h.v_];
    auto const again = m.aboard_ != 0 && m.at_ == p_.at(q);
    auto const at = come_to(m, p_.at(q));
    if (!at) {
      return;
    }
    wait_until(*at, boards_from(p_, h, q), [&](moment there) {
      auto const on_board = board(p_, h, q, there.crew_.time_, again);
      if (!on_board) {
        return;
      }
      there.crew_.time_ = *on_board;
      there.in_depot_ = false;
      there.free_ = room_in(there) - party.takes_;
      there.left_ &= ~one(h.v_);
      there.aboard_ |= one(h.v_);
      there.to_ = c;
      there.persons_ += party.persons_;
      there.weight_ += party.weight_;
      settle(h, c, 1);
      auto const had = days_;
      note(t, h, q, c, m.aboard_ == 0, again);
      look(there);
      days_ = had;
      settle(h, c, -1);
    });
  }

  // Beds taken, or given back.
  void settle(household_id const h, centre_id const c, std::int64_t const times) {
    auto const& party = p_.households_[h.v_];
    auto& left = beds_[c.v_];
    left = {left.general_ - party.beds_.general_ * times, left.accessible_ - party.beds_.accessible_ * times};
    for (auto const m : party.members_) {
      centre_of_[m] = times > 0 ? c : centre_id{};
    }
  }

  void note(turn_out const& t, household_id const h, point_id const q, centre_id const c, bool const begins,
            bool const again) {
    auto const n = p_.households_[h.v_].persons_;
    if (begins) {
      days_.push_back({.vehicle_ = t.vehicle_, .turn_ = t.turn_, .run_ = {.pickups_ = {}, .centre_ = c}});
    }
    auto& pickups = days_.back().run_.pickups_;
    if (again) {
      pickups.back().households_.push_back(h);
      pickups.back().persons_ += n;
    } else {
      pickups.push_back({.point_ = q, .households_ = {h}, .persons_ = n});
    }
  }

  void unload(moment const& m) {
    auto const at = come_to(m, p_.at(m.to_));
    if (!at) {
      return;
    }
    wait_until(*at, unloads_from(p_, m.to_), [&](moment there) {
      auto const begin = there.crew_.time_;
      if (begin > end_) {
        return;
      }
      there.so_far_.saved_ += there.weight_ * (end_ - begin);
      there.so_far_.clearance_ = std::max(there.so_far_.clearance_, begin);
      there.so_far_.own_ += is_own(there.to_) ? there.persons_.v_ : 0;
      there.crew_.time_ = begin + unloading_time(p_.scenario_, there.persons_).v_;
      there.aboard_ = 0;
      there.to_ = {};
      there.persons_ = {};
      there.weight_ = 0;
      look(there);
    });
  }

  void go_home(moment const& m) {
    auto const& t = turns_[m.turn_];
    auto at = come_to(m, p_.at(p_.vehicles_[t.vehicle_.v_].depot_));
    if (at && at->crew_.time_ <= t.until_) {
      at->in_depot_ = true;
      look(*at);
    }
  }

  void next_turn(moment const& m) {
    auto next = m;
    ++next.turn_;
    auto const same = next.turn_ != turns_.size() && turns_[next.turn_].vehicle_ == turns_[m.turn_].vehicle_;
    begin_turn(next, same ? m.crew_.time_ : std::numeric_limits<std::int64_t>::min());
  }

  void end_day(moment m) {
    m.turn_ = turns_.size();
    auto const ideal = least(m);
    if (++driven_ > kMostDriven) {
      was_cut_ = true;
      return;
    }
    auto const real = drive_days_(days_);
    if (!real || *real > ideal) {
      not_driven_ = not_driven_ ? std::min(*not_driven_, ideal) : ideal;
    }
    best_ = real ? std::min(best_, *real) : best_;
  }

  std::int64_t length(vehicle_id const v, place_id const from, place_id const to) {
    if (!lengths_count(p_)) {
      return 0;
    }
    auto const profile = p_.vehicles_[v.v_].profile_;
    auto const [at, is_new] = lengths_.try_emplace({profile, from.v_, to.v_});
    if (is_new) {
      at->second = p_.times_.length_(profile, from, to, 0).v_;
    }
    return at->second;
  }

  problem const& p_;
  drive_for_real const& drive_days_;
  std::int64_t steps_left_;
  std::vector<turn_out> turns_;
  shortest_times shortest_;
  std::int64_t end_;                                                  // of the operation
  std::int64_t without_;                                              // waiting if nobody went
  std::array<std::vector<std::int64_t>, kMostTurns + 1> earliest_{};  // arrival by this turn or a later one [parties]
  std::vector<beds> beds_;                                            // left, by centre
  std::vector<centre_id> centre_of_;                                  // of each household of the scenario
  std::vector<turn_run> days_{};                                      // what is done so far
  std::map<std::vector<std::int64_t>, std::vector<been_with>> been_{};
  std::map<std::array<std::size_t, 3>, std::int64_t> lengths_{};
  aims best_;
  std::optional<aims> not_driven_{};  // the best of the ideal days that cannot be driven as well
  std::int64_t driven_{0};
  bool was_cut_{false};
};

}  // namespace

bool prove_best(problem const& p, aims const& known, drive_for_real const& drive_days, std::int64_t const most_steps) {
  return search{p, known, drive_days, most_steps}.run();
}

}  // namespace leeward::planning::exact
