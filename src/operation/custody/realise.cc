#include "operation/custody/realise.h"

#include <cstddef>
#include <cstdint>
#include <tuple>
#include <utility>
#include <vector>

#include "operation/custody/events.h"
#include "operation/legs.h"
#include "operation/people.h"

namespace leeward::operation::custody {

namespace {

bool is_on_way(place const p) { return p == place::kPromised || p == place::kBoarded || p == place::kUnderWay; }
bool is_stay(place const p) { return p == place::kArrived || p == place::kSheltered; }

// Absence only qualifies.
place rank_of(leg const& l) {
  auto const p = place_in(l);
  return p == place::kAbsent ? place::kSheltered : p;
}

bool says_so(leg const& l, whereabouts const& w) {
  return rank_of(l) == w.place_ && l.trip_ == w.trip_ && (!is_stay(w.place_) || l.centre_ == w.centre_) &&
         (w.place_ != place::kSheltered || l.room_ == w.room_) && w.place_ != place::kGone;
}

// Whether a further fact on this leg leads there.
bool leads_to(leg const& l, whereabouts const& w) {
  auto const at = rank_of(l);
  if (at == place::kGone) {
    return false;
  }
  if (at == place::kWaiting) {
    return l.trip_.is_none() && l.centre_.is_none();
  }
  if (w.place_ == place::kGone) {
    return !w.by_trip_ || l.trip_ == w.trip_;
  }
  if (at > w.place_) {
    return false;
  }
  return is_stay(at) ? l.centre_ == w.centre_ && (l.trip_.is_none() || l.trip_ == w.trip_) : l.trip_ == w.trip_;
}

using alike = std::tuple<fact_id, instant, place, trip_row, centre_row, std::optional<room_id>, gone>;

class realising {
public:
  realising(prospect const& p, instant const happened) : p_{p}, s_{p.s_}, happened_{happened} {}

  // Who was gone and has asked again: nothing that was said of them before that counts.
  void bring_back(person_row const p, whereabouts const& w) {
    auto const& legs = s_.custody_.tracks_[p.v_].legs_;
    for (auto i = std::size_t{0}; i != legs.size(); ++i) {
      if (!legs[i].closed_ && rank_of(legs[i]) != place::kGone && !p_.off_leg_.contains(p)) {
        left_.people_.push_back({s_.households_.persons_.at(p).id_, static_cast<std::uint16_t>(i)});
      }
    }
    moved_[{w.fact_, w.happened_, place::kWaiting, trip_row{}, centre_row{}, std::nullopt, gone::kUnknown}].push_back(
        next_leg(s_, p));
  }

  void bring(person_row const p, whereabouts const& w) {
    auto const& t = s_.custody_.tracks_[p.v_];
    auto const* const l = p_.off_leg_.contains(p) ? nullptr : current_leg(t);
    auto on = next_leg(s_, p);
    auto absent = false;
    if (l != nullptr && says_so(*l, w)) {
      on = this_leg(s_, p);
      absent = l->absent_;
    } else {
      auto const goes_on = l != nullptr && leads_to(*l, w);
      if (goes_on) {
        on = this_leg(s_, p);
        absent = l->absent_ && rank_of(*l) == place::kSheltered;
      } else if (l != nullptr && is_on_way(rank_of(*l))) {
        (rank_of(*l) == place::kPromised ? released_ : left_).people_.push_back(this_leg(s_, p));
      }
      auto const to = where_by_facts(s_, w);
      moved_[{w.fact_, w.happened_, w.place_, w.place_ == place::kGone && !w.by_trip_ ? trip_row{} : w.trip_,
              to.centre_, w.room_, w.how_}]
          .push_back(on);
    }
    if (w.place_ == place::kSheltered && w.absent_ != absent) {
      presence_[{w.centre_, w.absent_}].push_back(on);
    }
  }

  events all() {
    auto all = events{};
    for (auto* const closed : {&released_, &left_}) {
      if (!closed->people_.empty()) {
        all.emplace_back(std::move(*closed));
      }
    }
    for (auto& [what, people] : moved_) {
      all.emplace_back(fact(what, std::move(people)));
    }
    auto order = std::uint32_t{0};
    for (auto& [what, people] : presence_) {
      auto const& c = s_.centres_.centres_.at(what.first);
      all.emplace_back(presence{.centre_ = c.id_,
                                .order_ = c.presence_ + ++order,
                                .absent_ = what.second,
                                .people_ = std::move(people),
                                .happened_ = happened_});
    }
    return all;
  }

private:
  moved fact(alike const& what, std::vector<on_leg> people) const {
    auto const& [id, happened, to, trip, centre, room, how] = what;
    auto m = moved{};
    m.fact_ = id;
    m.to_ = to;
    m.people_ = std::move(people);
    if (!trip.is_none()) {
      m.trip_ = s_.trips_.trips_.at(trip).id_;
    }
    if (!centre.is_none()) {
      m.centre_ = s_.centres_.centres_.at(centre).id_;
    }
    m.room_ = room;
    if (to == place::kGone) {
      m.how_ = how;
    }
    m.happened_ = happened;
    return m;
  }

  prospect const& p_;
  operation::state const& s_;
  instant happened_;
  leg_closed released_{.people_ = {}, .why_ = leg_end::kReleased};
  leg_closed left_{.people_ = {}, .why_ = leg_end::kTransferred};
  std::map<alike, std::vector<on_leg>> moved_;
  std::map<std::pair<centre_row, bool>, std::vector<on_leg>> presence_;
};

}  // namespace

where where_by_facts(operation::state const& s, whereabouts const& w) {
  auto const on_trip = w.place_ == place::kBoarded || w.place_ == place::kUnderWay;
  return {.place_ = counted_place(w),
          .trip_ = w.trip_,
          .centre_ = on_trip ? s.trips_.trips_.at(w.trip_).to_ : w.centre_,
          .room_ = w.room_};
}

events realise(prospect const& p, instant const happened) {
  auto r = realising{p, happened};
  for (auto const& [person, o] : p.people_) {
    auto const moves = p.off_leg_.contains(person) || !is_same_place(o.before_, o.after_);
    if (moves && o.after_.place_ != place::kWaiting) {
      r.bring(person, o.after_);
    } else if (moves && !o.after_.fact_.is_none()) {
      r.bring_back(person, o.after_);
    }
  }
  return r.all();
}

}  // namespace leeward::operation::custody
