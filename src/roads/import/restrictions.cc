#include "roads/import/restrictions.h"

#include <algorithm>
#include <cstdlib>
#include <optional>
#include <utility>

namespace leeward::roads {

namespace {

constexpr auto const kMaxBrokenIds = std::size_t{100};

enum class outcome { kApplied, kWithoutEffect, kBroken };

class resolver {
public:
  resolver(collected const& c, draft const& d, network_profiles const& profiles) : c_{c}, d_{d}, profiles_{profiles} {
    for (auto w = std::uint32_t{0}; w + 1 != c.ways_.size(); ++w) {
      ways_.emplace_back(c.ways_[w].id_, w);
    }
    std::ranges::sort(ways_);
  }

  outcome resolve(restriction const&);

  std::vector<forbidden_path> paths_;

private:
  using path = std::vector<std::uint32_t>;

  std::optional<std::uint32_t> way_of(osm::osm_id) const;
  std::optional<std::vector<std::uint32_t>> ways_of(std::vector<osm::osm_id> const&) const;
  std::vector<std::uint32_t> known_among(std::vector<osm::osm_id> const&) const;
  std::optional<std::uint32_t> junction_of(osm::osm_id node) const;
  std::vector<std::uint32_t> edges_into(std::uint32_t way, std::uint32_t junction) const;
  std::vector<std::uint32_t> edges_out_of(std::uint32_t way, std::uint32_t junction) const;
  bool fits_name(manoeuvre, std::uint32_t from, std::uint32_t to) const;
  outcome at_node(restriction const&, profile_mask, std::uint32_t from, std::uint32_t to);
  outcome over_ways(restriction const&, profile_mask, std::uint32_t from, std::uint32_t to);
  bool follow(path&, std::vector<std::uint32_t> const& ways, std::size_t next) const;
  outcome forbid(restriction const&, path, profile_mask);

  collected const& c_;
  draft const& d_;
  network_profiles const& profiles_;
  std::vector<std::pair<osm::osm_id, std::uint32_t>> ways_;
};

std::optional<std::uint32_t> resolver::way_of(osm::osm_id const id) const {
  auto const it = std::ranges::lower_bound(ways_, id, {}, [](auto const& w) { return w.first; });
  return it != ways_.end() && it->first == id ? std::optional{it->second} : std::nullopt;
}

std::optional<std::vector<std::uint32_t>> resolver::ways_of(std::vector<osm::osm_id> const& ids) const {
  auto found = std::vector<std::uint32_t>{};
  for (auto const id : ids) {
    auto const way = way_of(id);
    if (!way) {
      return std::nullopt;
    }
    found.push_back(*way);
  }
  return found;
}

// At the cut of an extract the others of several arms are still bound.
std::vector<std::uint32_t> resolver::known_among(std::vector<osm::osm_id> const& ids) const {
  auto found = std::vector<std::uint32_t>{};
  for (auto const id : ids) {
    if (auto const way = way_of(id)) {
      found.push_back(*way);
    }
  }
  return found;
}

std::optional<std::uint32_t> resolver::junction_of(osm::osm_id const node) const {
  auto const it = std::ranges::lower_bound(c_.node_ids_, node);
  if (it == c_.node_ids_.end() || *it != node) {
    return std::nullopt;
  }
  auto const j = d_.junction_of_[static_cast<std::size_t>(it - c_.node_ids_.begin())];
  return j == kNoIndex ? std::nullopt : std::optional{j};
}

std::vector<std::uint32_t> resolver::edges_out_of(std::uint32_t const way, std::uint32_t const junction) const {
  auto edges = std::vector<std::uint32_t>{};
  for (auto e = 2 * d_.first_segment_[way]; e != 2 * d_.first_segment_[way + 1]; ++e) {
    if (d_.usable_[e] != 0 && tail_of(d_, e) == junction) {
      edges.push_back(e);
    }
  }
  return edges;
}

std::vector<std::uint32_t> resolver::edges_into(std::uint32_t const way, std::uint32_t const junction) const {
  auto edges = std::vector<std::uint32_t>{};
  for (auto e = 2 * d_.first_segment_[way]; e != 2 * d_.first_segment_[way + 1]; ++e) {
    if (d_.usable_[e] != 0 && head_of(d_, e) == junction) {
      edges.push_back(e);
    }
  }
  return edges;
}

// Where a road passes through the junction instead of ending there, the name of the restriction says which arms it
// means.
bool resolver::fits_name(manoeuvre const what, std::uint32_t const from, std::uint32_t const to) const {
  auto const angle = turn_angle(d_, c_, from, to);
  switch (what) {
    case manoeuvre::kLeft: return from != (to ^ 1U) && angle < -20 && angle > -170;
    case manoeuvre::kRight: return from != (to ^ 1U) && angle > 20 && angle < 170;
    case manoeuvre::kStraight: return std::abs(angle) < 50;
    case manoeuvre::kUTurn: return from == (to ^ 1U) || std::abs(angle) > 150;
    case manoeuvre::kEntry:
    case manoeuvre::kExit: return from != (to ^ 1U);
  }
  return false;
}

outcome resolver::forbid(restriction const& r, path p, profile_mask const mask) {
  auto usable = mask;
  for (auto const e : p) {
    usable = static_cast<profile_mask>(usable & d_.usable_[e]);
  }
  if (usable == 0) {
    return outcome::kWithoutEffect;
  }
  if (!r.only_) {
    paths_.push_back({std::move(p), mask});
    return outcome::kApplied;
  }
  for (auto i = std::size_t{0}; i + 1 != p.size(); ++i) {
    for (auto const other : out_of(d_, head_of(d_, p[i]))) {
      if (other != p[i + 1]) {
        auto leaving = path(p.begin(), p.begin() + static_cast<std::ptrdiff_t>(i) + 1);
        leaving.push_back(other);
        paths_.push_back({std::move(leaving), usable});
      }
    }
  }
  return outcome::kApplied;
}

outcome resolver::at_node(restriction const& r, profile_mask const mask, std::uint32_t const from,
                          std::uint32_t const to) {
  auto const junction = junction_of(r.via_node_);
  if (!junction) {
    return outcome::kWithoutEffect;
  }
  auto const in = edges_into(from, *junction);
  auto const out = edges_out_of(to, *junction);
  auto const ambiguous = in.size() > 1 || out.size() > 1;
  auto best = in.empty() || out.empty() ? outcome::kWithoutEffect : outcome::kBroken;
  for (auto const f : in) {
    for (auto const t : out) {
      if (!ambiguous || fits_name(r.what_, f, t)) {
        best = std::min(best, forbid(r, {f, t}, mask));
      }
    }
  }
  return best;
}

// Extends the path along each of the ways in turn, and into the last of them; false where they do not meet.
bool resolver::follow(path& p, std::vector<std::uint32_t> const& ways, std::size_t const next) const {
  auto const here = head_of(d_, p.back());
  auto const starts = edges_out_of(ways[next], here);
  for (auto const start : starts) {
    if (start == (p.back() ^ 1U)) {
      continue;
    }
    auto const size = p.size();
    p.push_back(start);
    if (next + 1 == ways.size()) {
      return true;
    }
    auto const step = (start & 1U) == 0 ? 2 : -2;
    auto const segments = d_.first_segment_[ways[next] + 1] - d_.first_segment_[ways[next]];
    for (auto taken = std::uint32_t{1}; taken <= segments; ++taken) {
      if (follow(p, ways, next + 1)) {
        return true;
      }
      auto const along = static_cast<std::int64_t>(p.back()) + step;
      auto const in_way = along >= 2 * std::int64_t{d_.first_segment_[ways[next]]} &&
                          along < 2 * std::int64_t{d_.first_segment_[ways[next] + 1]};
      if (!in_way || d_.usable_[static_cast<std::size_t>(along)] == 0 ||
          tail_of(d_, static_cast<std::uint32_t>(along)) != head_of(d_, p.back())) {
        break;
      }
      p.push_back(static_cast<std::uint32_t>(along));
    }
    p.resize(size);
  }
  return false;
}

outcome resolver::over_ways(restriction const& r, profile_mask const mask, std::uint32_t const from,
                            std::uint32_t const to) {
  auto ways = ways_of(r.via_ways_);
  if (!ways) {
    return outcome::kWithoutEffect;
  }
  ways->push_back(to);
  for (auto e = 2 * d_.first_segment_[from]; e != 2 * d_.first_segment_[from + 1]; ++e) {
    auto p = path{e};
    if (d_.usable_[e] != 0 && follow(p, *ways, 0)) {
      return forbid(r, std::move(p), mask);
    }
  }
  auto const all_used = std::ranges::all_of(
      *ways, [&](std::uint32_t const w) { return d_.first_segment_[w] != d_.first_segment_[w + 1]; });
  return all_used ? outcome::kBroken : outcome::kWithoutEffect;
}

outcome resolver::resolve(restriction const& r) {
  auto mask = profile_mask{0};
  for (auto p = std::size_t{0}; p != profiles_.all_.size(); ++p) {
    auto const bound = (r.for_ >> profiles_.bit_in_import_[p]) & 1U;
    mask = static_cast<profile_mask>(mask | (bound << p));
  }
  auto const from = known_among(r.from_);
  auto const to = known_among(r.to_);
  if (from.empty() || to.empty() || mask == 0) {
    return outcome::kWithoutEffect;
  }
  auto best = outcome::kBroken;
  for (auto const f : from) {
    for (auto const t : to) {
      best = std::min(best, r.via_ways_.empty() ? at_node(r, mask, f, t) : over_ways(r, mask, f, t));
    }
  }
  return best;
}

}  // namespace

std::vector<forbidden_path> resolve_restrictions(collected const& c, draft const& d, network_profiles const& profiles,
                                                 import_report& report) {
  if (c.restrictions_.empty()) {
    return {};
  }
  auto r = resolver{c, d, profiles};
  for (auto const& one : c.restrictions_) {
    switch (r.resolve(one)) {
      case outcome::kApplied: ++report.restrictions_applied_; break;
      case outcome::kWithoutEffect: ++report.restrictions_without_effect_; break;
      case outcome::kBroken:
        ++report.restrictions_broken_;
        if (report.broken_restriction_ids_.size() < kMaxBrokenIds) {
          report.broken_restriction_ids_.push_back(one.id_);
        }
    }
  }
  return std::move(r.paths_);
}

}  // namespace leeward::roads
