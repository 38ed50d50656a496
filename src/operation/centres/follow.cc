#include "operation/centres/follow.h"

#include <cstdint>
#include <optional>
#include <utility>

#include "operation/needs.h"
#include "operation/place.h"

namespace leeward::operation::centres {

namespace {

stay* find(state& c, person_row const person) {
  auto const found = c.stays_.find(person.v_);
  return found == c.stays_.end() ? nullptr : &found->second;
}

void count(state& c, stay const& s, std::int64_t const by) {
  if (!s.leaving_) {
    c.in_centres_[s.as_] += by;
    c.centres_.at(s.centre_).here_[s.as_] += by;
  }
}

void free_bed(state& c, stay& s) {
  auto& centre = c.centres_.at(s.centre_);
  if (s.room_) {
    centre.rooms_.at(*s.room_).taken_ -= s.bed_;
    centre.taken_ -= s.bed_;
  }
  s.room_.reset();
}

void take_bed(state& c, stay& s, room_id const& room, beds const& bed) {
  auto& centre = c.centres_.at(s.centre_);
  s.room_ = room;
  s.bed_ = bed;
  centre.rooms_.at(room).taken_ += bed;
  centre.taken_ += bed;
}

// They have not left after all.
void back_to_room(state& c, stay& s) {
  if (auto const room = std::exchange(s.left_, std::nullopt)) {
    take_bed(c, s, *room, s.bed_);
  }
}

void set_as(state& c, stay& s, place const as, bool const leaving) {
  count(c, s, -1);
  s.as_ = as;
  s.leaving_ = leaving;
  count(c, s, 1);
}

void strike(state& c, person_row const person) {
  if (auto* const s = find(c, person); s != nullptr) {
    count(c, *s, -1);
    free_bed(c, *s);
    c.stays_.erase(person.v_);
  }
}

// Arrived, or straight into a bed.
stay& enter(state& c, person_row const person, centre_row const centre, std::uint16_t const leg) {
  auto& s = c.stays_[person.v_];
  s = {.centre_ = centre,
       .leg_ = leg,
       .as_ = place::kArrived,
       .room_ = {},
       .bed_ = {},
       .presence_ = 0,
       .leaving_ = false,
       .left_ = {}};
  count(c, s, 1);
  return s;
}

// A first bed, or another room.
void shelter(state& c, stay& s, std::optional<room_id> const& room, beds const& bed) {
  if (s.as_ == place::kArrived) {
    set_as(c, s, place::kSheltered, s.leaving_);
  }
  if (room) {
    free_bed(c, s);
    take_bed(c, s, *room, bed);
  }
}

bool is_stay(place const p) { return p == place::kArrived || p == place::kSheltered || p == place::kAbsent; }

void leave_for(state& c, person_row const person, stay& s, place const to) {
  if (to == place::kPromised) {
    set_as(c, s, s.as_, true);
  } else if (to == place::kBoarded || to == place::kUnderWay) {
    set_as(c, s, s.as_, true);
    s.left_ = s.room_ ? s.room_ : s.left_;
    free_bed(c, s);
  } else if (to != place::kWaiting) {
    strike(c, person);
  }
}

void move(operation::state& all, custody::moved const& e, person_row const person, std::uint16_t const leg) {
  auto& c = all.centres_;
  auto* s = find(c, person);
  if (s != nullptr && leg < s->leg_) {
    return;
  }
  if (s != nullptr && leg > s->leg_) {
    leave_for(c, person, *s, e.to_);
    s = is_stay(e.to_) ? nullptr : s;
  } else if (e.to_ == place::kGone) {
    strike(c, person);
    return;
  }
  if (!is_stay(e.to_) || !e.centre_) {
    return;
  }
  if (s == nullptr) {
    s = &enter(c, person, c.centres_.row_of(*e.centre_), leg);
  }
  if (e.to_ == place::kSheltered) {
    shelter(c, *s, e.room_, bed_for(all.households_.persons_.at(person).needs_));
  }
}

}  // namespace

void follow(operation::state& s, custody::moved const& e) {
  for (auto const& p : e.people_) {
    move(s, e, s.households_.persons_.row_of(p.person_), p.leg_);
  }
}

void follow(operation::state& s, custody::leg_closed const& e) {
  for (auto const& p : e.people_) {
    auto const person = s.households_.persons_.row_of(p.person_);
    auto* const stays = find(s.centres_, person);
    if (stays == nullptr) {
      continue;
    }
    if (p.leg_ > stays->leg_) {
      set_as(s.centres_, *stays, stays->as_, false);
      back_to_room(s.centres_, *stays);
    } else if (p.leg_ == stays->leg_) {
      strike(s.centres_, person);
    }
  }
}

void follow(operation::state& s, custody::voided const& e) {
  auto& c = s.centres_;
  for (auto const& p : e.people_) {
    auto const person = s.households_.persons_.row_of(p.person_);
    auto* stays = find(c, person);
    if (e.was_ == e.now_ || (stays != nullptr && p.leg_ < stays->leg_)) {
      continue;
    }
    if (stays != nullptr && p.leg_ > stays->leg_) {
      if (e.now_ == place::kPromised) {
        back_to_room(c, *stays);
      }
      continue;
    }
    if (!is_stay(e.now_)) {
      strike(c, person);
      continue;
    }
    if (stays == nullptr) {
      stays = &enter(c, person, c.centres_.row_of(*e.centre_), p.leg_);
    }
    free_bed(c, *stays);
    stays->left_.reset();
    set_as(c, *stays, e.now_, stays->leaving_);
    if (e.room_) {
      take_bed(c, *stays, *e.room_, bed_for(s.households_.persons_.at(person).needs_));
    }
  }
}

void follow(operation::state& s, custody::presence const& e) {
  for (auto const& p : e.people_) {
    auto* const stays = find(s.centres_, s.households_.persons_.row_of(p.person_));
    if (stays != nullptr && stays->leg_ == p.leg_ && stays->as_ != place::kArrived && e.order_ > stays->presence_) {
      stays->presence_ = e.order_;
      set_as(s.centres_, *stays, e.absent_ ? place::kAbsent : place::kSheltered, stays->leaving_);
    }
  }
}

// Whoever needs another kind of bed takes one up in the same room.
void follow(operation::state& s, households::needs_changed const& e) {
  auto* const stays = find(s.centres_, s.households_.persons_.row_of(e.person_));
  if (stays == nullptr) {
    return;
  }
  auto const bed = bed_for(needs{e.needs_});
  if (auto const room = stays->room_) {
    free_bed(s.centres_, *stays);
    take_bed(s.centres_, *stays, *room, bed);
  } else if (stays->left_) {
    stays->bed_ = bed;
  }
}

// Whoever was merged into another is in no register; after an undo, where they were, and in the bed that they had.
void follow(operation::state& s, duplicates::merged const& e) {
  for (auto const& pair : e.same_) {
    auto const person = s.households_.persons_.row_of(pair.of_from_);
    if (auto const* const stays = find(s.centres_, person); stays != nullptr) {
      s.centres_.set_aside_[person] = *stays;
      strike(s.centres_, person);
    }
  }
}

void follow(operation::state& s, duplicates::unmerged const& e) {
  auto& c = s.centres_;
  for (auto const& pair : e.apart_) {
    auto const person = s.households_.persons_.row_of(pair.of_from_);
    auto const aside = c.set_aside_.find(person);
    if (aside == c.set_aside_.end()) {
      continue;
    }
    auto& stays = c.stays_[person.v_];
    stays = aside->second;
    count(c, stays, 1);
    if (auto const room = stays.room_) {
      take_bed(c, stays, *room, stays.bed_);
    }
    c.set_aside_.erase(aside);
  }
}

void follow(operation::state& s, holds::taken const& e) {
  follow(s, holds::released{e.household_, holds::release::kReplaced});
  s.centres_.centres_.at(e.centre_).held_ += e.beds_;
}

void follow(operation::state& s, holds::released const& e) {
  auto const& old = s.holds_.of_[s.households_.households_.row_of(e.household_).v_];
  if (old) {
    s.centres_.centres_.at(old->centre_).held_ -= old->beds_;
  }
}

void follow(operation::state& s, holds::reduced const& e) {
  auto const& old = s.holds_.of_[s.households_.households_.row_of(e.household_).v_];
  if (old) {
    s.centres_.centres_.at(old->centre_).held_ -= e.beds_;
  }
}

}  // namespace leeward::operation::centres
