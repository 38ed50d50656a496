#include "operation/custody/fold.h"

#include <algorithm>
#include <limits>
#include <tuple>
#include <utility>

namespace leeward::operation::custody {

namespace {

bool is_void(all_evidence const& all, fact_id const& fact) {
  return std::ranges::find(all.void_, fact) != all.void_.end();
}

// The statement of a trip stands on the legs of those on board as well: it is the trip's.
bool is_told_of_trip(operation::state const& s, leg const& l, fact_id const& fact) {
  if (l.trip_.is_none()) {
    return false;
  }
  auto const& told = s.trips_.trips_.at(l.trip_).told_;
  return std::ranges::find(told, fact, &trips::told::fact_) != told.end();
}

void add_leg(operation::state const& s, leg const& l, all_evidence& all) {
  for (auto const& f : l.facts_) {
    auto const is_known = std::ranges::find(all.facts_, f.fact_, &evidence::fact_) != all.facts_.end();
    if (f.void_) {
      all.void_.push_back(f.fact_);
    } else if (f.place_ == place::kPromised) {
      all.promised_.push_back(l.trip_);
    } else if (f.place_ == place::kWaiting && !is_known) {
      all.facts_.push_back({.fact_ = f.fact_,
                            .happened_ = f.happened_,
                            .to_ = place::kWaiting,
                            .trip_ = {},
                            .centre_ = {},
                            .room_ = {},
                            .how_ = {}});
    } else if (f.place_ >= place::kBoarded && !is_known && !is_told_of_trip(s, l, f.fact_)) {
      auto const on_trip = f.place_ <= place::kUnderWay;
      all.facts_.push_back({.fact_ = f.fact_,
                            .happened_ = f.happened_,
                            .to_ = on_trip ? place::kBoarded : f.place_,
                            .trip_ = l.trip_,
                            .centre_ = f.centre_.is_none() && f.place_ != place::kGone ? l.centre_ : f.centre_,
                            .room_ = f.place_ == place::kSheltered ? l.room_ : std::nullopt,
                            .how_ = l.how_});
    }
  }
  if (l.at_desk_) {
    all.facts_.push_back({.fact_ = {},
                          .happened_ = l.at_desk_->at_,
                          .to_ = l.at_desk_->absent_ ? place::kAbsent : place::kSheltered,
                          .trip_ = {},
                          .centre_ = l.centre_,
                          .room_ = {},
                          .how_ = {}});
  }
}

}  // namespace

all_evidence evidence_of(operation::state const& s, track const& t) {
  auto all = all_evidence{};
  for (auto const& n : t.noted_) {
    if (n.void_) {
      all.void_.push_back(n.fact_);
    } else {
      all.facts_.push_back({.fact_ = n.fact_,
                            .happened_ = n.happened_,
                            .to_ = n.to_,
                            .trip_ = n.trip_,
                            .centre_ = n.centre_,
                            .room_ = n.room_,
                            .how_ = n.how_});
    }
  }
  for (auto const& l : t.legs_) {
    add_leg(s, l, all);
  }
  std::erase_if(all.facts_, [&](evidence const& e) { return !e.fact_.is_none() && is_void(all, e.fact_); });
  return all;
}

namespace {

// The table of fold.h, row by row.
class folding {
public:
  folding(all_evidence const& all, courses const& course) : all_{all}, course_{course} {}

  whereabouts run() {
    for (auto const& e : all_.facts_) {
      arrive_by(e.happened_);
      take(e);
    }
    arrive_by(instant{std::numeric_limits<std::int64_t>::max()});
    if (is_on_trip()) {
      if (auto const left = course_(w_.trip_).left_; left && !is_void(all_, left->fact_)) {
        w_.place_ = place::kUnderWay;
        decided(left->fact_, left->happened_);
      }
    }
    return std::move(w_);
  }

private:
  bool is_on_trip() const { return w_.place_ == place::kBoarded; }
  bool is_in_centre() const { return w_.place_ == place::kArrived || w_.place_ == place::kSheltered; }
  bool is_in(centre_row const c) const { return is_in_centre() && w_.centre_ == c; }
  bool ends_at(trip_row const t, centre_row const c) const { return !c.is_none() && course_(t).to_ == c; }

  void decided(fact_id const& fact, instant const happened) {
    w_.fact_ = fact;
    w_.happened_ = happened;
  }

  void take(evidence const& e) {
    switch (e.to_) {
      case place::kBoarded: get_on(e); break;
      case place::kArrived: stay(e); break;
      case place::kSheltered:
      case place::kAbsent:
        stay(e);
        live(e);
        break;
      case place::kGone: leave(e); break;
      case place::kWaiting: ask_again(e); break;
      case place::kPromised:
      case place::kUnderWay: break;
    }
  }

  void get_on(evidence const& e) {
    auto const trip = course_(e.trip_);
    if (trip.called_off_) {
      if (e.happened_ > *trip.called_off_) {
        w_.called_off_.push_back(e.trip_);
      }
      return;
    }
    if (is_on_trip() && w_.trip_ == e.trip_) {
      return;
    }
    if (is_in_centre() && ends_at(e.trip_, w_.centre_) && (w_.trip_.is_none() || guessed_ || w_.trip_ == e.trip_)) {
      w_.trip_ = e.trip_;
      guessed_ = false;
      ride_on(e.trip_);
      return;
    }
    if (is_on_trip()) {
      w_.two_trips_ = w_.two_trips_ || !course_(w_.trip_).broken_down_;
      get_off(e.happened_);
    } else if (is_in_centre() && trip.from_ != w_.centre_) {
      nobody_checked_out();
    }
    note_death();
    w_.place_ = place::kBoarded;
    w_.trip_ = e.trip_;
    w_.centre_ = {};
    w_.room_.reset();
    w_.absent_ = false;
    guessed_ = false;
    ride_on(e.trip_);
    decided(e.fact_, e.happened_);
  }

  // Whoever is there already has not come again.
  void stay(evidence const& e) {
    if (is_in(e.centre_)) {
      return;
    }
    auto by = trip_row{};
    auto guessed = false;
    if (is_on_trip() && ends_at(w_.trip_, e.centre_)) {
      by = w_.trip_;
    } else if (is_on_trip()) {
      get_off(e.happened_);
    } else if (is_in_centre()) {
      nobody_checked_out();
    } else if (w_.place_ == place::kWaiting) {
      by = promised_to(e.centre_);
      guessed = true;
    }
    note_death();
    enter(e.centre_, by, e.fact_, e.happened_);
    guessed_ = guessed;
  }

  void live(evidence const& e) {
    if (e.to_ == place::kAbsent || !e.room_) {
      w_.absent_ = e.to_ == place::kAbsent;
      return;
    }
    w_.absent_ = w_.absent_ && w_.place_ == place::kSheltered;
    w_.place_ = place::kSheltered;
    w_.room_ = e.room_;
    decided(e.fact_, e.happened_);
  }

  void leave(evidence const& e) {
    std::erase(w_.unchecked_, e.centre_);
    if (!e.centre_.is_none()) {
      w_.left_.push_back(e.centre_);
    }
    if (w_.place_ == place::kGone) {
      return;
    }
    auto const by_trip = is_on_trip() && ends_at(w_.trip_, e.centre_);
    auto const from_here = e.centre_.is_none() || w_.place_ == place::kWaiting || is_in(e.centre_) || by_trip;
    if (!from_here) {
      return;
    }
    if (is_on_trip() && !by_trip) {
      get_off(e.happened_);
    }
    go(e.centre_, e.how_, e.fact_, e.happened_);
  }

  void ask_again(evidence const& e) {
    if (w_.place_ != place::kGone) {
      return;
    }
    w_.place_ = place::kWaiting;
    w_.trip_ = {};
    w_.centre_ = {};
    decided(e.fact_, e.happened_);
  }

  // Off the trip at its end, if it has arrived by then.
  void arrive_by(instant const t) {
    if (!is_on_trip()) {
      return;
    }
    auto const trip = course_(w_.trip_);
    if (!trip.arrived_ || trip.arrived_->happened_ > t || is_void(all_, trip.arrived_->fact_)) {
      return;
    }
    if (trip.to_.is_none()) {
      go({}, trip.kind_ == trips::kind::kHome ? gone::kHome : gone::kOnward, trip.arrived_->fact_,
         trip.arrived_->happened_);
      w_.by_trip_ = true;
    } else {
      enter(trip.to_, w_.trip_, trip.arrived_->fact_, trip.arrived_->happened_);
    }
  }

  void enter(centre_row const c, trip_row const by, fact_id const& fact, instant const happened) {
    std::erase(w_.unchecked_, c);
    w_.place_ = place::kArrived;
    w_.centre_ = c;
    w_.trip_ = by;
    w_.room_.reset();
    w_.absent_ = false;
    decided(fact, happened);
  }

  void go(centre_row const from, gone const how, fact_id const& fact, instant const happened) {
    w_.place_ = place::kGone;
    w_.centre_ = from;
    w_.room_.reset();
    w_.absent_ = false;
    w_.how_ = how;
    w_.by_trip_ = false;
    decided(fact, happened);
  }

  void ride_on(trip_row const t) {
    auto const is_it = [t](ride const& r) { return r.trip_ == t && !r.left_; };
    if (std::ranges::none_of(w_.rides_, is_it)) {
      w_.rides_.push_back({.trip_ = t, .left_ = {}});
    }
  }

  void get_off(instant const at) {
    for (auto& r : w_.rides_) {
      if (r.trip_ == w_.trip_ && !r.left_) {
        r.left_ = at;
      }
    }
  }

  void nobody_checked_out() {
    if (std::ranges::find(w_.unchecked_, w_.centre_) == w_.unchecked_.end()) {
      w_.unchecked_.push_back(w_.centre_);
    }
  }

  void note_death() { w_.after_death_ = w_.after_death_ || (w_.place_ == place::kGone && w_.how_ == gone::kDied); }

  trip_row promised_to(centre_row const c) const {
    for (auto i = all_.promised_.size(); i-- != 0;) {
      if (ends_at(all_.promised_[i], c) && !course_(all_.promised_[i]).called_off_) {
        return all_.promised_[i];
      }
    }
    return {};
  }

  all_evidence const& all_;
  courses const& course_;
  whereabouts w_;
  bool guessed_{false};  // that it was the promised trip that brought them
};

// What a desk has said of absence comes last in its second: it is of people who are there.
struct order_of {
  auto operator()(evidence const& e) const { return std::tuple{e.happened_, e.fact_.is_none(), e.fact_}; }
};

// They are mostly in order: those of the legs, and those that stand on none, were told one after another.
void put_in_order(std::vector<evidence>& all) {
  auto const rest = std::ranges::is_sorted_until(all, {}, order_of{});
  std::ranges::sort(rest, all.end(), {}, order_of{});
  std::ranges::inplace_merge(all, rest, {}, order_of{});
}

}  // namespace

bool is_same_place(whereabouts const& a, whereabouts const& b) {
  if (counted_place(a) != counted_place(b) || a.centre_ != b.centre_) {
    return false;
  }
  return a.place_ == place::kGone ? a.how_ == b.how_ : a.trip_ == b.trip_ && a.room_ == b.room_;
}

place counted_place(whereabouts const& w) {
  return w.place_ == place::kSheltered && w.absent_ ? place::kAbsent : w.place_;
}

bool is_in_two_places(whereabouts const& w) { return !w.unchecked_.empty() || w.two_trips_ || w.after_death_; }

whereabouts fold(all_evidence all, courses const& course) {
  for (auto& e : all.facts_) {
    if (e.to_ == place::kBoarded) {
      if (auto const arrived = course(e.trip_).arrived_) {
        e.happened_ = std::min(e.happened_, arrived->happened_);
      }
    }
  }
  put_in_order(all.facts_);
  return folding{all, course}.run();
}

}  // namespace leeward::operation::custody
