#include "roads/import/report.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace leeward::roads {

namespace {

constexpr auto const kIslandsShown = std::size_t{5};
constexpr auto const kNearMm = std::int64_t{10'000'000};  // nobody calls a place near that is farther away

// Junctions that are connected, whichever way one may drive.
class groups {
public:
  explicit groups(std::size_t const n) : parent_(n) { std::iota(parent_.begin(), parent_.end(), 0U); }

  std::uint32_t find(std::uint32_t i) {
    while (parent_[i] != i) {
      parent_[i] = parent_[parent_[i]];
      i = parent_[i];
    }
    return i;
  }

  void join(std::uint32_t const a, std::uint32_t const b) {
    parent_[std::max(find(a), find(b))] = std::min(find(a), find(b));
  }

private:
  std::vector<std::uint32_t> parent_;
};

std::string nearest_place(std::vector<place_name> const& places, position const at) {
  auto const away = [&](place_name const& p) { return distance_between(p.where_, at).v_; };
  auto const it = std::ranges::min_element(places, {}, away);
  return it == places.end() || away(*it) > kNearMm ? std::string{} : it->name_;
}

struct cut_off_part {
  std::uint32_t edges_{0};
  std::uint64_t length_mm_{0};
  std::uint32_t first_edge_{0};
};

std::vector<cut_off_part> cut_off_parts(draft const& d, std::vector<profile_mask> const& usable,
                                        profile_mask const bit) {
  auto lost = std::vector<std::uint32_t>{};
  auto joined = groups{d.junctions_.size()};
  for (auto e = std::uint32_t{0}; e != usable.size(); ++e) {
    if ((d.usable_[e] & bit) != 0 && (usable[e] & bit) == 0) {
      lost.push_back(e);
      joined.join(tail_of(d, e), head_of(d, e));
    }
  }
  auto by_group = std::vector<std::pair<std::uint32_t, std::uint32_t>>{};
  for (auto const e : lost) {
    by_group.emplace_back(joined.find(tail_of(d, e)), e);
  }
  std::ranges::sort(by_group);
  auto parts = std::vector<cut_off_part>{};
  auto last = kNoIndex;
  for (auto const& [group, e] : by_group) {
    if (parts.empty() || group != last) {
      parts.push_back({0, 0, e});
      last = group;
    }
    ++parts.back().edges_;
    parts.back().length_mm_ += d.segments_[e >> 1U].length_mm_;
  }
  std::ranges::sort(parts, [](cut_off_part const& a, cut_off_part const& b) {
    return a.length_mm_ != b.length_mm_ ? a.length_mm_ > b.length_mm_ : a.first_edge_ < b.first_edge_;
  });
  return parts;
}

metres rounded(std::uint64_t const mm) { return to_metres({static_cast<std::int64_t>(mm)}); }

}  // namespace

void report_profiles(collected const& c, draft const& d, network_profiles const& profiles,
                     std::vector<profile_mask> const& usable, import_report& report) {
  for (auto p = std::size_t{0}; p != profiles.all_.size(); ++p) {
    auto const bit = static_cast<profile_mask>(1U << p);
    auto& r = report.profiles_.emplace_back();
    r.profile_ = profiles.all_[p]->name_;
    auto kept_mm = std::uint64_t{0};
    for (auto e = std::size_t{0}; e != usable.size(); ++e) {
      if ((usable[e] & bit) != 0) {
        ++r.edges_;
        kept_mm += d.segments_[e >> 1U].length_mm_;
      }
    }
    r.length_ = rounded(kept_mm);
    auto const parts = cut_off_parts(d, usable, bit);
    auto cut_mm = std::uint64_t{0};
    for (auto const& part : parts) {
      r.cut_off_edges_ += part.edges_;
      cut_mm += part.length_mm_;
    }
    r.cut_off_length_ = rounded(cut_mm);
    r.islands_count_ = static_cast<std::uint32_t>(parts.size());
    for (auto i = std::size_t{0}; i != std::min(parts.size(), kIslandsShown); ++i) {
      auto const at = c.where_[d.junctions_[tail_of(d, parts[i].first_edge_)]];
      r.islands_.push_back({parts[i].edges_, rounded(parts[i].length_mm_), at, nearest_place(c.places_, at)});
    }
  }
}

}  // namespace leeward::roads
