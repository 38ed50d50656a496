#include "operation/custody/cases_by_facts.h"

#include <algorithm>
#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "operation/cases/open.h"
#include "operation/custody/children.h"
#include "operation/duplicates/standing.h"

namespace leeward::operation::custody {

namespace {

constexpr auto const* const kTogether = "Somebody who looks after the child is there, or it has not set out.";
constexpr auto const kOfFacts = std::uint64_t{1} << 24U;  // apart from the other cases of the same command

bool is_on_way(place const p) { return p == place::kPromised || p == place::kBoarded || p == place::kUnderWay; }
bool is_on_board(place const p) { return p == place::kBoarded || p == place::kUnderWay; }
bool is_stay(place const p) { return p == place::kArrived || p == place::kSheltered || p == place::kAbsent; }

class book {
public:
  book(prospect const& p, context const& now) : p_{p}, s_{p.s_}, now_{now} {}

  void two_places() {
    for (auto const& [who, o] : p_.people_) {
      auto about = cases::about{};
      about.persons_ = {s_.households_.persons_.at(who).id_};
      keep(cases::kind::kTwoPlaces, std::move(about), is_in_two_places(o.before_), is_in_two_places(o.after_),
           "Facts put this person in two places, and no check-out lies between.", "A later fact explains it.");
    }
  }

  void heads() {
    auto trips = std::set<trip_row>{};
    if (p_.told_) {
      trips.insert(p_.told_->first);
    }
    for (auto const& [who, o] : p_.people_) {
      if (o.before_.rides_ != o.after_.rides_) {
        for (auto const* const w : {&o.before_, &o.after_}) {
          std::ranges::transform(w->rides_, std::inserter(trips, trips.end()), &ride::trip_);
        }
      }
    }
    for (auto const t : trips) {
      heads_of(t);
    }
  }

  // Whoever is there has not heard of it, or goes nevertheless.
  void called_off() {
    auto trips = std::set<trip_row>{};
    if (p_.told_) {
      trips.insert(p_.told_->first);
    }
    for (auto const& [who, o] : p_.people_) {
      trips.insert(o.before_.called_off_.begin(), o.before_.called_off_.end());
      trips.insert(o.after_.called_off_.begin(), o.after_.called_off_.end());
    }
    for (auto const t : trips) {
      auto about = cases::about{};
      about.trip_ = s_.trips_.trips_.at(t).id_;
      keep(cases::kind::kCalledOff, std::move(about), goes_nevertheless(t, false), goes_nevertheless(t, true),
           "This trip was called off, and whoever is there says that it goes on.", "That was a mistake.");
    }
  }

  void seats() {
    auto more = std::map<trip_row, space>{};
    for (auto const& [who, then] : p_.moved_) {
      auto const line = s_.trips_.lines_.find(who.v_);
      if (line != s_.trips_.lines_.end()) {
        auto const& l = s_.trips_.trips_.at(line->second.trip_).manifest_[line->second.line_];
        more[line->second.trip_] -= !l.off_ && is_on_way(l.at_) ? l.space_ : space{};
      }
      if (is_on_way(then.place_)) {
        more[then.trip_] += space_for(s_.households_.persons_.at(who).needs_);
      }
    }
    for (auto const& [who, then] : p_.needs_) {
      auto const line = s_.trips_.lines_.find(who.v_);
      if (line == s_.trips_.lines_.end() || p_.moved_.contains(who)) {
        continue;
      }
      auto const& l = s_.trips_.trips_.at(line->second.trip_).manifest_[line->second.line_];
      if (!l.off_ && is_on_way(l.at_)) {
        more[line->second.trip_] += space_for(then);
        more[line->second.trip_] -= l.space_;
      }
    }
    if (p_.trip_) {
      more[*p_.trip_];  // also where nothing changes
    }
    for (auto const& [t, of] : more) {
      seats_of(t, of);
    }
  }

  void seats_of(trip_row const t, space const& more) {
    auto const& trip = s_.trips_.trips_.at(t);
    auto taken = trip.taken_;
    taken += more;
    auto const& has = s_.fleet_.vehicles_.at(trip.vehicle_).space_;
    auto about = cases::about{};
    about.trip_ = trip.id_;
    keep(cases::kind::kUnfitting, std::move(about), !has.fits(trip.taken_), !has.fits(taken),
         "More people are on this trip than its vehicle has places.", "They have places, or are not on it any more.");
  }

  // Of every centre, not of those alone that carry more or less now: what comes to nothing in the end may pass through
  // one or may not, depending on who is heard first.
  void beds(beds_by_facts const& b) {
    for (auto i = std::uint32_t{0}; i != s_.centres_.centres_.size(); ++i) {
      auto const c = centre_row{i};
      auto const more = b.more_.find(c);
      auto const before = is_overbooked(s_, c, {});
      auto const after = more == b.more_.end() ? before : is_overbooked(s_, c, more->second);
      auto about = cases::about{};
      about.centre_ = s_.centres_.centres_.at(c).id_;
      if (!after && !s_.cases_.by_facts_.contains({cases::kind::kOverbooked, cases::thing_of(about)})) {
        continue;
      }
      keep(cases::kind::kOverbooked, std::move(about), before, after,
           fmt::format("More people are in {}, or on their way, than it has beds for.",
                       s_.centres_.centres_.at(c).name_),
           "There are beds for all of them.");
    }
  }

  void separated(std::set<household_row> const& households) {
    for (auto const h : households) {
      auto about = cases::about{};
      about.households_ = {s_.households_.households_.at(h).id_};
      keep(cases::kind::kSeparated, std::move(about), is_separated(h, false), is_separated(h, true),
           "Some of the household travel, and nobody knows where the others are.", "They are known to travel as well.");
    }
  }

  void children() {
    for (auto const c : children_concerned()) {
      auto about = cases::about{};
      about.persons_ = {s_.households_.persons_.at(c).id_};
      about.households_ = {s_.households_.households_.at(s_.households_.persons_.at(c).household_).id_};
      auto const at_desk = s_.cases_.alone_.find(c);
      if (at_desk != s_.cases_.alone_.end() && !s_.cases_.cases_.at(at_desk->second).what_.fact_) {
        if (!is_alone(c, true)) {
          all_.emplace_back(cases::settled{at_desk->second, kTogether, {}});
        }
        continue;
      }
      keep(cases::kind::kChildAlone, std::move(about), is_alone(c, false), is_alone(c, true),
           "A child is without anybody who looks after it.", kTogether);
    }
  }

  events all_;

private:
  // Open while it is so. What a person has settled is opened again only once it was not so in the meantime.
  void keep(cases::kind const k, cases::about about, bool const before, bool const after, std::string sentence,
            std::string how) {
    auto const found = s_.cases_.by_facts_.find({k, cases::thing_of(about)});
    auto const is_known = found != s_.cases_.by_facts_.end();
    auto const is_open = is_known && !s_.cases_.cases_.at(found->second).settled_;
    if (is_open && !after) {
      all_.emplace_back(cases::settled{found->second, std::move(how), {}});
    } else if (after && !is_open && (!is_known || !before)) {
      auto c = cases::open(now_, kOfFacts + n_++, k, std::move(about), std::move(sentence));
      c.fact_ = p_.fact_;
      all_.emplace_back(std::move(c));
    }
  }

  where at(person_row const p, bool const then) const { return then ? p_.then(p) : where_by_legs(s_, p); }

  whereabouts facts_of(person_row const p, bool const then) const {
    if (auto const found = p_.people_.find(p); found != p_.people_.end()) {
      return then ? found->second.after_ : found->second.before_;
    }
    return fold(evidence_of(s_, s_.custody_.tracks_[p.v_]), [this, then](trip_row const t) {
      return then ? p_.course_then(t) : trips::course_of(s_.trips_.trips_.at(t));
    });
  }

  // Whose facts may speak of the trip, with the news.
  std::set<person_row> people_then(trip_row const t) const {
    auto all = people_of(s_, t);
    for (auto const& [who, o] : p_.people_) {
      all.insert(who);
    }
    return all;
  }

  // Who was on the trip when its heads were counted last, and whose boarding may have been entered later.
  bool differs(trip_row const t, trips::told const& count, bool const then) const {
    auto const of = people_then(t);
    auto const rode = [&](ride const& r) { return r.trip_ == t && (!r.left_ || *r.left_ > count.happened_); };
    auto const n = std::ranges::count_if(
        of, [&](person_row const p) { return std::ranges::any_of(facts_of(p, then).rides_, rode); });
    return count.counted_ != n;
  }

  bool goes_nevertheless(trip_row const t, bool const then) const {
    auto const& trip = s_.trips_.trips_.at(t);
    if (!trip.called_off_) {
      return false;
    }
    auto const is_later = [off = *trip.called_off_](trips::told const& x) { return x.happened_ > off; };
    auto const is_told = then && p_.told_ && p_.told_->first == t && is_later(p_.told_->second);
    return is_told || std::ranges::any_of(trip.told_, is_later) ||
           std::ranges::any_of(people_then(t), [&](person_row const p) {
             auto const boarded = facts_of(p, then).called_off_;
             return std::ranges::find(boarded, t) != boarded.end();
           });
  }

  void heads_of(trip_row const t) {
    auto const& trip = s_.trips_.trips_.at(t);
    auto const was = trips::last_count(trip.told_);
    auto const is = p_.last_count_then(t);
    if (!is || p_.course_then(t).called_off_) {
      return;
    }
    auto about = cases::about{};
    about.trip_ = trip.id_;
    keep(cases::kind::kHeadCount, std::move(about), was && differs(t, *was, false), differs(t, *is, true),
         "The heads that were counted last are not as many as the people who are known to be on board.",
         "As many people are known to be on board as heads were counted.");
  }

  bool is_separated(household_row const h, bool const then) const {
    auto travels = false;
    auto waits = false;
    for (auto const p : s_.households_.households_.at(h).persons_) {
      if (s_.custody_.tracks_[p.v_].uncounted_) {
        continue;
      }
      auto const w = at(p, then);
      waits = waits || w.place_ <= place::kPromised;
      if (w.place_ == place::kUnderWay) {
        travels = true;
      } else if (is_stay(w.place_) && !w.trip_.is_none()) {
        auto const c = then ? p_.course_then(w.trip_) : trips::course_of(s_.trips_.trips_.at(w.trip_));
        travels = travels || c.left_ || c.arrived_;
      }
    }
    return travels && waits;
  }

  // Of whom there is news, and the children of their households and of whom they are guardians.
  std::set<person_row> children_concerned() const {
    auto all = std::set<person_row>{};
    for (auto const& [who, o] : p_.people_) {
      auto const& family = s_.households_.households_.at(s_.households_.persons_.at(who).household_).persons_;
      all.insert(family.begin(), family.end());
    }
    for (auto const& [child, of] : s_.custody_.children_) {
      if (std::ranges::any_of(of.guardians_, [&](person_row const g) {
            return p_.people_.contains(duplicates::standing_for(s_, g));
          })) {
        all.insert(duplicates::standing_for(s_, child));
      }
    }
    std::erase_if(all, [&](person_row const p) {
      return s_.custody_.tracks_[p.v_].uncounted_ || !is_child(s_.households_.persons_.at(p));
    });
    return all;
  }

  // Of a child on board, in a centre, or out of one.
  bool is_alone(person_row const child, bool const then) const {
    auto const w = at(child, then);
    auto const is_with = [&](person_row const p) {
      auto const o = at(p, then);
      if (is_on_board(w.place_)) {
        return is_on_board(o.place_) && o.trip_ == w.trip_;
      }
      return is_stay(w.place_) && is_stay(o.place_) && o.centre_ == w.centre_;
    };
    if (w.place_ == place::kGone) {
      return left_alone(child, then);
    }
    if (!is_on_board(w.place_) && !is_stay(w.place_)) {
      return false;
    }
    auto const of = care_of(s_, child);
    return !of.handed_over_ && std::ranges::none_of(of.carers_, is_with);
  }

  // Checked out of a centre, of which nobody who looks after the child was checked out.
  bool left_alone(person_row const child, bool const then) const {
    auto const w = facts_of(child, then);
    if (w.place_ != place::kGone || w.centre_.is_none() || w.how_ == gone::kDied) {
      return false;
    }
    auto const of = care_of(s_, child);
    return !of.handed_over_ && std::ranges::none_of(of.carers_, [&](person_row const p) {
      auto const left = facts_of(p, then).left_;
      return std::ranges::find(left, w.centre_) != left.end();
    });
  }

  prospect const& p_;
  operation::state const& s_;
  context const& now_;
  std::uint64_t n_{0};
};

}  // namespace

std::set<person_row> people_of(operation::state const& s, trip_row const t) {
  auto const& trip = s.trips_.trips_.at(t);
  auto all = std::set<person_row>{trip.noted_.begin(), trip.noted_.end()};
  std::ranges::transform(trip.manifest_, std::inserter(all, all.end()), &trips::line::person_);
  std::erase_if(all, [&](person_row const p) { return s.custody_.tracks_[p.v_].uncounted_; });
  return all;
}

events cases_of_places(prospect const& p, beds_by_facts const& beds, context const& now) {
  auto b = book{p, now};
  b.seats();
  b.beds(beds);
  return std::move(b.all_);
}

events case_of_seats(operation::state const& s, trip_row const t, space const& more, fact_id const& by,
                     context const& now) {
  auto const nobody = prospect{.s_ = s, .fact_ = by};
  auto b = book{nobody, now};
  b.seats_of(t, more);
  return std::move(b.all_);
}

events cases_by_facts(prospect const& p, std::set<household_row> const& households, beds_by_facts const& beds,
                      context const& now) {
  auto b = book{p, now};
  b.two_places();
  b.heads();
  b.called_off();
  b.seats();
  b.beds(beds);
  b.separated(households);
  b.children();
  return std::move(b.all_);
}

}  // namespace leeward::operation::custody
