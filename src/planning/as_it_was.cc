#include "planning/as_it_was.h"

namespace leeward::planning {

namespace {

spell to_spell(rest const& r, numbers<place_id> const& places) {
  return {.from_ = r.from_, .until_ = r.until_, .where_ = r.place_ ? places.at(*r.place_) : place_id{}};
}

// Breaks on the way split a leg's driving where they lie.
void drive_as_it_was(crew_clock& c, crew_rules const& rules, duty const& d, leg const& l) {
  auto at = l.departure_;
  for (auto const& r : d.breaks_) {
    if (!r.place_ && r.from_ >= l.departure_ && r.until_ <= l.arrival_) {
      c.since_break_ += r.from_ - at;
      c.since_break_ = r.until_ - r.from_ >= rules.break_s_ ? seconds{} : c.since_break_;
      at = r.until_;
    }
  }
  c.since_break_ += l.arrival_ - at;
  c.driven_ += l.driving_s_;
  c.now_ = l.arrival_;
}

void rest_as_it_was(crew_clock& c, crew_rules const& rules, duty const& d, instant const until,
                    numbers<place_id> const& places) {
  for (auto const& r : d.breaks_) {
    if (r.until_ > until || (!c.breaks_.empty() && r.from_ < c.breaks_.back().until_)) {
      continue;
    }
    c.breaks_.push_back(to_spell(r, places));
    if (r.place_ && r.until_ - r.from_ >= rules.break_s_) {
      c.since_break_ = {};
    }
  }
}

void go_as_it_was(crew_clock& c, crew_rules const& rules, duty const& d, leg const& l,
                  numbers<place_id> const& places) {
  rest_as_it_was(c, rules, d, l.departure_, places);
  drive_as_it_was(c, rules, d, l);
}

}  // namespace

crew_clock clock_after(crew_rules const& rules, duty const& d, std::vector<trip const*> const& trips,
                       numbers<place_id> const& places) {
  auto c = crew_clock{};
  for (auto const* const t : trips) {
    for (auto const& at : t->pickups_) {
      go_as_it_was(c, rules, d, at.way_, places);
    }
    go_as_it_was(c, rules, d, t->centre_.way_, places);
  }
  auto const end = trips.back()->centre_.end_;
  rest_as_it_was(c, rules, d, end, places);
  c.now_ = end;
  return c;
}

std::vector<spell> breaks_of(duty const& d, numbers<place_id> const& places) {
  auto list = std::vector<spell>{};
  for (auto const& r : d.breaks_) {
    list.push_back(to_spell(r, places));
  }
  return list;
}

}  // namespace leeward::planning
