#include "planning/keep_most.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <tuple>
#include <utility>

namespace leeward::planning {

namespace {

// After each stop so many of those that follow it are looked at, and of so many later runs the first stop.
constexpr auto const kStopsAhead = std::size_t{4};
constexpr auto const kRunsAhead = std::size_t{3};

struct place_in_runs {
  std::size_t run_;
  std::size_t stop_;
  std::vector<household_id> people_{};  // those who stay behind first last
  std::vector<persons> persons_{};      // of the first n + 1 of them
  std::vector<std::int64_t> tickets_{};
};

// The best way to begin boarding at a stop that is known.
struct label {
  bool is_known_{false};
  std::int64_t kept_{0};  // tickets before
  persons on_board_{};
  vehicle_state state_{};
  std::optional<std::size_t> from_{};  // the stop before
  std::size_t boarded_{0};             // there
  bool at_once_{false};                // unloaded before its time, in between
};

// In time, or so much too late; nothing helps a vehicle for which there is no way.
struct outcome {
  bool is_possible_{false};
  seconds late_;
};

class keeping_most {
public:
  keeping_most(problem const& p, standing& s, vehicle_state const& start, std::vector<run> const& runs)
      : p_{p}, standing_{s}, start_{start}, runs_{runs} {
    for (auto r = std::size_t{0}; r != runs.size(); ++r) {
      first_stop_.push_back(stops_.size());
      for (auto i = std::size_t{0}; i != runs[r].pickups_.size(); ++i) {
        add(r, i);
      }
    }
    labels_.resize(stops_.size());
  }

  std::vector<part_of_run> run_all() {
    for (auto i = std::size_t{0}; i != stops_.size(); ++i) {
      begin_with(i);
      if (labels_[i].is_known_) {
        go_on_from(i);
        end_with(i);
      }
    }
    return parts();
  }

private:
  void add(std::size_t const r, std::size_t const i) {
    auto at = place_in_runs{.run_ = r, .stop_ = i, .people_ = runs_[r].pickups_[i].households_};
    std::ranges::sort(at.people_, {}, [&](household_id const h) {
      auto const& party = p_.households_[h.v_];
      return std::tuple{-party.priority_, !is_special(party.takes_), party.persons_, h};
    });
    auto sum = persons{};
    auto tickets = std::int64_t{0};
    for (auto const h : at.people_) {
      sum += p_.households_[h.v_].persons_;
      tickets += static_cast<std::int64_t>(p_.households_[h.v_].members_.size());
      at.persons_.push_back(sum);
      at.tickets_.push_back(tickets);
    }
    stops_.push_back(std::move(at));
  }

  timed_stop stop_of(std::size_t const i) const { return runs_[stops_[i].run_].stops_[stops_[i].stop_]; }
  centre_id centre_of(std::size_t const i) const { return runs_[stops_[i].run_].centre_; }
  bool is_same_run(std::size_t const a, std::size_t const b) const { return stops_[a].run_ == stops_[b].run_; }

  void offer(std::size_t const to, label l) {
    if (auto& best = labels_[to]; !best.is_known_ || best.kept_ < l.kept_) {
      best = std::move(l);
    }
  }

  void begin_with(std::size_t const i) {
    auto l = label{.is_known_ = true, .state_ = start_};
    auto at = stop_of(i);
    if (come_to_board(p_, l.state_, at, true)) {
      offer(i, std::move(l));
    }
  }

  void go_on_from(std::size_t const i) {
    for (auto k = i + 1; k < std::min(i + 1 + kStopsAhead, stops_.size()); ++k) {
      go_on(i, k);
    }
    auto const next = stops_[i].run_ + 1;
    for (auto r = next; r < std::min(next + kRunsAhead, runs_.size()); ++r) {
      if (first_stop_[r] > i + kStopsAhead) {
        go_on(i, first_stop_[r]);
      }
    }
  }

  // With as many of those who board at the first as can be there in time for the second.
  void go_on(std::size_t const i, std::size_t const k) {
    for (auto n = stops_[i].people_.size(); n != 0;) {
      auto l = label{.is_known_ = true,
                     .kept_ = labels_[i].kept_ + stops_[i].tickets_[n - 1],
                     .on_board_ = is_same_run(i, k) ? labels_[i].on_board_ + stops_[i].persons_[n - 1] : persons{},
                     .state_ = labels_[i].state_,
                     .from_ = i,
                     .boarded_ = n};
      if (labels_[k].is_known_ && l.kept_ <= labels_[k].kept_) {
        return;
      }
      auto came = come(i, k, n, false, l.state_);
      if (!came.is_possible_ && !is_same_run(i, k)) {
        l.at_once_ = true;
        l.state_ = labels_[i].state_;
        came = come(i, k, n, true, l.state_);
      }
      if (came.is_possible_) {
        labels_[k] = std::move(l);
        return;
      }
      n = fewer(i, n, came.late_, !is_same_run(i, k));
    }
  }

  outcome come(std::size_t const i, std::size_t const k, std::size_t const n, bool const at_once,
               vehicle_state& v) const {
    board(i, n, v);
    if (!is_same_run(i, k) && !leave(i, n, at_once, v)) {
      return {};
    }
    auto at = stop_of(k);
    auto const is_in_time = come_to_board(p_, v, at, !is_same_run(i, k));
    return {.is_possible_ = is_in_time, .late_ = v.clock_.now_ - at.begin_};
  }

  void board(std::size_t const i, std::size_t const n, vehicle_state& v) const {
    v.clock_.now_ = v.clock_.now_ + loading_time(p_.points_[point_of(i).v_], stops_[i].persons_[n - 1]);
  }

  point_id point_of(std::size_t const i) const { return runs_[stops_[i].run_].pickups_[stops_[i].stop_].point_; }

  // To the centre, from where the vehicle can still come home.
  bool leave(std::size_t const i, std::size_t const n, bool const at_once, vehicle_state& v) const {
    auto at = runs_[stops_[i].run_].stops_.back();
    auto const all = labels_[i].on_board_ + stops_[i].persons_[n - 1];
    at.end_ = at.begin_ + unloading_time(p_.scenario_, all);
    return come_to_unload(p_, standing_, v, at, centre_of(i), all, at_once) &&
           try_home(p_, v, v.clock_, v.at_).has_value();
  }

  // How many may board at most if that shall save so much time; at least one less.
  std::size_t fewer(std::size_t const i, std::size_t const n, seconds const late, bool const they_leave) const {
    auto const& point = p_.points_[point_of(i).v_];
    auto const each = point.loading_.per_person_s_ + (they_leave ? p_.scenario_.unloading_.per_person_s_ : seconds{});
    if (late <= seconds{} || each <= seconds{}) {
      return n - 1;
    }
    auto const left = stops_[i].persons_[n - 1].v_ - (late.v_ + each.v_ - 1) / each.v_;
    auto const most = std::ranges::upper_bound(stops_[i].persons_, persons{left}) - stops_[i].persons_.begin();
    return std::min(static_cast<std::size_t>(most), n - 1);
  }

  void end_with(std::size_t const i) {
    for (auto n = stops_[i].people_.size(); n != 0; --n) {
      auto const kept = labels_[i].kept_ + stops_[i].tickets_[n - 1];
      if (kept <= best_) {
        return;
      }
      auto v = labels_[i].state_;
      board(i, n, v);
      if (leave(i, n, false, v)) {
        best_ = kept;
        last_ = i;
        boarded_last_ = n;
        return;
      }
    }
  }

  // A stop of the best chain: how many board there, and whether they unload at once if it is their last.
  struct link {
    std::size_t stop_;
    std::size_t boarded_;
    bool at_once_;
  };

  std::vector<part_of_run> parts() const {
    auto chain = std::vector<link>{};
    auto next = link{.stop_ = 0, .boarded_ = boarded_last_, .at_once_ = false};
    for (auto at = last_; at; at = labels_[*at].from_) {
      next.stop_ = *at;
      chain.push_back(next);
      next.boarded_ = labels_[*at].boarded_;
      next.at_once_ = labels_[*at].at_once_;
    }
    std::ranges::reverse(chain);
    auto list = std::vector<part_of_run>{};
    for (auto const& at : chain) {
      if (list.empty() || list.back().of_ != stops_[at.stop_].run_) {
        finish(list);
        list.push_back({.of_ = stops_[at.stop_].run_, .run_ = {}});
        list.back().run_.centre_ = centre_of(at.stop_);
      }
      list.back().at_once_ = at.at_once_;
      add_stop(at.stop_, at.boarded_, list.back().run_);
    }
    finish(list);
    return list;
  }

  void add_stop(std::size_t const i, std::size_t const n, run& to) const {
    auto const& people = stops_[i].people_;
    auto const& was = runs_[stops_[i].run_].pickups_[stops_[i].stop_];
    auto who = was;
    std::erase_if(who.households_, [&](household_id const h) {
      return std::ranges::find(people, h) - people.begin() >= static_cast<std::ptrdiff_t>(n);
    });
    who.persons_ = stops_[i].persons_[n - 1];
    to.stops_.push_back(stop_of(i));
    to.stops_.back().end_ = to.stops_.back().begin_ + loading_time(p_.points_[was.point_.v_], who.persons_);
    to.pickups_.push_back(std::move(who));
  }

  void finish(std::vector<part_of_run>& list) const {
    if (list.empty()) {
      return;
    }
    auto& r = list.back().run_;
    r.stops_.push_back(runs_[list.back().of_].stops_.back());
    r.stops_.back().end_ = r.stops_.back().begin_ + unloading_time(p_.scenario_, people_of(r));
  }

  problem const& p_;
  standing& standing_;
  vehicle_state const& start_;
  std::vector<run> const& runs_;
  std::vector<place_in_runs> stops_{};
  std::vector<std::size_t> first_stop_{};  // of each run
  std::vector<label> labels_{};            // of each stop
  std::int64_t best_{0};
  std::optional<std::size_t> last_{};
  std::size_t boarded_last_{0};
};

}  // namespace

std::vector<part_of_run> keep_most(problem const& p, standing& s, vehicle_state const& start,
                                   std::vector<run> const& runs) {
  return keeping_most{p, s, start, runs}.run_all();
}

}  // namespace leeward::planning
