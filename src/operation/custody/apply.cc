#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "base/ensure.h"
#include "operation/custody/rules.h"
#include "operation/custody/watch.h"
#include "operation/holds/for_nobody.h"
#include "operation/legs.h"

namespace leeward::operation::custody {

namespace {

constexpr auto const kUsualFacts = std::size_t{5};  // promised, boarded, under way, arrived, sheltered

// Any change of a track, with the count by place kept right.
template <typename Change>
void change(operation::state& s, instant const at, person_row const person, Change const& how) {
  auto& c = s.custody_;
  auto& t = c.tracks_[person.v_];
  auto const before = place_of(t);
  how(t);
  auto const after = place_of(t);
  if (after != before) {
    t.since_ = at;
    if (!t.uncounted_) {
      --c.by_place_[before];
      ++c.by_place_[after];
    }
  }
  if (after != before && (after == place::kGone || before == place::kGone)) {
    holds::note_if_for_nobody(s, s.households_.persons_.at(person).household_);
  }
  watch(c, person);
}

leg& leg_of(track& t, on_leg const& p) {
  ensure(p.leg_ < t.legs_.size(), "a fact names a leg that was not begun");
  return t.legs_[p.leg_];
}

stated* find(leg& l, fact_id const& fact) {
  auto const found = std::ranges::find(l.facts_, fact, &stated::fact_);
  return found == l.facts_.end() ? nullptr : &*found;
}

// A void may be there before its fact: it still wins.
void state_fact(leg& l, stated const& fact) {
  if (auto* const f = find(l, fact.fact_); f != nullptr) {
    f->place_ = fact.place_;
    f->happened_ = fact.happened_;
    f->centre_ = fact.centre_;
    f->by_device_ = fact.by_device_;
  } else {
    l.facts_.push_back(fact);
  }
}

void strike_fact(track& t, on_leg const& on, fact_id const& fact) {
  auto is_known = false;
  for (auto& n : t.noted_) {
    if (n.fact_ == fact) {
      n.void_ = is_known = true;
    }
  }
  for (auto& l : t.legs_) {
    if (auto* const f = find(l, fact); f != nullptr) {
      f->void_ = is_known = true;
    }
  }
  if (!is_known) {
    leg_of(t, on).facts_.push_back(
        {.fact_ = fact, .happened_ = {}, .centre_ = {}, .place_ = place::kWaiting, .void_ = true, .by_device_ = false});
  }
}

// Whoever has come to the end of a leg is not where an earlier one ended, whatever becomes of this one.
void end_earlier_legs(track& t, std::uint16_t const leg) {
  for (auto i = std::size_t{0}; i < leg && i < t.legs_.size(); ++i) {
    if (!t.legs_[i].closed_) {
      t.legs_[i].closed_ = true;
      t.legs_[i].end_ = leg_end::kTransferred;
    }
  }
}

// Promised and waiting are words, not evidence.
template <typename Fact>
bool is_evidence(Fact const& e) {
  if (e.to_ == place::kGone) {
    return e.how_ && *e.how_ != gone::kWithdrawn && *e.how_ != gone::kByThemselves && *e.how_ != gone::kUnknown;
  }
  return e.to_ >= place::kBoarded;
}

void record(track& t, sighting const& seen) {
  if (!t.last_ || t.last_->at_ <= seen.at_) {
    t.last_ = seen;
  }
}

}  // namespace

void apply(operation::state& s, instant const at, moved const& e) {
  auto const trip = e.trip_ ? s.trips_.trips_.row_of(*e.trip_) : trip_row{};
  auto const centre = e.centre_ ? s.centres_.centres_.row_of(*e.centre_) : centre_row{};
  for (auto const& p : e.people_) {
    change(s, at, s.households_.persons_.row_of(p.person_), [&](track& t) {
      if (p.leg_ == t.legs_.size()) {
        t.legs_.emplace_back().facts_.reserve(kUsualFacts);
      }
      if (e.to_ >= place::kArrived) {
        end_earlier_legs(t, p.leg_);
      }
      auto& l = leg_of(t, p);
      l.trip_ = trip.is_none() ? l.trip_ : trip;
      l.centre_ = centre.is_none() ? l.centre_ : centre;
      l.room_ = e.room_ ? e.room_ : l.room_;
      l.how_ = e.how_.value_or(l.how_);
      // Who is given a bed is there; what was said of absence before was of another stay.
      l.absent_ = l.absent_ && (e.to_ != place::kSheltered || place_in(l) >= place::kSheltered);
      auto const happened = e.happened_.value_or(at);
      state_fact(l, {.fact_ = e.fact_,
                     .happened_ = happened,
                     .centre_ = centre,
                     .place_ = e.to_,
                     .void_ = false,
                     .by_device_ = e.happened_.has_value()});
      if (is_evidence(e)) {
        record(t, {.at_ = happened, .as_ = e.to_, .trip_ = trip, .centre_ = centre, .point_ = {}});
      }
    });
  }
}

void apply(operation::state& s, instant const at, noted const& e) {
  auto const trip = e.trip_ ? s.trips_.trips_.row_of(*e.trip_) : trip_row{};
  auto const centre = e.centre_ ? s.centres_.centres_.row_of(*e.centre_) : centre_row{};
  for (auto const& person : e.people_) {
    change(s, at, s.households_.persons_.row_of(person), [&](track& t) {
      t.noted_.push_back({.fact_ = e.fact_,
                          .happened_ = e.happened_,
                          .trip_ = trip,
                          .centre_ = centre,
                          .room_ = e.room_,
                          .to_ = e.to_,
                          .how_ = e.how_.value_or(gone::kUnknown),
                          .void_ = false});
      if (is_evidence(e)) {
        record(t, {.at_ = e.happened_, .as_ = e.to_, .trip_ = trip, .centre_ = centre, .point_ = {}});
      }
    });
  }
}

void apply(operation::state& s, instant, awaited const& e) {
  auto& w = s.custody_.waiting_;
  w.facts_.emplace(e.what_.fact_, e.what_);
  for (auto const& person : e.what_.people_) {
    w.of_[person].push_back(e.what_.fact_);
  }
}

void apply(operation::state& s, instant, found const& e) {
  auto& w = s.custody_.waiting_;
  w.found_.erase(e.fact_);
  auto& missing = w.facts_.at(e.fact_).people_;
  std::erase_if(missing, [&](person_id const& p) { return std::ranges::find(e.people_, p) != e.people_.end(); });
  if (missing.empty()) {
    w.facts_.erase(e.fact_);
  }
}

void apply(operation::state& s, instant const at, leg_closed const& e) {
  for (auto const& p : e.people_) {
    change(s, at, s.households_.persons_.row_of(p.person_), [&](track& t) {
      auto& l = leg_of(t, p);
      l.closed_ = true;
      l.end_ = e.why_;
    });
  }
}

void apply(operation::state& s, instant const at, voided const& e) {
  for (auto const& p : e.people_) {
    change(s, at, s.households_.persons_.row_of(p.person_), [&](track& t) { strike_fact(t, p, e.fact_); });
  }
}

void apply(operation::state& s, instant const at, presence const& e) {
  auto const centre = s.centres_.centres_.row_of(e.centre_);
  s.centres_.centres_.at(centre).presence_ = std::max(s.centres_.centres_.at(centre).presence_, e.order_);
  for (auto const& p : e.people_) {
    change(s, at, s.households_.persons_.row_of(p.person_), [&](track& t) {
      auto& l = leg_of(t, p);
      if (e.order_ > l.presence_) {
        l.presence_ = e.order_;
        l.absent_ = e.absent_;
        l.at_desk_ = e.happened_ ? l.at_desk_ : std::optional{desk_word{at, e.absent_}};
      }
      record(t, {.at_ = e.happened_.value_or(at),
                 .as_ = e.absent_ ? place::kAbsent : place::kSheltered,
                 .trip_ = {},
                 .centre_ = centre,
                 .point_ = {}});
    });
  }
}

void apply(operation::state& s, instant const at, sighted const& e) {
  auto const centre = e.centre_ ? s.centres_.centres_.row_of(*e.centre_) : centre_row{};
  auto const point = e.point_ ? s.zones_.points_.row_of(*e.point_) : point_row{};
  for (auto const& person : e.people_) {
    change(s, at, s.households_.persons_.row_of(person), [&](track& t) {
      record(t, {.at_ = e.happened_.value_or(at), .as_ = place_of(t), .trip_ = {}, .centre_ = centre, .point_ = point});
    });
  }
}

void apply(operation::state& s, instant, handed_over const& e) {
  s.custody_.children_[s.households_.persons_.row_of(e.child_)].handed_over_ = true;
}

void apply(operation::state& s, instant, guardian_set const& e) {
  auto& g = s.custody_.children_[s.households_.persons_.row_of(e.child_)];
  g = {};
  for (auto const& guardian : e.guardians_) {
    g.guardians_.push_back(s.households_.persons_.row_of(guardian));
  }
  g.barred_ = e.barred_;
}

}  // namespace leeward::operation::custody
