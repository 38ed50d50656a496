#include "planning/reasons.h"

#include <algorithm>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include <fmt/format.h>

namespace leeward::planning {

namespace {

// One for each household of the party; what is said of several says so.
std::vector<unserved> make(problem const& p, household_id const h, unserved_reason const reason,
                           std::string const& sentence, std::string const& would_help) {
  auto list = std::vector<unserved>{};
  auto const& members = p.households_[h.v_].members_;
  auto names = std::vector<std::string>{};
  for (auto const m : members) {
    names.push_back(p.scenario_.households_[m].id_);
  }
  auto const together =
      members.size() == 1 ? std::string{} : fmt::format("With those it travels with ({}): ", fmt::join(names, ", "));
  for (auto const& name : names) {
    list.push_back({.household_ = name,
                    .reason_ = reason,
                    .sentence_ = together + sentence,
                    .would_help_ = would_help.empty() ? std::nullopt : std::optional{would_help}});
  }
  return list;
}

// "3 seats and 1 wheelchair bay"
std::string in_words(std::vector<std::pair<std::int64_t, std::string_view>> const& things) {
  auto words = std::vector<std::string>{};
  for (auto const& [n, what] : things) {
    if (n != 0) {
      words.push_back(fmt::format("{} {}{}", n, what, n == 1 ? "" : "s"));
    }
  }
  if (words.size() < 2) {
    return words.empty() ? "no place" : words.front();
  }
  auto const last = std::move(words.back());
  words.pop_back();
  return fmt::format("{} and {}", fmt::join(words, ", "), last);
}

std::string in_words(room const& r) {
  return in_words({{r.seats_.v_, "seat"},
                   {r.wheelchair_bays_.v_, "wheelchair bay"},
                   {r.lying_places_.v_, "lying place"},
                   {r.oxygen_.v_, "place with oxygen"}});
}

std::string in_words(beds const& b) {
  return in_words({{b.general_.v_, "general bed"}, {b.accessible_.v_, "accessible bed"}});
}

std::string in_words(seconds const s) { return fmt::format("{} h {:02} min", s.v_ / 3600, s.v_ % 3600 / 60); }

template <typename Id, typename List>
std::vector<Id> all_of(List const& list, auto&& which) {
  auto ids = std::vector<Id>{};
  for (auto i = std::uint32_t{0}; i != list.size(); ++i) {
    if (which(Id{i})) {
      ids.push_back({i});
    }
  }
  return ids;
}

std::vector<vehicle_id> vehicles_for(problem const& p, household_id const h) {
  return all_of<vehicle_id>(p.vehicles_, [&](vehicle_id const v) { return can_take(p, v, h); });
}

std::vector<centre_id> centres_for(problem const& p, household_id const h) {
  return all_of<centre_id>(p.scenario_.centres_, [&](centre_id const c) { return can_house(p, c, h); });
}

bool has_vehicle(problem const& p, household_id const h) {
  for (auto v = std::uint32_t{0}; v != p.vehicles_.size(); ++v) {
    if (can_take(p, {v}, h)) {
      return true;
    }
  }
  return false;
}

bool has_centre(problem const& p, household_id const h) {
  for (auto c = std::uint32_t{0}; c != p.scenario_.centres_.size(); ++c) {
    if (can_house(p, {c}, h)) {
      return true;
    }
  }
  return false;
}

bool has_way(problem const& p, vehicle_id const v, point_id const point, centre_id const c) {
  auto const depot = p.at(p.vehicles_[v.v_].depot_);
  return may_meet(p, v, point, c) && p.least(v, depot, p.at(point)) < kNoWay &&
         p.least(v, p.at(point), p.at(c)) < kNoWay && p.least(v, p.at(c), depot) < kNoWay;
}

// Over any place where the party may board.
bool has_way(problem const& p, household_id const h, vehicle_id const v, centre_id const c) {
  return std::ranges::any_of(p.households_[h.v_].boards_at_,
                             [&](point_id const point) { return has_way(p, v, point, c); });
}

// "Square", or "any of 3 points within its walk"
std::string where_it_boards(problem const& p, household_id const h) {
  auto const& at = p.households_[h.v_].boards_at_;
  return at.size() == 1 ? p.points_[at.front().v_].name_
                        : fmt::format("any of the {} points that it can use", at.size());
}

// One of those that drive the same ways: same profile, same depot, and nobody forbids anything.
std::vector<vehicle_id> apart_on_roads(problem const& p, std::vector<vehicle_id> vehicles) {
  if (p.wishes_.empty()) {
    auto const drives = [&](vehicle_id const v) {
      return std::tuple{p.vehicles_[v.v_].profile_, p.vehicles_[v.v_].depot_};
    };
    std::ranges::stable_sort(vehicles, {}, drives);
    auto const repeated = std::ranges::unique(vehicles, {}, drives);
    vehicles.erase(repeated.begin(), repeated.end());
  }
  return vehicles;
}

bool has_way(problem const& p, household_id const h, vehicle_id const v) {
  for (auto c = std::uint32_t{0}; c != p.scenario_.centres_.size(); ++c) {
    if (can_house(p, {c}, h) && has_way(p, h, v, {c})) {
      return true;
    }
  }
  return false;
}

// The first vehicle has one as a rule.
bool has_way(problem const& p, household_id const h) {
  for (auto v = std::uint32_t{0}; v != p.vehicles_.size(); ++v) {
    if (can_take(p, {v}, h)) {
      if (has_way(p, h, vehicle_id{v})) {
        return true;
      }
      break;
    }
  }
  return std::ranges::any_of(apart_on_roads(p, vehicles_for(p, h)),
                             [&](vehicle_id const v) { return has_way(p, h, v); });
}

bool has_wishes(problem const& p) { return !p.scenario_.pins_.empty() || !p.scenario_.forbidden_.empty(); }

std::string why_no_centre(problem const& p, household_id const h) {
  auto const& party = p.households_[h.v_];
  auto const serving = all_of<centre_id>(
      p.scenario_.centres_, [&](centre_id const c) { return (party.needs_ & ~p.served_needs_[c.v_]) == 0; });
  if (serving.empty()) {
    return fmt::format("No centre serves all that it needs ({} centres in all).", p.scenario_.centres_.size());
  }
  return fmt::format("It needs {} in one centre; no centre that serves its needs{} has as many ({} of {} serve them).",
                     in_words(party.beds_), has_wishes(p) ? " and is allowed" : "", serving.size(),
                     p.scenario_.centres_.size());
}

// Without any place to board.
std::string why_nowhere(problem const& p, household_id const h) {
  auto const& party = p.households_[h.v_];
  auto const& first = p.scenario_.households_[party.members_.front()];
  if (party.members_.size() > 1) {
    return fmt::format("There is no place where all {} of them may board.", party.members_.size());
  }
  if (chooses_point(first) && p.times_.walks_[party.members_.front()].empty()) {
    return fmt::format("No pickup point lies within its walk of {} m.", walks(first).v_);
  }
  return "It is pinned to a pickup point that it cannot use.";
}

std::string why_unusable(problem const& p, household_id const h) {
  auto const& party = p.households_[h.v_];
  if (party.point_.is_none()) {
    return why_nowhere(p, h);
  }
  auto const& point = p.points_[party.point_.v_];
  if (party.ready_from_ >= point.open_until_) {
    return fmt::format("Its pickup point {} closes at {}; it is ready from {} on.", point.name_,
                       to_string(point.open_until_), to_string(party.ready_from_));
  }
  if (point.step_free_ || party.takes_.wheelchair_bays_ + party.takes_.lying_places_ == persons{}) {
    return fmt::format("It must not board at {}, and has no other place to board.", point.name_);
  }
  return fmt::format("Its pickup point {} is not step-free, and it has {}.", point.name_,
                     in_words(room{{}, party.takes_.wheelchair_bays_, party.takes_.lying_places_, {}}));
}

std::string why_no_vehicle(problem const& p, household_id const h) {
  auto const& party = p.households_[h.v_];
  auto const has_pet = (party.needs_ & to_set({need::kPet})) != 0;
  return fmt::format("It needs {} in one vehicle{}; no vehicle of the fleet of {} has that{}.", in_words(party.takes_),
                     has_pet ? " that takes pets" : "", p.vehicles_.size(), has_wishes(p) ? " and is allowed" : "");
}

std::string why_no_bed(problem const& p, free_places const& left, household_id const h) {
  auto const due = p.households_[h.v_].beds_;
  auto const centres = centres_for(p, h);
  auto sum = beds{};
  for (auto const c : centres) {
    sum = sum + left.beds_[c.v_];
  }
  auto words = std::vector<std::string>{};
  if (due.general_ != persons{}) {
    words.push_back(fmt::format("{} general", sum.general_.v_));
  }
  if (due.accessible_ != persons{}) {
    words.push_back(fmt::format("{} accessible", sum.accessible_.v_));
  }
  return fmt::format(
      "It needs {} in one centre; no centre that could take it has that left (beds left in all {} of "
      "them together: {}).",
      in_words(due), centres.size(), fmt::join(words, " and "));
}

// Where it could go but for those whom it must not meet.
std::vector<centre_id> taken_by_others(problem const& p, free_places const& left, household_id const h) {
  return all_of<centre_id>(p.scenario_.centres_, [&](centre_id const c) {
    return can_house(p, c, h) && fits(p.households_[h.v_].beds_, left.beds_[c.v_]) && meets(p, left, h, c);
  });
}

std::string why_not_there(problem const& p, free_places const& left, household_id const h,
                          std::vector<centre_id> const& centres) {
  auto const& party = p.households_[h.v_];
  auto there = std::vector<std::string>{};
  for (auto i = std::uint32_t{0}; i != p.scenario_.households_.size(); ++i) {
    auto const in = left.centre_of_[i];
    if (std::ranges::find(party.apart_, i) != party.apart_.end() && std::ranges::find(centres, in) != centres.end()) {
      there.push_back(fmt::format("{} in {}", p.scenario_.households_[i].id_, p.scenario_.centres_[in.v_].id_));
    }
  }
  return fmt::format(
      "It needs {} in one centre; no centre that could take it has that left where it would not meet "
      "those it must not ({}).",
      in_words(party.beds_), fmt::join(there, ", "));
}

std::vector<unserved> why_no_bed_anywhere(problem const& p, free_places const& left, household_id const h) {
  auto const due = in_words(p.households_[h.v_].beds_);
  auto const taken = taken_by_others(p, left, h);
  return taken.empty() ? make(p, h, unserved_reason::kNoBed, why_no_bed(p, left, h),
                              fmt::format("{} more in a centre that serves what it needs.", due))
                       : make(p, h, unserved_reason::kNoBed, why_not_there(p, left, h, taken),
                              fmt::format("{} in a centre without those it must not meet.", due));
}

// The shortest drive from its point to one of these, by a vehicle that could take it; kNoWay if there is none.
seconds shortest_drive(problem const& p, household_id const h, std::vector<vehicle_id> const& vehicles,
                       std::vector<centre_id> const& centres) {
  auto shortest = kNoWay;
  for (auto const v : apart_on_roads(p, vehicles)) {
    for (auto const c : centres) {
      for (auto const point : p.households_[h.v_].boards_at_) {
        if (has_way(p, v, point, c)) {
          shortest = std::min(shortest, p.least(v, p.at(point), p.at(c)));
        }
      }
    }
  }
  return shortest;
}

// Another place to board, or another way to be there.
std::string helps_boarding(problem const& p, household_id const h) {
  auto const& party = p.households_[h.v_];
  if (party.point_.is_none()) {
    return "A pickup point nearer to it, or being fetched at its door.";
  }
  auto const& point = p.points_[party.point_.v_];
  return party.ready_from_ >= point.open_until_
             ? fmt::format("{} open until after {}, or being ready before {}.", point.name_,
                           to_string(party.ready_from_), to_string(point.open_until_))
             : std::string{"A step-free pickup point, or being fetched at its door."};
}

}  // namespace

std::vector<unserved> why_never(problem const& p, household_id const h) {
  auto const& party = p.households_[h.v_];
  if (!can_board(p, h)) {
    return make(p, h, unserved_reason::kPointUnusable, why_unusable(p, h), helps_boarding(p, h));
  }
  if (!has_vehicle(p, h)) {
    return make(p, h, unserved_reason::kNoVehicle, why_no_vehicle(p, h),
                fmt::format("A vehicle with {}.", in_words(party.takes_)));
  }
  if (!has_centre(p, h)) {
    return make(p, h, unserved_reason::kNoCentre, why_no_centre(p, h),
                fmt::format("A centre with {} that serves what it needs.", in_words(party.beds_)));
  }
  if (!has_way(p, h)) {
    return make(p, h, unserved_reason::kNoRoad,
                fmt::format("No vehicle that could take it has a way by road from its depot over {} to a centre that "
                            "could ({} of them), and back.",
                            where_it_boards(p, h), centres_for(p, h).size()),
                "A road opened, or another place to board.");
  }
  return {};
}

std::vector<unserved> why_not(problem const& p, free_places const& left, household_id const h) {
  auto const& party = p.households_[h.v_];
  auto const open = all_of<centre_id>(p.scenario_.centres_, [&](centre_id const c) {
    return can_house(p, c, h) && fits(party.beds_, left.beds_[c.v_]) && !meets(p, left, h, c);
  });
  if (open.empty()) {
    return why_no_bed_anywhere(p, left, h);
  }
  auto const vehicles = vehicles_for(p, h);
  auto const shortest = shortest_drive(p, h, vehicles, open);
  if (shortest >= kNoWay) {
    return make(p, h, unserved_reason::kNoRoad,
                fmt::format("It needs {} in one centre; no vehicle that could take it has a way by road from its depot "
                            "over {} to a centre that has them left ({} of them), and back.",
                            in_words(party.beds_), where_it_boards(p, h), open.size()),
                fmt::format("{} more in a centre that can be reached.", in_words(party.beds_)));
  }
  auto const deadline = party.board_by_ ? fmt::format(" and from its place by {}", to_string(*party.board_by_)) : "";
  return make(p, h, unserved_reason::kNoTime,
              fmt::format("No vehicle that could take it ({} of {}) can bring it to a bed before the operation ends at "
                          "{}{} within its crews' hours; the shortest drive from {} to a centre with beds left is {}.",
                          vehicles.size(), p.vehicles_.size(), to_string(p.scenario_.end_), deadline,
                          where_it_boards(p, h), in_words(shortest)),
              fmt::format("{} free in a vehicle with a crew for {} more, or a later end.", in_words(party.takes_),
                          in_words(shortest + shortest)));
}

}  // namespace leeward::planning
