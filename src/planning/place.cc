#include "planning/place.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

namespace leeward::planning {

namespace {

bool is_choosy(party const& h) { return h.needs_ != 0 || h.beds_.accessible_ != persons{}; }

std::int64_t centres_for(problem const& p, household_id const h) {
  auto count = std::int64_t{0};
  for (auto c = std::uint32_t{0}; c != p.scenario_.centres_.size(); ++c) {
    count += can_house(p, {c}, h) ? 1 : 0;
  }
  return count;
}

// The first vehicle that could take the household; the ways of the others differ little.
vehicle_id first_for(problem const& p, household_id const h) {
  for (auto v = std::uint32_t{0}; v != p.vehicles_.size(); ++v) {
    if (can_take(p, {v}, h)) {
      return {v};
    }
  }
  return {};
}

centre_id best_centre(problem const& p, household_id const h, std::vector<beds> const& free) {
  auto best = centre_id{};
  auto best_rank = std::tuple{std::int64_t{0}, kNoWay};
  auto const v = first_for(p, h);
  if (v.is_none()) {
    return best;
  }
  auto const from = p.at(p.households_[h.v_].boards_at_.front());
  for (auto i = std::uint32_t{0}; i != free.size(); ++i) {
    auto const c = centre_id{i};
    if (!fits(p.households_[h.v_].beds_, free[i]) || !can_house(p, c, h)) {
      continue;
    }
    auto const rank = std::tuple{p.scenario_.centres_[i].tier_, p.least(v, from, p.at(c))};
    if (std::get<1>(rank) < kNoWay && (best.is_none() || rank < best_rank)) {
      best = c;
      best_rank = rank;
    }
  }
  return best;
}

class_id class_of(party const& h, std::map<std::pair<need_set, bool>, class_id>& classes) {
  auto const next = class_id{static_cast<std::uint32_t>(classes.size())};
  return classes.try_emplace({h.needs_, h.beds_.accessible_ != persons{}}, next).first->second;
}

persons less(persons const a, persons const b) { return std::max(persons{}, a - b); }

}  // namespace

kept_beds keep_none(problem const& p) {
  return {.class_of_ = std::vector<class_id>(p.households_.size()), .beds_ = {}};
}

kept_beds keep_beds(problem const& p, std::vector<household_id> const& waiting, std::vector<bool> const& let_go,
                    persons const spare) {
  return keep_beds(p, p.beds_, waiting, let_go, spare);
}

kept_beds keep_beds(problem const& p, std::vector<beds> free, std::vector<household_id> const& waiting,
                    std::vector<bool> const& let_go, persons const spare) {
  struct choosy {
    std::int64_t centres_;
    persons persons_;
    household_id household_;
  };
  auto order = std::vector<choosy>{};
  for (auto const h : waiting) {
    auto const& party = p.households_[h.v_];
    if (is_choosy(party) && !let_go[h.v_]) {
      order.push_back({centres_for(p, h), party.persons_, h});
    }
  }
  std::ranges::sort(order, {}, [](choosy const& c) { return std::tuple{c.centres_, -c.persons_.v_, c.household_}; });
  auto kept = keep_none(p);
  auto classes = std::map<std::pair<need_set, bool>, class_id>{};
  for (auto const& next : order) {
    auto const& party = p.households_[next.household_.v_];
    auto const c = best_centre(p, next.household_, free);
    if (!c.is_none()) {
      auto const k = class_of(party, classes);
      kept.beds_.resize(classes.size(), std::vector<beds>(free.size()));
      kept.class_of_[next.household_.v_] = k;
      kept.beds_[k.v_][c.v_] = kept.beds_[k.v_][c.v_] + party.beds_;
      free[c.v_] = free[c.v_] - party.beds_;
      if (auto const more = std::min(spare * party.beds_.accessible_.v_, free[c.v_].general_); more != persons{}) {
        kept.beds_[k.v_][c.v_].general_ += more;
        free[c.v_].general_ -= more;
      }
    }
  }
  return kept;
}

beds beyond(beds const& due, beds const& kept) {
  return {.general_ = less(due.general_, kept.general_), .accessible_ = less(due.accessible_, kept.accessible_)};
}

void take_beds(kept_beds& kept, std::vector<beds>& free, beds const& due, class_id const k, centre_id const c) {
  if (k.is_none()) {
    free[c.v_] = free[c.v_] - due;
    return;
  }
  auto& of_class = kept.beds_[k.v_];
  auto left = beyond(due, of_class[c.v_]);
  of_class[c.v_] = of_class[c.v_] - (due - left);
  free[c.v_] = free[c.v_] - left;
  auto const whole = std::ranges::find_if(of_class, [&](beds const& b) { return fits(left, b); });
  if (whole != of_class.end()) {
    *whole = *whole - left;
    auto& there = free[static_cast<std::size_t>(whole - of_class.begin())];
    there = there + left;
    return;
  }
  for (auto i = std::size_t{0}; i != of_class.size() && left != beds{}; ++i) {
    auto const still = beyond(left, of_class[i]);
    of_class[i] = of_class[i] - (left - still);
    free[i] = free[i] + (left - still);
    left = still;
  }
}

void give_all_back(kept_beds& kept, std::vector<beds>& free) {
  for (auto& of_class : kept.beds_) {
    for (auto i = std::size_t{0}; i != of_class.size(); ++i) {
      free[i] = free[i] + std::exchange(of_class[i], {});
    }
  }
}

}  // namespace leeward::planning
