#include "planning/crew_clock.h"

namespace leeward::planning {

void take_break(crew_clock& c, crew_rules const& rules, place_id const where) {
  auto const until = c.now_ + rules.break_s_;
  c.breaks_.push_back({c.now_, until, where});
  c.now_ = until;
  c.since_break_ = {};
}

void rest_before(crew_clock& c, crew_rules const& rules, seconds const ahead, place_id const where) {
  auto const would_help = ahead <= rules.driving_without_break_s_ || c.since_break_ == rules.driving_without_break_s_;
  if (c.since_break_ != seconds{} && c.since_break_ + ahead > rules.driving_without_break_s_ && would_help) {
    take_break(c, rules, where);
  }
}

instant drive(crew_clock& c, crew_rules const& rules, seconds const driving, place_id const where) {
  auto left = driving;
  rest_before(c, rules, left, where);
  auto const departure = c.now_;
  while (c.since_break_ + left > rules.driving_without_break_s_) {
    auto const part = rules.driving_without_break_s_ - c.since_break_;
    c.now_ = c.now_ + part;
    left -= part;
    take_break(c, rules, {});
  }
  c.now_ = c.now_ + left;
  c.since_break_ += left;
  c.driven_ += driving;
  return departure;
}

void idle_until(crew_clock& c, crew_rules const& rules, instant const t, place_id const where) {
  if (t <= c.now_) {
    return;
  }
  if (t - c.now_ >= rules.break_s_ && c.since_break_ != seconds{}) {
    c.breaks_.push_back({c.now_, t, where});
    c.since_break_ = {};
  }
  c.now_ = t;
}

}  // namespace leeward::planning
