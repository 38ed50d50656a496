#include "roads/region_maker/made_map.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>
#include <set>

namespace leeward::roads::test {

namespace {

double number(std::string_view const s) {
  auto out = 0.0;
  std::from_chars(s.data(), s.data() + s.size(), out);
  return out;
}

struct directed {
  std::uint32_t from_, to_;
  std::size_t way_;
};

std::vector<directed> directed_pieces(region const& r, std::function<bool(region_tags const&)> const& filter) {
  auto out = std::vector<directed>{};
  for (auto const& p : pieces_of(r, filter)) {
    out.push_back({p.a_, p.b_, p.way_});
    auto const& tags = r.ways_[p.way_].tags_;
    if (!is(tags, "oneway", "yes") && !is(tags, "junction", "roundabout")) {
      out.push_back({p.b_, p.a_, p.way_});
    }
  }
  return out;
}

struct rules {
  bool allows(directed const& in, directed const& out) const {
    if (in.from_ == out.to_) {
      return dead_ends_.contains(in.to_) || barriers_.contains(in.to_);
    }
    if (barriers_.contains(in.to_)) {
      return false;
    }
    if (no_.contains({in.way_, in.to_, out.way_})) {
      return false;
    }
    auto const only = only_.find({in.way_, in.to_});
    return only == only_.end() || only->second == out.way_;
  }

  std::set<std::uint32_t> barriers_;
  std::set<std::uint32_t> dead_ends_;
  std::set<std::tuple<std::size_t, std::uint32_t, std::size_t>> no_;
  std::map<std::pair<std::size_t, std::uint32_t>, std::size_t> only_;
};

rules rules_of(region const& r, std::vector<directed> const& all) {
  auto out = rules{};
  for (auto i = std::uint32_t{0}; i < r.nodes_.size(); ++i) {
    if (!value(r.nodes_[i].tags_, "barrier").empty()) {
      out.barriers_.insert(i);
    }
  }
  auto ways_out = std::map<std::uint32_t, std::set<std::uint32_t>>{};
  for (auto const& d : all) {
    ways_out[d.from_].insert(d.to_);
  }
  for (auto const& d : all) {
    auto const& heads = ways_out[d.to_];
    if (heads.empty() || (heads.size() == 1 && heads.contains(d.from_))) {
      out.dead_ends_.insert(d.to_);
    }
  }
  for (auto const& x : r.relations_) {
    auto const kind = value(x.tags_, "restriction");
    if (kind.starts_with("no_")) {
      out.no_.emplace(x.members_[0].index_, x.members_[1].index_, x.members_[2].index_);
    } else if (kind.starts_with("only_")) {
      out.only_.emplace(std::pair{std::size_t{x.members_[0].index_}, x.members_[1].index_}, x.members_[2].index_);
    }
  }
  return out;
}

std::vector<std::vector<std::size_t>> follow(std::vector<directed> const& all, rules const& law, bool const backwards) {
  auto by_tail = std::map<std::uint32_t, std::vector<std::size_t>>{};
  for (auto i = std::size_t{0}; i < all.size(); ++i) {
    by_tail[all[i].from_].push_back(i);
  }
  auto out = std::vector<std::vector<std::size_t>>(all.size());
  for (auto i = std::size_t{0}; i < all.size(); ++i) {
    for (auto const k : by_tail[all[i].to_]) {
      if (law.allows(all[i], all[k])) {
        out[backwards ? k : i].push_back(backwards ? i : k);
      }
    }
  }
  return out;
}

std::vector<bool> reached(std::vector<std::vector<std::size_t>> const& next, std::size_t const from) {
  auto seen = std::vector<bool>(next.size());
  auto todo = std::vector<std::size_t>{from};
  seen[from] = true;
  while (!todo.empty()) {
    auto const at = todo.back();
    todo.pop_back();
    for (auto const to : next[at]) {
      if (!seen[to]) {
        seen[to] = true;
        todo.push_back(to);
      }
    }
  }
  return seen;
}

}  // namespace

std::string_view value(region_tags const& tags, std::string_view const key) {
  for (auto const& [k, v] : tags) {
    if (k == key) {
      return v;
    }
  }
  return {};
}

bool is(region_tags const& tags, std::string_view const key, std::string_view const expected) {
  return value(tags, key) == expected;
}

std::string bytes_of(region const& r) {
  auto out = std::string{};
  write_region(r, [&](std::string_view const part) { out += part; });
  return out;
}

std::vector<piece> pieces_of(region const& r, std::function<bool(region_tags const&)> const& filter) {
  auto out = std::vector<piece>{};
  for (auto w = std::size_t{0}; w < r.ways_.size(); ++w) {
    auto const& way = r.ways_[w];
    for (auto i = std::size_t{0}; i + 1 < way.nodes_.size() && filter(way.tags_); ++i) {
      out.push_back({w, way.nodes_[i], way.nodes_[i + 1]});
    }
  }
  return out;
}

bool is_road(region_tags const& t) { return !value(t, "highway").empty(); }

bool for_cars(region_tags const& t) {
  return is_road(t) && !is(t, "highway", "pedestrian") && !is(t, "access", "private");
}

bool for_coaches(region_tags const& t) {
  auto const height = value(t, "maxheight");
  auto const weight = value(t, "maxweight");
  return for_cars(t) && !is(t, "highway", "track") && (height.empty() || number(height) >= 3.8) &&
         (weight.empty() || number(weight) >= 18);
}

std::vector<std::pair<piece, piece>> loose_crossings(region const& r, std::vector<piece> const& some,
                                                     std::vector<piece> const& others) {
  constexpr auto const kCell = 15'000;  // e-7 degrees
  auto cells = std::map<std::pair<std::int32_t, std::int32_t>, std::vector<std::size_t>>{};
  auto const at = [&](std::uint32_t const n) { return r.nodes_[n].where_; };
  auto const visit = [&](piece const& p, auto&& fn) {
    auto const a = at(p.a_);
    auto const b = at(p.b_);
    auto const [low_lat, high_lat] = std::minmax(a.lat_e7_, b.lat_e7_);
    auto const [low_lon, high_lon] = std::minmax(a.lon_e7_, b.lon_e7_);
    for (auto y = low_lat / kCell; y <= high_lat / kCell; ++y) {
      for (auto x = low_lon / kCell; x <= high_lon / kCell; ++x) {
        fn(std::pair{y, x});
      }
    }
  };
  for (auto i = std::size_t{0}; i < others.size(); ++i) {
    visit(others[i], [&](auto const cell) { cells[cell].push_back(i); });
  }
  auto const side = [&](std::uint32_t const a, std::uint32_t const b, std::uint32_t const p) {
    auto const ax = std::int64_t{at(b).lon_e7_} - at(a).lon_e7_;
    auto const ay = std::int64_t{at(b).lat_e7_} - at(a).lat_e7_;
    auto const px = std::int64_t{at(p).lon_e7_} - at(a).lon_e7_;
    auto const py = std::int64_t{at(p).lat_e7_} - at(a).lat_e7_;
    auto const z = ax * py - ay * px;
    return z > 0 ? 1 : z < 0 ? -1 : 0;
  };
  auto found = std::set<std::pair<std::size_t, std::size_t>>{};
  for (auto i = std::size_t{0}; i < some.size(); ++i) {
    auto const& p = some[i];
    visit(p, [&](auto const cell) {
      for (auto const k : cells[cell]) {
        auto const& q = others[k];
        auto const shared = p.a_ == q.a_ || p.a_ == q.b_ || p.b_ == q.a_ || p.b_ == q.b_;
        if (!shared && side(p.a_, p.b_, q.a_) * side(p.a_, p.b_, q.b_) < 0 &&
            side(q.a_, q.b_, p.a_) * side(q.a_, q.b_, p.b_) < 0) {
          found.emplace(i, k);
        }
      }
    });
  }
  auto out = std::vector<std::pair<piece, piece>>{};
  for (auto const& [i, k] : found) {
    out.emplace_back(some[i], others[k]);
  }
  return out;
}

reach strongest_part(region const& r, std::function<bool(region_tags const&)> const& filter) {
  auto const all = directed_pieces(r, filter);
  auto const law = rules_of(r, all);
  auto const next = follow(all, law, false);
  auto const before = follow(all, law, true);
  // Most of the network is one part; so it shows from one of the first few pieces.
  auto out = reach{all.size(), all.size(), {}};
  for (auto i = std::size_t{0}; i < 8; ++i) {
    auto const from = i * all.size() / 8;
    auto const there = reached(next, from);
    auto const back = reached(before, from);
    auto outside = std::size_t{0};
    for (auto k = std::size_t{0}; k < all.size(); ++k) {
      outside += there[k] && back[k] ? 0U : 1U;
    }
    if (outside < out.outside_) {
      out.outside_ = outside;
      out.example_.clear();
      for (auto k = std::size_t{0}; k < all.size(); ++k) {
        auto const& tags = r.ways_[all[k].way_].tags_;
        if (!(there[k] && back[k])) {
          ++out.example_[std::string{value(tags, "highway")}];
        }
      }
    }
  }
  return out;
}

}  // namespace leeward::roads::test
