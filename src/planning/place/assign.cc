#include <algorithm>
#include <numeric>
#include <set>
#include <tuple>

#include "base/must_have.h"
#include "planning/place/allocation.h"
#include "planning/place/bed_problem.h"
#include "planning/place/min_cost_flow.h"

namespace leeward::planning::placing {

namespace {

// Choices beyond take what those leave: the network stays small.
constexpr auto const kMostInFlow = std::size_t{64};
// What a bed counts in the flow is the household's weight for each of its beds, in parts of this.
constexpr auto const kParts = std::int64_t{60};
constexpr auto const kMostCost = std::int64_t{1} << 57U;

using bed_kind = std::int64_t bed_count::*;

// How many beds of each centre are meant for each choice.
using quotas = std::vector<std::vector<std::int64_t>>;

// The households that are placed together: those who need an accessible bed, and then all others. What they ask of
// their kind of bed decides, and the general beds of the first follow them.
struct round {
  bed_kind kind_{nullptr};
  std::vector<std::size_t> groups_{};   // who counts most for each bed first
  std::vector<std::size_t> choices_{};  // theirs that are in the flow
};

round round_of(bed_problem const& p, bed_kind const kind) {
  auto r = round{.kind_ = kind};
  auto beds = std::vector<std::int64_t>(p.choices_.size());
  for (auto g = std::size_t{0}; g != p.groups_.size(); ++g) {
    auto const& group = p.groups_[g];
    if ((group.beds_.accessible_ != 0) == (kind == &bed_count::accessible_)) {
      r.groups_.push_back(g);
      beds[group.choice_] += group.households_ * (group.beds_.*kind);
    }
  }
  std::ranges::sort(r.groups_, [&](std::size_t const x, std::size_t const y) {
    auto const& a = p.groups_[x];
    auto const& b = p.groups_[y];
    auto const left = a.weight_ * (b.beds_.*kind);
    auto const right = b.weight_ * (a.beds_.*kind);
    return left != right ? left > right
                         : std::pair{a.beds_.general_ + a.beds_.accessible_, x} <
                               std::pair{b.beds_.general_ + b.beds_.accessible_, y};
  });
  for (auto k = std::size_t{0}; k != beds.size(); ++k) {
    if (beds[k] != 0) {
      r.choices_.push_back(k);
    }
  }
  std::ranges::stable_sort(r.choices_, {}, [&](std::size_t const k) { return -beds[k]; });
  r.choices_.resize(std::min(r.choices_.size(), kMostInFlow));
  return r;
}

// Costs such that no gain behind outweighs one before: no cycle of the network has more than two arcs of a choice.
struct flow_costs {
  std::vector<std::int64_t> tier_;  // of each centre, instead of one of the first
  std::int64_t unserved_{0};        // for each part
};

flow_costs costs_of(bed_problem const& p, round const& r) {
  auto tiers = std::set<std::int64_t>{};
  for (auto const& c : p.centres_) {
    tiers.insert(c.tier_);
  }
  auto farthest = std::int64_t{0};
  for (auto const k : r.choices_) {
    farthest = std::max(farthest, *std::ranges::max_element(p.choices_[k].drive_));
  }
  auto const arcs = static_cast<std::int64_t>(2 * r.choices_.size() + 2);
  auto const a_tier = (farthest + 1) * arcs;
  auto costs = flow_costs{};
  for (auto const& c : p.centres_) {
    costs.tier_.push_back(a_tier * static_cast<std::int64_t>(std::distance(tiers.begin(), tiers.find(c.tier_))));
  }
  costs.unserved_ = (a_tier * static_cast<std::int64_t>(tiers.size()) + 1) * arcs;
  return costs;
}

// Nodes: the choices, the centres, and one that takes all beds, and what is not served.
flow_network network_of(allocation const& a, round const& r) {
  auto const& p = a.problem_;
  auto const costs = costs_of(p, r);
  auto const centres = p.centres_.size();
  auto const first_centre = static_cast<std::uint32_t>(r.choices_.size());
  auto const sink = static_cast<std::uint32_t>(first_centre + centres);
  auto n = flow_network{.supply_ = std::vector<std::int64_t>(sink + 1), .arcs_ = {}};
  auto node_of = std::vector<std::uint32_t>(p.choices_.size(), sink);
  for (auto i = std::uint32_t{0}; i != first_centre; ++i) {
    node_of[r.choices_[i]] = i;
    for (auto c = std::uint32_t{0}; c != centres; ++c) {
      auto const drive = p.choices_[r.choices_[i]].drive_[c];
      auto const capacity = drive == kMayNot ? 0 : a.free_[c].*r.kind_;
      n.arcs_.push_back({i, first_centre + c, capacity, std::max<std::int64_t>(0, drive) + costs.tier_[c]});
    }
  }
  for (auto c = std::uint32_t{0}; c != centres; ++c) {
    n.arcs_.push_back({first_centre + c, sink, a.free_[c].*r.kind_, 0});
  }
  for (auto const g : r.groups_) {
    auto const& group = p.groups_[g];
    if (auto const from = node_of[group.choice_]; from != sink) {
      auto const beds = group.households_ * (group.beds_.*r.kind_);
      auto const counts = std::min(group.weight_ * kParts / (group.beds_.*r.kind_), kMostCost / costs.unserved_);
      n.arcs_.push_back({from, sink, beds, costs.unserved_ * std::max<std::int64_t>(1, counts)});
      n.supply_[from] += beds;
      n.supply_[sink] -= beds;
    }
  }
  return n;
}

quotas quotas_of(allocation const& a, round const& r) {
  auto const flow = must_have(min_cost_flow(network_of(a, r)), "what is not served flows too");
  auto const centres = a.free_.size();
  auto q = quotas(a.problem_.choices_.size(), std::vector<std::int64_t>(centres));
  for (auto i = std::size_t{0}; i != r.choices_.size(); ++i) {
    std::copy_n(flow.begin() + static_cast<std::ptrdiff_t>(i * centres), centres, q[r.choices_[i]].begin());
  }
  return q;
}

// Whole households in the place of the flow's beds: who counts most is chosen, and the largest are put first.
void place_round(allocation& a, round const& r) {
  auto q = quotas_of(a, r);
  auto chosen = std::vector<std::pair<std::size_t, std::int64_t>>{};
  auto left = std::vector<std::int64_t>{};
  for (auto const& of_choice : q) {
    left.push_back(std::accumulate(of_choice.begin(), of_choice.end(), std::int64_t{0}));
  }
  for (auto const g : r.groups_) {
    auto const& group = a.group(g);
    auto const n = std::min(group.households_, left[group.choice_] / (group.beds_.*r.kind_));
    left[group.choice_] -= n * (group.beds_.*r.kind_);
    chosen.emplace_back(g, n);
  }
  std::ranges::stable_sort(chosen, {}, [&](auto const& x) {
    auto const& beds = a.group(x.first).beds_;
    return std::pair{-beds.accessible_, -beds.general_};
  });
  for (auto& [g, n] : chosen) {
    auto const& group = a.group(g);
    for (auto const c : a.best_first(g)) {
      auto& meant = q[group.choice_][c];
      if (auto const k = std::min({n, meant / (group.beds_.*r.kind_), a.room_for(g, c)}); k != 0) {
        a.put(g, c, k);
        meant -= k * (group.beds_.*r.kind_);
        n -= k;
      }
    }
  }
  for (auto const& [g, n] : chosen) {
    for (auto const c : a.best_first(g)) {
      if (auto const k = std::min(n, a.room_for(g, c)); k != 0) {
        a.put(g, c, k);
      }
    }
  }
  for (auto const g : r.groups_) {
    a.put_anywhere(g);
  }
}

}  // namespace

bed_plan assign_beds(bed_problem const& p) {
  auto a = allocation{p};
  for (auto const kind : {&bed_count::accessible_, &bed_count::general_}) {
    if (auto const r = round_of(p, kind); !r.groups_.empty()) {
      place_round(a, r);
    }
  }
  exchange_households(a);
  share_out_last_beds(a);
  serve_in_turn(a);
  auto plan = bed_plan(p.groups_.size());
  for (auto g = std::size_t{0}; g != p.groups_.size(); ++g) {
    for (auto const c : a.best_first(g)) {
      if (auto const at = a.in_[c].find(g); at != a.in_[c].end()) {
        plan[g].push_back({c, at->second});
      }
    }
  }
  return plan;
}

}  // namespace leeward::planning::placing
