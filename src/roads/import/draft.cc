#include "roads/import/draft.h"

#include <algorithm>
#include <numeric>

#include "base/ensure.h"
#include "roads/profiles/turn_cost.h"
#include "roads/profiles/values.h"

namespace leeward::roads {

namespace {

profile_mask bit(std::size_t const p) { return static_cast<profile_mask>(1U << p); }

bool is_dead(way_use const& u) { return u.speed_[0] == 0 && u.speed_[1] == 0; }

class drafter {
public:
  drafter(collected const& c, tag_sets const& sets, network_profiles const& profiles, country const& where)
      : c_{c}, sets_{sets}, profiles_{profiles.all_}, where_{where} {}

  draft make();

private:
  void ask_way_rules();
  void ask_node_rules();
  profile_mask blocked_at(node_index) const;
  node_use const* use_at(node_index, std::size_t profile) const;

  template <typename Fn>
  void for_each_piece(std::uint32_t way, Fn&&);
  void count_arms(std::uint32_t way);
  bool is_junction(node_index const n) const { return arms_[n] > kThrough || (arms_[n] != 0 && stops_[n]); }
  void add_way(std::uint32_t way);
  void add_piece(std::uint32_t way, std::vector<node_index>&);
  void add_segment(std::uint32_t way, std::span<node_index const>);
  std::uint32_t junction_at(node_index);
  void weigh(std::uint32_t way, std::uint32_t first_segment);
  void weigh(std::uint32_t segment, way_rule const&, std::uint64_t way_length_mm);
  std::int64_t driving_ms(std::uint32_t edge, way_rule const&, std::size_t profile, std::uint64_t way_length_mm) const;
  draft_segment sentinel() const;
  void list_out_edges();
  bool lands(std::uint32_t edge) const { return ashore_[d_.junctions_[tail_of(d_, edge)]]; }

  static constexpr auto const kThrough = std::uint8_t{2};

  collected const& c_;
  tag_sets const& sets_;
  std::vector<profile const*> const& profiles_;
  country const& where_;

  draft d_;
  std::vector<std::uint8_t> arms_;           // [nodes] roads that leave a node, counted up to 255
  std::vector<bool> stops_;                  // [nodes] a road ends here, or a rule applies
  std::vector<bool> ashore_;                 // [nodes] touched by anything but a ferry
  std::vector<std::uint32_t> tags_of_node_;  // [nodes]
  std::vector<node_index> piece_;
};

void drafter::ask_way_rules() {
  d_.rules_.resize(sets_.size());
  for (auto id = tag_set_id{0}; id != sets_.size(); ++id) {
    auto const ts = sets_.at(id);
    auto& rule = d_.rules_[id];
    auto const kind = kind_of(ts);
    if (!kind) {
      continue;
    }
    rule.is_road_ = true;
    rule.kind_ = *kind;
    rule.flags_ = flags_of(ts, *kind);
    rule.limits_ = limits_of(ts);
    rule.duration_s_ = parse_duration_s(osm::value_of(ts, "duration")).value_or(0);
    for (auto p = std::size_t{0}; p != profiles_.size(); ++p) {
      auto const& use = rule.uses_.emplace_back(use_of_way(*profiles_[p], ts, *kind, where_));
      rule.usable_ = static_cast<profile_mask>(rule.usable_ | (is_dead(use) ? 0 : bit(p)));
      for (auto d = std::size_t{0}; d != 2; ++d) {
        auto& who = rule.destination_[d];
        who = static_cast<profile_mask>(who | (use.destination_[d] ? bit(p) : 0));
      }
    }
  }
}

void drafter::ask_node_rules() {
  d_.node_uses_.resize(sets_.size());
  tags_of_node_.assign(c_.where_.size(), kNoIndex);
  for (auto const& [node, tags] : c_.node_tags_) {
    tags_of_node_[node] = tags;
    auto& uses = d_.node_uses_[tags];
    if (uses.empty()) {
      for (auto const* p : profiles_) {
        uses.push_back(use_of_node(*p, sets_.at(tags)));
      }
    }
  }
}

node_use const* drafter::use_at(node_index const n, std::size_t const profile) const {
  return tags_of_node_[n] == kNoIndex ? nullptr : &d_.node_uses_[tags_of_node_[n]][profile];
}

profile_mask drafter::blocked_at(node_index const n) const {
  auto mask = profile_mask{0};
  for (auto p = std::size_t{0}; p != profiles_.size(); ++p) {
    auto const* use = use_at(n, p);
    mask = static_cast<profile_mask>(mask | (use != nullptr && use->blocked_ ? bit(p) : 0));
  }
  return mask;
}

// The runs of nodes of a way that the file has; nodes that follow themselves once only.
template <typename Fn>
void drafter::for_each_piece(std::uint32_t const way, Fn&& fn) {
  piece_.clear();
  auto const end = c_.ways_[way + 1].first_node_;
  for (auto i = c_.ways_[way].first_node_; i != end; ++i) {
    auto const n = c_.way_nodes_[i];
    if (!c_.found_[n]) {
      if (piece_.size() > 1) {
        fn(piece_);
      }
      piece_.clear();
    } else if (piece_.empty() || piece_.back() != n) {
      piece_.push_back(n);
    }
  }
  if (piece_.size() > 1) {
    fn(piece_);
  }
}

void drafter::count_arms(std::uint32_t const way) {
  auto const& rule = d_.rules_[c_.ways_[way].tags_];
  if (rule.usable_ == 0) {
    return;
  }
  for_each_piece(way, [&](std::vector<node_index> const& piece) {
    auto const closed = piece.front() == piece.back();
    for (auto const n : piece) {
      arms_[n] = static_cast<std::uint8_t>(std::min(arms_[n] + 2, 255));
      ashore_[n] = ashore_[n] || rule.kind_ != way_kind::kFerry;
    }
    for (auto const n : {piece.front(), piece.back()}) {
      arms_[n] = static_cast<std::uint8_t>(arms_[n] - (arms_[n] == 255 ? 0 : 1));
      stops_[n] = stops_[n] || !closed;
    }
  });
}

std::uint32_t drafter::junction_at(node_index const n) {
  auto& j = d_.junction_of_[n];
  if (j == kNoIndex) {
    j = static_cast<std::uint32_t>(d_.junctions_.size());
    d_.junctions_.push_back(n);
    d_.blocked_.push_back(blocked_at(n));
    d_.junction_tags_.push_back(tags_of_node_[n]);
  }
  return j;
}

void drafter::add_segment(std::uint32_t const way, std::span<node_index const> const nodes) {
  auto length = std::uint64_t{0};
  auto const first = static_cast<std::uint32_t>(d_.points_.size());
  for (auto i = std::size_t{0}; i != nodes.size(); ++i) {
    d_.points_.push_back(nodes[i]);
    if (i != 0) {
      length += static_cast<std::uint64_t>(distance_between(c_.where_[nodes[i - 1]], c_.where_[nodes[i]]).v_);
    }
  }
  auto const mm = static_cast<std::uint32_t>(std::clamp<std::uint64_t>(length, 1, 0xFFFF'FFFFU));
  auto const from = junction_at(nodes.front());
  auto const to = junction_at(nodes.back());
  d_.segments_.push_back({from, to, way, c_.ways_[way].tags_, first, mm});
}

void drafter::add_piece(std::uint32_t const way, std::vector<node_index>& piece) {
  if (piece.front() == piece.back()) {  // a ring begins at a junction, if it has one
    auto const at = std::ranges::find_if(piece, [&](node_index const n) { return is_junction(n); });
    if (at != piece.end() && at != piece.begin()) {
      piece.pop_back();
      std::ranges::rotate(piece, at);
      piece.push_back(piece.front());
    }
  }
  auto begin = std::size_t{0};
  for (auto i = std::size_t{1}; i != piece.size(); ++i) {
    if (i + 1 == piece.size() || is_junction(piece[i])) {
      add_segment(way, std::span{piece}.subspan(begin, i - begin + 1));
      begin = i;
    }
  }
}

std::int64_t drafter::driving_ms(std::uint32_t const edge, way_rule const& rule, std::size_t const p,
                                 std::uint64_t const way_length_mm) const {
  auto const length = std::int64_t{d_.segments_[edge >> 1U].length_mm_};
  if (rule.kind_ != way_kind::kFerry) {
    auto const speed = rule.uses_[p].speed_[edge & 1U];
    return (length * 36 + speed / 2) / speed;  // 0.1 km/h is 1 mm in 36 ms
  }
  auto const boarding = lands(edge) ? std::int64_t{profiles_[p]->ferry_ms_} : 0;
  if (rule.duration_s_ != 0) {
    auto const share = static_cast<double>(length) / static_cast<double>(std::max<std::uint64_t>(way_length_mm, 1));
    return boarding + static_cast<std::int64_t>(share * rule.duration_s_ * 1000);
  }
  return boarding + length * 36 / rule.uses_[p].speed_[edge & 1U];
}

void drafter::weigh(std::uint32_t const segment, way_rule const& rule, std::uint64_t const way_length_mm) {
  auto const inner = [&] {
    auto const all = points_of(d_, segment);
    return all.subspan(1, all.size() - 2);
  }();
  for (auto dir = std::uint32_t{0}; dir != 2; ++dir) {
    auto const edge = 2 * segment + dir;
    for (auto p = std::size_t{0}; p != profiles_.size(); ++p) {
      if (rule.uses_[p].speed_[dir] == 0) {
        continue;
      }
      auto ms = driving_ms(edge, rule, p, way_length_mm);
      for (auto const n : inner) {
        if (auto const* use = use_at(n, p)) {
          ms += dir == 0 ? use->forward_ms_ : use->backward_ms_;
        }
      }
      d_.edge_ms_[p][edge] = static_cast<weight>(std::clamp<std::int64_t>(ms, 1, kNever - 1));
      d_.usable_[edge] = static_cast<profile_mask>(d_.usable_[edge] | bit(p));
    }
  }
  for (auto const n : inner) {
    if (tags_of_node_[n] != kNoIndex) {
      auto const signals = osm::value_of(sets_.at(tags_of_node_[n]), "highway") == "traffic_signals";
      auto const edge = 2 * segment;
      d_.signals_on_[edge] = d_.signals_on_[edge] || signals;
      d_.signals_on_[edge + 1U] = d_.signals_on_[edge];
    }
  }
}

void drafter::weigh(std::uint32_t const way, std::uint32_t const first_segment) {
  auto const& rule = d_.rules_[c_.ways_[way].tags_];
  auto const end = static_cast<std::uint32_t>(d_.segments_.size());
  for (auto& ms : d_.edge_ms_) {
    ms.resize(2 * std::size_t{end}, kNever);
  }
  d_.usable_.resize(2 * std::size_t{end}, 0);
  d_.signals_on_.resize(2 * std::size_t{end}, false);
  auto length = std::uint64_t{0};
  for (auto s = first_segment; s != end; ++s) {
    length += d_.segments_[s].length_mm_;
  }
  d_.segments_.push_back(sentinel());  // ends the last shape
  for (auto s = first_segment; s != end; ++s) {
    weigh(s, rule, length);
  }
  d_.segments_.pop_back();
}

void drafter::add_way(std::uint32_t const way) {
  auto const first_segment = static_cast<std::uint32_t>(d_.segments_.size());
  d_.first_segment_.push_back(first_segment);
  if (d_.rules_[c_.ways_[way].tags_].usable_ != 0) {
    for_each_piece(way, [&](std::vector<node_index>& piece) { add_piece(way, piece); });
    weigh(way, first_segment);
  }
}

draft_segment drafter::sentinel() const {
  auto s = draft_segment{};
  s.first_point_ = static_cast<std::uint32_t>(d_.points_.size());
  return s;
}

void drafter::list_out_edges() {
  d_.first_out_.assign(d_.junctions_.size() + 1, 0);
  for (auto e = std::uint32_t{0}; e != edges_of(d_); ++e) {
    d_.first_out_[tail_of(d_, e) + 1] += d_.usable_[e] != 0 ? 1U : 0U;
  }
  std::partial_sum(d_.first_out_.begin(), d_.first_out_.end(), d_.first_out_.begin());
  auto next = d_.first_out_;
  d_.out_.resize(d_.first_out_.back());
  for (auto e = std::uint32_t{0}; e != edges_of(d_); ++e) {
    if (d_.usable_[e] != 0) {
      d_.out_[next[tail_of(d_, e)]++] = e;
    }
  }
}

draft drafter::make() {
  ensure(profiles_.size() <= kMaxProfiles, "a mask has a bit for each profile");
  auto const ways = static_cast<std::uint32_t>(c_.ways_.size() - 1);
  auto const nodes = c_.where_.size();
  ask_way_rules();
  ask_node_rules();
  arms_.assign(nodes, 0);
  stops_.assign(nodes, false);
  ashore_.assign(nodes, false);
  d_.junction_of_.assign(nodes, kNoIndex);
  d_.edge_ms_.resize(profiles_.size());
  for (auto const& entry : c_.node_tags_) {
    stops_[entry.first] = blocked_at(entry.first) != 0;
  }
  for (auto w = std::uint32_t{0}; w != ways; ++w) {
    count_arms(w);
  }
  for (auto w = std::uint32_t{0}; w != ways; ++w) {
    add_way(w);
  }
  d_.first_segment_.push_back(static_cast<std::uint32_t>(d_.segments_.size()));
  d_.segments_.push_back(sentinel());
  list_out_edges();
  return std::move(d_);
}

constexpr auto const kBearingMm = 10'000;

}  // namespace

std::int32_t leaving_bearing(draft const& d, collected const& c, std::uint32_t const edge) {
  auto const nodes = points_of(d, edge >> 1U);
  auto const count = nodes.size();
  auto const nth = [&](std::size_t const i) { return c.where_[(edge & 1U) == 0 ? nodes[i] : nodes[count - 1 - i]]; };
  auto i = std::size_t{1};
  while (i + 1 != count && distance_between(nth(0), nth(i)).v_ < kBearingMm) {
    ++i;
  }
  return bearing(nth(0), nth(i));
}

std::int32_t turn_angle(draft const& d, collected const& c, std::uint32_t const from, std::uint32_t const to) {
  return angle_between(leaving_bearing(d, c, from ^ 1U) + 180, leaving_bearing(d, c, to));
}

draft make_draft(collected const& c, tag_sets const& sets, network_profiles const& profiles, country const& where) {
  return drafter{c, sets, profiles, where}.make();
}

}  // namespace leeward::roads
