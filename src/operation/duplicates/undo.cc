#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "base/must_have.h"
#include "operation/cases/open.h"
#include "operation/centres/too_few.h"
#include "operation/duplicates/rules.h"
#include "operation/holds/beds_held.h"
#include "operation/known.h"
#include "operation/legs.h"
#include "operation/people.h"
#include "operation/trips/fits.h"

// A merge that was wrong: both households are as they would be without it. Places that others have been promised since
// are not promised twice: then whoever had them waits again, with the old place in the queue, and a case says so.
namespace leeward::operation::duplicates {

namespace {

constexpr auto const kWhileTheyAreFound = seconds{std::int64_t{6} * 3600};

struct sorted {
  std::vector<person_row> back_;      // came over
  std::vector<person_row> promised_;  // of those who were not counted
  std::vector<person_row> waiting_;
  std::vector<person_row> on_way_;
};

sorted sort(operation::state const& s, unmerged const& e) {
  auto all = sorted{};
  for (auto const& id : e.go_back_) {
    all.back_.push_back(s.households_.persons_.row_of(id));
  }
  for (auto const& pair : e.apart_) {
    auto const p = s.households_.persons_.row_of(pair.of_from_);
    auto const where = place_of(s, p);
    if (where == place::kPromised) {
      all.promised_.push_back(p);
    } else if (where == place::kWaiting) {
      all.waiting_.push_back(p);
    } else if (where == place::kBoarded || where == place::kUnderWay || where == place::kArrived) {
      all.on_way_.push_back(p);
    }
  }
  return all;
}

beds beds_for(operation::state const& s, std::vector<person_row> const& people) {
  auto all = beds{};
  for (auto const p : people) {
    all += bed_for(s.households_.persons_.at(p).needs_);
  }
  return all;
}

// The trip has not gone, and has their seats still.
bool seats_are_left(operation::state const& s, std::vector<person_row> const& people) {
  auto by_trip = std::map<trip_row, space>{};
  for (auto const p : people) {
    by_trip[current_leg(s.custody_.tracks_[p.v_])->trip_] += space_for(s.households_.persons_.at(p).needs_);
  }
  return std::ranges::all_of(by_trip, [&](auto const& asked) {
    auto const& t = s.trips_.trips_.at(asked.first);
    return t.phase_ < trips::phase::kUnderWay &&
           trips::vehicle_serves(s, t.vehicle_, trips::given_away(t), asked.second, {}).has_value();
  });
}

// Seat and bed, or neither.
bool can_be_promised_again(operation::state const& s, merge const& m, std::vector<person_row> const& people,
                           instant const now) {
  if (people.empty() || !seats_are_left(s, people)) {
    return false;
  }
  auto const home = s.trips_.trips_.at(current_leg(s.custody_.tracks_[people.front().v_])->trip_).to_.is_none();
  return home || (m.hold_ && m.hold_->until_ > now &&
                  free_beds(s.centres_.centres_.at(m.hold_->centre_)).fits(beds_for(s, people)));
}

// Beds that were kept without a trip, and would be now.
beds beds_kept(operation::state const& s, merge const& m, std::vector<person_row> const& people, instant const now) {
  auto const still = m.hold_ && m.hold_->trip_.is_none() && m.hold_->until_ > now;
  return still ? smaller(beds_for(s, people), m.hold_->beds_) : beds{};
}

void note(cases::kind const kind, unmerged const& e, std::string sentence, context const& now, events& all) {
  auto about = cases::about{};
  about.households_ = {e.from_, e.into_};
  all.emplace_back(cases::open(now, all.size(), kind, std::move(about), std::move(sentence)));
}

// Those who go back take what is held for them along; those who were not counted get theirs again.
void part_holds(operation::state const& s, merge const& m, unmerged const& e, sorted const& who, beds const& again,
                context const& now, events& all) {
  auto const into = s.households_.households_.row_of(e.into_);
  auto const& common = s.holds_.of_[into.v_];
  auto const theirs = common ? smaller(holds::beds_held_for(s, who.back_), common->beds_) : beds{};
  if (auto const rest = holds::give_back(s, into, theirs, holds::release::kReplaced)) {
    all.emplace_back(*rest);
  }
  auto const one_end = theirs == beds{} || (m.hold_ && common && m.hold_->centre_ == common->centre_);
  auto const own = m.hold_ && one_end ? again : beds{};
  if (theirs + own == beds{}) {
    return;
  }
  auto const& hold = must_have(own == beds{} ? common : m.hold_, "beds that are held have a hold");
  all.emplace_back(holds::taken{e.from_, holds::trip_of(s, hold), s.centres_.centres_.at(hold.centre_).id_,
                                theirs + own, std::max(hold.until_, now.now_ + kWhileTheyAreFound)});
}

// What these events change in what is held, by centre. A household has one hold: the next takes its place.
std::map<centre_row, beds> held_by(operation::state const& s, events const& all) {
  auto change = std::map<centre_row, beds>{};
  auto now = std::map<household_row, std::pair<centre_row, beds>>{};
  auto const set = [&](household_id const& id, centre_row const centre, beds const& held) {
    auto const h = s.households_.households_.row_of(id);
    auto const& first = s.holds_.of_[h.v_];
    auto& current = now.try_emplace(h, first ? first->centre_ : centre, first ? first->beds_ : beds{}).first->second;
    change[current.first] -= current.second;
    current = {centre.is_none() ? current.first : centre, held};
    change[current.first] += held;
  };
  for (auto const& e : all) {
    auto const* const of_holds = std::get_if<holds::event>(&e);
    if (of_holds == nullptr) {
      continue;
    }
    if (auto const* const taken = std::get_if<holds::taken>(of_holds)) {
      set(taken->household_, s.centres_.centres_.row_of(taken->centre_), taken->beds_);
    } else if (auto const* const released = std::get_if<holds::released>(of_holds)) {
      set(released->household_, {}, {});
    } else if (auto const* const reduced = std::get_if<holds::reduced>(of_holds)) {
      auto const& first = s.holds_.of_[s.households_.households_.row_of(reduced->household_).v_];
      set(reduced->household_, {}, (first ? first->beds_ : beds{}) - reduced->beds_);
    }
  }
  return change;
}

// Beds that somebody else has by now: a case for each centre where that is so.
void note_beds_taken(operation::state const& s, unmerged const& e, context const& now, events& all) {
  auto asked = centres::beds_asked{.in_rooms_ = {}, .in_centres_ = held_by(s, all)};
  for (auto const& pair : e.apart_) {
    auto const aside = s.centres_.set_aside_.find(s.households_.persons_.row_of(pair.of_from_));
    if (aside != s.centres_.set_aside_.end() && aside->second.room_) {
      asked.add(aside->second, *aside->second.room_);
    }
  }
  for (auto const centre : centres::too_few(s, asked)) {
    auto about = cases::about{};
    about.households_ = {e.from_, e.into_};
    about.centre_ = s.centres_.centres_.at(centre).id_;
    all.emplace_back(cases::open(now, all.size(), cases::kind::kOverbooked, std::move(about),
                                 "A bed that they had was given to somebody else."));
  }
}

// Whoever is promised something, or has begun, was one household then.
bool some_have_begun(operation::state const& s, unmerged const& e) {
  return std::ranges::any_of(members(s, s.households_.households_.row_of(e.into_)), [&](person_row const p) {
    auto const where = place_of(s, p);
    return where >= place::kPromised && where <= place::kArrived;
  });
}

events part(operation::state const& s, merge const& m, unmerged const& e, context const& now) {
  auto const who = sort(s, e);
  auto const again = can_be_promised_again(s, m, who.promised_, now.now_);
  auto const kept = beds_kept(s, m, who.waiting_, now.now_);
  auto const kept_again = kept != beds{} && free_beds(s.centres_.centres_.at(m.hold_->centre_)).fits(kept);
  auto all = events{e};
  part_holds(s, m, e, who,
             beds_for(s, who.on_way_) + (again ? beds_for(s, who.promised_) : beds{}) + (kept_again ? kept : beds{}),
             now, all);
  if (!again && !who.promised_.empty()) {
    all.emplace_back(custody::leg_closed{these_legs(s, who.promised_), custody::leg_end::kReleased});
  }
  if ((!again && !who.promised_.empty()) || (!kept_again && kept != beds{})) {
    note(cases::kind::kPromiseChanged, e, "The places that this household was promised are not free any more.", now,
         all);
  }
  if (!who.on_way_.empty() || some_have_begun(s, e)) {
    note(cases::kind::kContradiction, e,
         "Some of them are promised a place, or on the way: find out who goes with whom.", now, all);
  }
  note_beds_taken(s, e, now, all);
  return all;
}

}  // namespace

decision decide(operation::state const& s, undo_merge const& c, context const& now) {
  auto const found = s.duplicates_.merges_.find(c.merge_);
  if (found == s.duplicates_.merges_.end() || found->second.undone_) {
    return refuse(refusal_code::kUnknown, "There is no such merge that could be undone.", "merge",
                  "the number of a merge that stands");
  }
  if (c.reason_.empty()) {
    return refuse(refusal_code::kInvalid, "Say why the merge was wrong.", "reason", "a reason");
  }
  return is_short_enough(c.reason_, kMostText, "reason").and_then([&]() -> decision {
    auto const& m = found->second;
    auto const into = s.households_.households_.row_of(m.what_.into_);
    if (!s.households_.households_.at(into).merged_into_.is_none()) {
      return refuse(refusal_code::kWrongState, "The household was merged into another since.", "merge",
                    "the later merge first");
    }
    auto back = m.what_.come_over_;
    std::erase_if(back, [&](person_id const& p) { return s.households_.persons_.at(p).household_ != into; });
    return part(s, m,
                {.merge_ = c.merge_,
                 .from_ = m.what_.from_,
                 .into_ = m.what_.into_,
                 .apart_ = m.what_.same_,
                 .go_back_ = std::move(back),
                 .reason_ = c.reason_},
                now);
  });
}

}  // namespace leeward::operation::duplicates
