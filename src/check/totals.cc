#include <algorithm>
#include <functional>
#include <map>
#include <set>
#include <string>

#include <fmt/format.h>

#include "base/time.h"
#include "check/sheet.h"

// The figures that the plan states of itself, counted again.
namespace leeward::check {

namespace {

using planning::beds;
using planning::household;
using planning::leg;

constexpr auto const* const kSubject = "totals";

void differs(sheet& s, rule const r, std::string_view const what, std::int64_t const says, std::int64_t const is) {
  if (says != is) {
    s.add(r, kSubject, fmt::format("say {} {}; counted again there are {}.", what, says, is));
  }
}

// A plan may say any time; what lies a year after the end is wrong already and must not overflow the sum.
constexpr auto const kYear = seconds{std::int64_t{366} * 86400};

seconds waited(sheet const& s, household const& h, instant const until) {
  auto const from = std::max(s.s_.start_, planning::ready_from(s.s_, h));
  return std::max(seconds{}, std::min(until, s.s_.end_ + kYear) - from);
}

struct recount {
  std::int64_t served_households_{0};
  persons served_;
  persons own_tier_;
  std::int64_t waiting_{0};
  std::int64_t unserved_weight_{0};
  std::optional<instant> clearance_;
  std::map<std::int64_t, std::pair<std::int64_t, std::int64_t>, std::greater<>> unserved_;  // -> households, persons
};

recount count_people(sheet const& s) {
  auto n = recount{};
  for (auto const& a : s.p_.households_) {
    auto const* const h = find(s.households_, a.household_);
    if (h == nullptr) {
      continue;
    }
    ++n.served_households_;
    n.served_ += h->persons_;
    n.waiting_ += planning::priority_of(s.s_, *h) * h->persons_.v_ * waited(s, *h, a.arrival_).v_;
    n.clearance_ = std::max(n.clearance_.value_or(a.arrival_), a.arrival_);
    auto const* const c = find(s.centres_, a.centre_);
    if (c != nullptr && c->tier_ == 1) {
      n.own_tier_ += h->persons_;
    }
  }
  for (auto const& u : s.p_.unserved_) {
    auto const* const h = find(s.households_, u.household_);
    if (h != nullptr) {
      n.waiting_ += planning::priority_of(s.s_, *h) * h->persons_.v_ * waited(s, *h, s.s_.end_).v_;
      n.unserved_weight_ += planning::priority_of(s.s_, *h) * h->persons_.v_;
      auto& [households, people] = n.unserved_[planning::priority_of(s.s_, *h)];
      ++households;
      people += h->persons_.v_;
    }
  }
  return n;
}

std::string in_words(std::optional<instant> const t) { return t ? to_string(*t) : "none"; }

void check_unserved(sheet& s, recount const& n) {
  differs(s, rule::kUnservedCountWrong, "unserved_weight", s.p_.totals_.unserved_weight_, n.unserved_weight_);
  auto const& stated = s.p_.totals_.unserved_by_priority_;
  auto same = stated.size() == n.unserved_.size();
  auto i = std::size_t{0};
  for (auto const& [priority, count] : n.unserved_) {
    same = same && stated[i].priority_ == priority && stated[i].households_ == count.first &&
           stated[i].persons_.v_ == count.second;
    ++i;
  }
  if (!same) {
    s.add(rule::kUnservedCountWrong, kSubject,
          fmt::format("have {} lines of unserved by priority that are not those of the {} unserved households.",
                      stated.size(), s.p_.unserved_.size()));
  }
}

void check_driving(sheet& s) {
  auto length = metres{};
  auto driving = seconds{};
  auto const add = [&](leg const& l) {
    length += l.length_m_;
    driving += l.driving_s_;
  };
  for (auto const& t : s.p_.trips_) {
    for (auto const& at : t.pickups_) {
      add(at.way_);
    }
    add(t.centre_.way_);
  }
  auto vehicles = std::set<std::string_view>{};
  for (auto const& d : s.p_.duties_) {
    add(d.back_);
    vehicles.insert(d.vehicle_);
  }
  auto const& t = s.p_.totals_;
  differs(s, rule::kLengthWrong, "length_m", t.length_m_.v_, length.v_);
  differs(s, rule::kCountsWrong, "driving_s", t.driving_s_.v_, driving.v_);
  differs(s, rule::kCountsWrong, "trips", t.trips_, static_cast<std::int64_t>(s.p_.trips_.size()));
  differs(s, rule::kCountsWrong, "vehicles_used", t.vehicles_used_, static_cast<std::int64_t>(vehicles.size()));
}

struct fill {
  persons persons_;
  beds used_;
  std::optional<instant> first_;
  std::optional<instant> last_;
  std::map<instant, persons> arrivals_;
};

std::map<std::string_view, fill> count_centres(sheet const& s) {
  auto fills = std::map<std::string_view, fill>{};
  for (auto const& a : s.p_.households_) {
    auto const* const h = find(s.households_, a.household_);
    if (h == nullptr) {
      continue;
    }
    auto& f = fills[a.centre_];
    auto const due = planning::beds_of(*h);
    f.persons_ += h->persons_;
    f.used_.general_ += due.general_;
    f.used_.accessible_ += due.accessible_;
    f.first_ = std::min(f.first_.value_or(a.arrival_), a.arrival_);
    f.last_ = std::max(f.last_.value_or(a.arrival_), a.arrival_);
    f.arrivals_[a.arrival_] += h->persons_;
  }
  return fills;
}

// A plan without a curve says nothing wrong.
void check_curve(sheet& s, planning::centre_fill const& stated, fill const& is) {
  auto curve = std::vector<planning::arrived>{};
  auto sum = persons{};
  for (auto const& [at, n] : is.arrivals_) {
    sum += n;
    curve.push_back({at, sum});
  }
  if (stated.arrivals_.empty() || stated.arrivals_ == curve) {
    return;
  }
  auto const differs_at = std::ranges::mismatch(stated.arrivals_, curve);
  auto const words = [](auto const at, auto const end) {
    return at == end ? std::string{"nothing"} : fmt::format("{} persons by {}", at->persons_.v_, to_string(at->at_));
  };
  s.add(rule::kCentreFillWrong, fmt::format("centre {}", stated.centre_),
        fmt::format("is said to have {} of its arrivals; it is {}.", words(differs_at.in1, stated.arrivals_.end()),
                    words(differs_at.in2, curve.end())));
}

// No plan is better than what none can do better than.
void check_bounds(sheet& s) {
  auto const& t = s.p_.totals_;
  if (!t.bounds_) {
    return;
  }
  auto const beaten = [&](std::string_view const what, auto const& value, auto const& bound) {
    s.add(rule::kBoundBeaten, kSubject, fmt::format("have {} {}, better than its bound {}.", what, value, bound));
  };
  auto const& b = *t.bounds_;
  if (b.unserved_weight_ && t.unserved_weight_ < *b.unserved_weight_) {
    beaten("unserved_weight", t.unserved_weight_, *b.unserved_weight_);
  }
  // The terms behind the first are bounded for plans that serve as many; those of the best plan each for plans that are
  // as good in all terms before it.
  auto const is_as_good = [&](auto const& value, auto const& bound) {
    return !b.proved_optimal_ || !bound || value == *bound;
  };
  if (b.unserved_weight_ && t.unserved_weight_ != *b.unserved_weight_) {
    return;
  }
  if (b.weighted_waiting_s_ && t.weighted_waiting_s_ < *b.weighted_waiting_s_) {
    beaten("weighted_waiting_s", t.weighted_waiting_s_, *b.weighted_waiting_s_);
  }
  if (!is_as_good(t.weighted_waiting_s_, b.weighted_waiting_s_)) {
    return;
  }
  if (b.clearance_ && t.clearance_ && *t.clearance_ < *b.clearance_) {
    beaten("clearance", to_string(*t.clearance_), to_string(*b.clearance_));
  }
  if (!is_as_good(t.clearance_, b.clearance_)) {
    return;
  }
  if (b.own_tier_ && t.own_tier_ > *b.own_tier_) {
    beaten("own_tier", t.own_tier_.v_, b.own_tier_->v_);
  }
  // Ways need not be driven as quickly as they can be: then the last bound says nothing.
  if (!b.proved_optimal_ && b.length_m_ && t.length_m_ < *b.length_m_) {
    beaten("length_m", t.length_m_.v_, b.length_m_->v_);
  }
}

planning::promise promise_of(sheet const& s, planning::assignment const& a) {
  auto const* const t = find(s.trips_, a.trip_);
  return {a.pickup_point_, t == nullptr ? std::string{} : t->vehicle_, a.boarding_, a.centre_};
}

// What the list of changes promises is what the plan does.
void check_changes(sheet& s) {
  if (!s.p_.changes_) {
    return;
  }
  for (auto const& c : *s.p_.changes_) {
    auto const* const a = find(s.served_, c.household_);
    auto const is = a == nullptr ? std::nullopt : std::optional{promise_of(s, *a)};
    if (c.is_ != is) {
      s.add(rule::kChangesWrong, fmt::format("household {}", c.household_),
            fmt::format("is told of {}, but the plan has {}.", c.is_ ? to_string(c.is_->boarding_) : "no trip",
                        is ? to_string(is->boarding_) + " at " + is->pickup_point_ : "none"));
    } else if (c.is_ == c.was_) {
      s.add(rule::kChangesWrong, fmt::format("household {}", c.household_), "stands among the changes, but has none.");
    }
  }
}

void check_centres(sheet& s) {
  auto fills = count_centres(s);
  for (auto const& c : s.s_.centres_) {
    auto const stated = std::ranges::find(s.p_.centres_, c.id_, &planning::centre_fill::centre_);
    if (stated == s.p_.centres_.end()) {
      s.add(rule::kCentreFillWrong, fmt::format("centre {}", c.id_), "is missing from the plan's list of centres.");
      continue;
    }
    auto const& is = fills[c.id_];
    if (stated->persons_ != is.persons_ || stated->used_ != is.used_ ||
        stated->available_ != planning::beds_on_offer(s.s_, c) || stated->first_arrival_ != is.first_ ||
        stated->last_arrival_ != is.last_) {
      s.add(rule::kCentreFillWrong, fmt::format("centre {}", c.id_),
            fmt::format("is said to take {} persons into {} general and {} accessible beds from {} to {}; it is {}, "
                        "{} and {} from {} to {}.",
                        stated->persons_.v_, stated->used_.general_.v_, stated->used_.accessible_.v_,
                        in_words(stated->first_arrival_), in_words(stated->last_arrival_), is.persons_.v_,
                        is.used_.general_.v_, is.used_.accessible_.v_, in_words(is.first_), in_words(is.last_)));
    }
    check_curve(s, *stated, is);
  }
}

}  // namespace

void check_totals(sheet& s) {
  auto const n = count_people(s);
  auto const& t = s.p_.totals_;
  auto everybody = persons{};
  for (auto const& h : s.s_.households_) {
    everybody += h.persons_;
  }
  differs(s, rule::kCountsWrong, "households", t.households_, static_cast<std::int64_t>(s.s_.households_.size()));
  differs(s, rule::kCountsWrong, "persons", t.persons_.v_, everybody.v_);
  differs(s, rule::kCountsWrong, "served_households", t.served_households_, n.served_households_);
  differs(s, rule::kCountsWrong, "served", t.served_.v_, n.served_.v_);
  check_unserved(s, n);
  differs(s, rule::kWaitingWrong, "weighted_waiting_s", t.weighted_waiting_s_, n.waiting_);
  if (t.clearance_ != n.clearance_) {
    s.add(rule::kClearanceWrong, kSubject,
          fmt::format("say that the last arrival is {}; it is {}.", in_words(t.clearance_), in_words(n.clearance_)));
  }
  differs(s, rule::kOwnTierWrong, "own_tier", t.own_tier_.v_, n.own_tier_.v_);
  check_driving(s);
  check_centres(s);
  check_bounds(s);
  check_changes(s);
}

}  // namespace leeward::check
