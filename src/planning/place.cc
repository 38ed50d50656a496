#include "planning/place.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "planning/place/bed_problem.h"
#include "planning/reach.h"

namespace leeward::planning {

namespace {

constexpr auto const kSpare = persons{6};  // general beds in each centre with accessible ones
// Beds are kept for so many classes apart, and for all further ones together.
constexpr auto const kMostClasses = std::uint32_t{64};

placing::bed_count count(beds const& b) { return {.general_ = b.general_.v_, .accessible_ = b.accessible_.v_}; }

// What is held and what has begun may be more than there is.
beds at_least_none(beds const& b) {
  return {.general_ = std::max(persons{}, b.general_), .accessible_ = std::max(persons{}, b.accessible_)};
}

// The scenario's households as groups of those that are alike.
class grouping {
public:
  grouping(problem const& p, std::vector<beds> const& free, std::vector<household_id> waiting)
      : problem_{p}, free_{free}, reach_{p} {
    for (auto c = std::size_t{0}; c != free.size(); ++c) {
      beds_.centres_.push_back({.beds_ = count(at_least_none(free[c])), .tier_ = p.scenario_.centres_[c].tier_});
    }
    std::ranges::sort(waiting, {}, [&](household_id const h) { return std::pair{p.households_[h.v_].ready_from_, h}; });
    for (auto i = std::uint32_t{0}; i != waiting.size(); ++i) {
      add(waiting[i], i);
    }
    add_drives();
    add_apart();
  }

  problem const& problem_;
  std::vector<beds> const& free_;  // by centre
  reach reach_;
  placing::bed_problem beds_{};
  std::vector<std::vector<household_id>> members_{};  // of each group, the first to be served first
  std::vector<std::uint32_t> set_of_{};               // of each choice: the centres where it may go

private:
  struct from_there {
    std::size_t choice_{0};
    reach::ways const* ways_{nullptr};
    std::int64_t persons_{0};
  };

  void add(household_id const h, std::uint32_t const turn) {
    auto const& party = problem_.households_[h.v_];
    auto const to = reach_.of(h);
    auto const accessible = party.beds_.accessible_ != persons{};
    auto const [choice, is_new] = choices_.try_emplace({to.set_, accessible}, set_of_.size());
    if (is_new) {
      set_of_.push_back(to.set_);
    }
    if (to.ways_ != nullptr) {
      auto& from = from_[std::uint64_t{choice->second} << 32U | to.ways_->id_];
      from.choice_ = choice->second;
      from.ways_ = to.ways_;
      from.persons_ += party.persons_.v_;
    }
    // Whom it must not meet makes it unlike all others.
    auto const alone = party.apart_.empty() ? household_id{} : h;
    auto const next = static_cast<std::uint32_t>(members_.size());
    auto const [group, first] = groups_.try_emplace(
        {choice->second, party.beds_.general_, party.beds_.accessible_, party.weight_, alone}, next);
    if (first) {
      members_.emplace_back();
      beds_.groups_.push_back({.beds_ = count(party.beds_),
                               .weight_ = party.weight_,
                               .choice_ = choice->second,
                               .households_ = 0,
                               .apart_ = {},
                               .turns_ = {}});
    }
    members_[group->second].push_back(h);
    ++beds_.groups_[group->second].households_;
    beds_.groups_[group->second].turns_.push_back(turn);
  }

  // Of each choice: in the mean of its people.
  void add_drives() {
    auto const centres = beds_.centres_.size();
    auto sums = std::vector<std::vector<std::pair<std::int64_t, std::int64_t>>>(
        set_of_.size(), std::vector<std::pair<std::int64_t, std::int64_t>>(centres));
    for (auto const& [key, from] : from_) {
      for (auto c = std::size_t{0}; c != centres; ++c) {
        if (auto const drive = from.ways_->drive_[c]; drive < kNoWay) {
          sums[from.choice_][c].first += drive.v_ * from.persons_;
          sums[from.choice_][c].second += from.persons_;
        }
      }
    }
    for (auto k = std::size_t{0}; k != set_of_.size(); ++k) {
      auto& drives = beds_.choices_.emplace_back().drive_;
      for (auto c = std::uint32_t{0}; c != centres; ++c) {
        auto const [sum, people] = sums[k][c];
        drives.push_back(!has(reach_.set(set_of_[k]), {c}) ? placing::kMayNot : people == 0 ? 0 : sum / people);
      }
    }
  }

  void add_apart() {
    auto party_of = std::unordered_map<std::uint32_t, std::size_t>{};
    for (auto g = std::size_t{0}; g != members_.size(); ++g) {
      auto const& party = problem_.households_[members_[g].front().v_];
      for (auto const m : party.members_) {
        if (!party.apart_.empty()) {
          party_of.emplace(m, g);
        }
      }
    }
    for (auto g = std::size_t{0}; g != members_.size(); ++g) {
      for (auto const other : problem_.households_[members_[g].front().v_].apart_) {
        if (auto const at = party_of.find(other); at != party_of.end() && at->second != g) {
          beds_.groups_[g].apart_.push_back(at->second);
        }
      }
    }
  }

  std::map<std::pair<std::uint32_t, bool>, std::size_t> choices_{};
  std::map<std::tuple<std::size_t, persons, persons, std::int64_t, household_id>, std::uint32_t> groups_{};
  std::unordered_map<std::uint64_t, from_there> from_{};
};

bool can_go_anywhere(grouping const& g, std::size_t const choice) {
  auto const& beds_at = g.free_;
  for (auto c = std::uint32_t{0}; c != beds_at.size(); ++c) {
    if (beds_at[c].general_ != persons{} && !has(g.reach_.set(g.set_of_[choice]), {c})) {
      return false;
    }
  }
  return true;
}

// Whether so few beds are left over that households who can go anywhere may find them only one here and one there.
bool are_tight(grouping const& g, std::vector<beds> const& left) {
  auto over = persons{};
  for (auto const& b : left) {
    over += b.general_;
  }
  auto largest = std::int64_t{1};
  for (auto const& group : g.beds_.groups_) {
    largest = std::max(largest, group.beds_.general_);
  }
  auto const most_apart = persons{largest - 1} + kSpare;  // in each centre
  return over < most_apart * std::ssize(left);
}

// Of each choice; none for those for whom nothing need be kept.
std::vector<class_id> classes_of(grouping const& g, std::vector<beds> const& left) {
  auto classes = std::vector<class_id>(g.set_of_.size());
  auto kept_for = std::vector<bool>(classes.size(), are_tight(g, left));
  for (auto const& group : g.beds_.groups_) {
    kept_for[group.choice_] = kept_for[group.choice_] || group.beds_.accessible_ != 0;
  }
  auto next = std::uint32_t{0};
  for (auto k = std::size_t{0}; k != classes.size(); ++k) {
    if (kept_for[k] || !can_go_anywhere(g, k)) {
      classes[k] = {std::min(next++, kMostClasses)};
    }
  }
  return classes;
}

// Who must not meet others stays where it was placed: these have a class of their own.
void keep_for(grouping const& g, std::vector<class_id> const& classes, placement& placed) {
  auto apart = class_id{0};
  for (auto const k : classes) {
    apart.v_ = k.is_none() ? apart.v_ : std::max(apart.v_, k.v_ + 1);
  }
  for (auto i = std::size_t{0}; i != g.members_.size(); ++i) {
    auto const of_choice = classes[g.beds_.groups_[i].choice_];
    for (auto const h : g.members_[i]) {
      auto const& party = g.problem_.households_[h.v_];
      auto const stays = !party.apart_.empty();
      auto const k = stays ? apart : of_choice;
      if (auto const c = placed.centre_of_[h.v_]; !k.is_none() && !c.is_none()) {
        keep_slot(placed.kept_, h, party.beds_, k, c, stays);
      }
    }
  }
}

// As many as nobody needs in the end; until then they are kept from those who could go everywhere.
void keep_spare(std::vector<beds> const& free, placement& placed, std::vector<beds> const& left) {
  auto all = persons{};
  for (auto const& b : left) {
    all += b.general_;
  }
  for (auto c = std::size_t{0}; c != left.size(); ++c) {
    auto kept = beds{};
    for (auto const& of_class : placed.kept_.beds_) {
      kept = kept + of_class[c];
    }
    if (kept.accessible_ != persons{}) {
      placed.kept_.spare_[c] = std::min({kSpare, all, at_least_none(free[c]).general_ - kept.general_});
      all -= placed.kept_.spare_[c];
    }
  }
}

}  // namespace

placement place_nobody(problem const& p) {
  auto const n = p.households_.size();
  return {.kept_ = keep_none(p), .centre_of_ = std::vector<centre_id>(n), .without_ = std::vector<bool>(n)};
}

placement place_households(problem const& p, std::vector<beds> const& free, std::vector<household_id> const& can_travel,
                           std::vector<bool> const& let_go) {
  auto waiting = can_travel;
  std::erase_if(waiting, [&](household_id const h) { return let_go[h.v_]; });
  auto const all = grouping{p, free, std::move(waiting)};
  auto const plan = placing::assign_beds(all.beds_);
  auto placed = place_nobody(p);
  auto left = std::vector<beds>{};
  for (auto const& b : free) {
    left.push_back(at_least_none(b));
  }
  for (auto g = std::size_t{0}; g != plan.size(); ++g) {
    auto next = all.members_[g].begin();
    for (auto const& [c, households] : plan[g]) {
      for (auto i = std::int64_t{0}; i != households; ++i, ++next) {
        placed.centre_of_[next->v_] = {static_cast<std::uint32_t>(c)};
        left[c] = left[c] - p.households_[next->v_].beds_;
      }
    }
    for (; next != all.members_[g].end(); ++next) {
      placed.without_[next->v_] = true;
    }
  }
  keep_for(all, classes_of(all, left), placed);
  keep_spare(free, placed, left);
  return placed;
}

}  // namespace leeward::planning
