#include "planning/drive_again.h"

#include <algorithm>

#include "planning/drive_at.h"

namespace leeward::planning {

namespace {

bool come(problem const& p, vehicle_state& v, timed_stop& at) {
  auto const driven = drive(p, v.vehicle_, v.at_, at.place_, v.clock_);
  if (!driven) {
    return false;
  }
  at.length_.reset();
  at.driving_ = driven->driving_;
  at.span_ = driven->span_;
  at.departure_ = driven->departure_;
  at.arrival_ = v.clock_.now_;
  v.at_ = at.place_;
  return true;
}

constexpr auto const kOne = persons{1};  // vehicle, or desk

// What stands takes time.
bool is_free(crowd const& at, instant const from, seconds const lasts, persons const n) {
  return lasts <= seconds{} || (n <= at.capacity().value_or(n) && at.earliest(from, lasts, n) == from);
}

void take(crowd& at, instant const from, seconds const lasts, persons const n) {
  if (lasts > seconds{}) {
    at.take(from, lasts, n);
  }
}

// A time of one crowd for so many.
struct piece {
  crowd* at_;
  instant from_;
  seconds lasts_;
  persons n_;
};

crowd one_after_another(std::optional<std::int64_t> const places) {
  return crowd{places ? std::optional{persons{*places}} : std::nullopt};
}

using pieces = std::vector<piece>;

// All that a run stands for.
pieces pieces_of(problem const& p, standing& s, run const& r) {
  auto list = pieces{};
  for (auto i = std::size_t{0}; i != r.pickups_.size(); ++i) {
    auto const point = r.pickups_[i].point_.v_;
    auto const lasts = r.stops_[i].end_ - r.stops_[i].begin_;
    list.push_back({&s.loading_[point], r.stops_[i].begin_, lasts, kOne});
    list.push_back({&s.boarding_[point], r.stops_[i].begin_, lasts, r.pickups_[i].persons_});
  }
  auto const& last = r.stops_.back();
  auto const c = r.centre_.v_;
  list.push_back({&s.unloading_[c], last.begin_, last.end_ - last.begin_, kOne});
  list.push_back({&s.desks_[c], last.begin_, intake_time(p.scenario_.centres_[c], people_of(r)), kOne});
  return list;
}

// What `is` takes besides `was`, which begins no later: more people from the beginning, and all of them afterwards.
void add_beyond(piece const& was, piece const& is, pieces& to) {
  auto const was_until = was.from_ + was.lasts_;
  auto const until = is.from_ + is.lasts_;
  if (was.n_ < is.n_) {
    to.push_back({is.at_, is.from_, std::min(was_until, until) - is.from_, is.n_ - was.n_});
  }
  auto const from = std::max(was_until, is.from_);
  to.push_back({is.at_, from, until - from, is.n_});
}

bool all_free(pieces const& list) {
  return std::ranges::all_of(list, [](piece const& x) { return is_free(*x.at_, x.from_, x.lasts_, x.n_); });
}

void take_all(pieces const& list) {
  for (auto const& x : list) {
    take(*x.at_, x.from_, x.lasts_, x.n_);
  }
}

bool board_all(problem const& p, vehicle_state& v, run& r) {
  for (auto i = std::size_t{0}; i != r.pickups_.size(); ++i) {
    if (!come_to_board(p, v, r.stops_[i], i == 0)) {
      return false;
    }
    v.clock_.now_ = r.stops_[i].end_;
  }
  return true;
}

// From then on, for as long as it was to. False if that is too late.
bool unload(problem const& p, vehicle_state& v, timed_stop& at, instant const begin) {
  auto const latest = std::min(at.begin_ + kMostDelay, p.scenario_.end_);
  auto const takes = at.end_ - at.begin_;
  at.begin_ = begin;
  at.end_ = begin + takes;
  v.clock_.now_ = at.end_;
  return begin <= latest;
}

instant earliest_unloading(problem const& p, standing const& s, centre_id const c, instant const from,
                           seconds const takes, persons const n) {
  auto const desk = intake_time(p.scenario_.centres_[c.v_], n);
  auto const free_from = [](crowd const& at, instant const t, seconds const lasts) {
    return lasts <= seconds{} || at.capacity() < kOne ? t : at.earliest(t, lasts, kOne);
  };
  auto begin = from;
  for (auto before = begin + seconds{-1}; before != begin;) {
    before = begin;
    begin = free_from(s.desks_[c.v_], free_from(s.unloading_[c.v_], begin, takes), desk);
  }
  return begin;
}

}  // namespace

bool come_to_board(problem const& p, vehicle_state& v, timed_stop& at, bool const is_empty) {
  auto const& rules = p.scenario_.crew_rules_;
  if (!come(p, v, at) || v.clock_.now_ > at.begin_) {
    return false;
  }
  if (is_empty && at.begin_ - v.clock_.now_ >= rules.break_s_) {
    idle_until(v.clock_, rules, at.begin_, at.place_);
  }
  v.clock_.now_ = at.begin_;
  return true;
}

bool come_to_unload(problem const& p, standing const& s, vehicle_state& v, timed_stop& at, centre_id const c,
                    persons const n, bool const at_once) {
  if (!come(p, v, at)) {
    return false;
  }
  auto const not_before = at_once ? open_from(p.scenario_, p.scenario_.centres_[c.v_]) : at.begin_;
  auto const from = std::max(v.clock_.now_, not_before);
  return unload(p, v, at, earliest_unloading(p, s, c, from, at.end_ - at.begin_, n));
}

bool drive_again(problem const& p, vehicle_state& v, run& r) {
  auto& last = r.stops_.back();
  if (!board_all(p, v, r) || !come(p, v, last) || !unload(p, v, last, std::max(last.begin_, v.clock_.now_))) {
    return false;
  }
  r.after_ = v.clock_;
  return true;
}

bool drive_where_there_is_room(problem const& p, standing const& s, vehicle_state& v, run& r, bool const at_once) {
  if (!board_all(p, v, r) || !come_to_unload(p, s, v, r.stops_.back(), r.centre_, people_of(r), at_once)) {
    return false;
  }
  r.after_ = v.clock_;
  return true;
}

persons people_of(run const& r) {
  auto sum = persons{};
  for (auto const& at : r.pickups_) {
    sum += at.persons_;
  }
  return sum;
}

room load_of(problem const& p, run const& r) {
  auto sum = room{};
  for (auto const& at : r.pickups_) {
    for (auto const h : at.households_) {
      sum = sum + p.households_[h.v_].takes_;
    }
  }
  return sum;
}

standing::standing(problem const& p) {
  for (auto const& point : p.points_) {
    loading_.push_back(one_after_another(point.loading_places_));
    boarding_.emplace_back(point.capacity_);
  }
  for (auto const& c : p.scenario_.centres_) {
    unloading_.push_back(one_after_another(c.unloading_places_));
    desks_.push_back(one_after_another(c.intake_persons_per_hour_ ? std::optional{std::int64_t{1}} : std::nullopt));
  }
}

bool has_room(problem const& p, standing& s, run const& r) { return all_free(pieces_of(p, s, r)); }

void occupy(problem const& p, standing& s, run const& r) { take_all(pieces_of(p, s, r)); }

bool occupy_longer(problem const& p, standing& s, run const& was, run const& is) {
  auto const before = pieces_of(p, s, was);
  auto const now = pieces_of(p, s, is);
  auto more = pieces{};
  for (auto i = std::size_t{0}; i != now.size(); ++i) {
    add_beyond(before[i], now[i], more);
  }
  if (!all_free(more)) {
    return false;
  }
  take_all(more);
  return true;
}

}  // namespace leeward::planning
