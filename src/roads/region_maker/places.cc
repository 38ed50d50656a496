#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numeric>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "roads/region_maker/chance.h"
#include "roads/region_maker/drawing.h"
#include "roads/region_maker/words.h"

namespace leeward::roads::made {

namespace {

constexpr auto const kPeoplePerDistrict = std::int64_t{23'000};

struct district {
  spot centre_;
  double weight_{0};  // of the dwellings
  std::int64_t people_{0};
};

// How densely people live there.
double density(quarter_kind const k) {
  switch (k) {
    case quarter_kind::kEstate: return 5.5;
    case quarter_kind::kCore: return 3.5;
    case quarter_kind::kGrid: return 2.5;
    case quarter_kind::kFan: return 1.6;
    case quarter_kind::kOrganic: return 1.4;
    case quarter_kind::kHouses: return 1.0;
    case quarter_kind::kWorks: return 0.05;
    case quarter_kind::kPark: return 0;
  }
  return 0;
}

std::size_t nearest(std::vector<district> const& all, spot const p) {
  auto const best = std::min_element(all.begin(), all.end(), [&](district const& a, district const& b) {
    return distance(a.centre_, p) < distance(b.centre_, p);
  });
  return static_cast<std::size_t>(best - all.begin());
}

std::vector<district> plan_districts(drawing const& d, random_source& dice) {
  auto const& city = d.c_.places_[0];
  auto const count = std::clamp<std::int64_t>(city.people_ / kPeoplePerDistrict, 3, 60);
  auto out = std::vector<district>{};
  auto const start = dice.unit();
  for (auto i = std::int64_t{0}; i < count; ++i) {
    auto const share = i == 0 ? 0.0 : std::sqrt((static_cast<double>(i) + 0.4) / static_cast<double>(count));
    out.push_back({city.centre_ + towards(start + 0.381966 * static_cast<double>(i)) * (city.radius_ * 0.95 * share)});
  }
  for (auto const& q : d.w_.quarters_) {
    if (q.settlement_ == 0) {
      out[nearest(out, centre_of(q.outline_))].weight_ += area(q.outline_) * density(q.kind_);
    }
  }
  return out;
}

// Largest remainders: the districts' people are the city's.
void share_people(std::vector<district>& all, std::int64_t const people) {
  auto const whole =
      std::accumulate(all.begin(), all.end(), 0.0, [](double const s, district const& d) { return s + d.weight_; });
  auto rest = people;
  auto remainders = std::vector<std::pair<double, std::size_t>>{};
  for (auto i = std::size_t{0}; i < all.size(); ++i) {
    auto const exact = whole > 0 ? static_cast<double>(people) * all[i].weight_ / whole : 0.0;
    all[i].people_ = static_cast<std::int64_t>(std::floor(exact));
    rest -= all[i].people_;
    remainders.emplace_back(static_cast<double>(all[i].people_) - exact, i);
  }
  std::sort(remainders.begin(), remainders.end());
  for (auto i = std::size_t{0}; rest > 0; ++i, --rest) {
    ++all[remainders[i % remainders.size()].second].people_;
  }
}

// What lies nearer to this centre than to any other, within the city.
ring cell_of(std::vector<district> const& all, std::size_t const i, ring const& city) {
  auto out = city;
  for (auto k = std::size_t{0}; k < all.size(); ++k) {
    if (k != i) {
      auto const away = all[k].centre_ - all[i].centre_;
      out = left_part(out, middle(all[i].centre_, all[k].centre_), left_of(away));
    }
  }
  return out;
}

void add_boundary(drawing const& d, ring const& border, int const admin_level, name const& n,
                  std::int64_t const people) {
  auto const way = d.out_.add_area(bent(d, border),
                                   {{"boundary", "administrative"}, {"admin_level", fmt::format("{}", admin_level)}});
  auto tags = region_tags{{"type", "boundary"},
                          {"boundary", "administrative"},
                          {"admin_level", fmt::format("{}", admin_level)},
                          {"population", fmt::format("{}", people)}};
  add_names(tags, n);
  d.out_.out_.relations_.push_back({{{osm::entity_kind::kWay, way, "outer"}}, std::move(tags)});
}

void add_place(drawing const& d, spot const where, std::string_view const kind, name const& n,
               std::int64_t const people) {
  auto tags = region_tags{{"place", std::string{kind}}, {"population", fmt::format("{}", people)}};
  add_names(tags, n);
  d.out_.add_node(d.bend_(where), std::move(tags));
}

std::vector<name> district_names(std::size_t const count, random_source& dice) {
  auto words = std::vector<std::string_view>{words::quarters().begin(), words::quarters().end()};
  dice.shuffle(std::span{words});
  auto out = std::vector<name>{};
  for (auto i = std::size_t{0}; i < count; ++i) {
    auto const round = i / words.size();
    auto local = i == 0      ? std::string{"Центр"}
                 : round > 0 ? fmt::format("{}-{}", words[i % words.size()], round + 1)
                             : std::string{words[i]};
    auto english = transliterated(local);
    out.push_back({std::move(local), std::move(english)});
  }
  return out;
}

void draw_districts(drawing const& d, random_source& dice) {
  auto const& city = d.c_.places_[0];
  auto districts = plan_districts(d, dice);
  share_people(districts, city.people_);
  auto outline = ring{};
  for (auto i = 0; i < 48; ++i) {
    outline.push_back(city.centre_ + towards(i / 48.0) * (city.radius_ * 1.3));
  }
  auto const names = district_names(districts.size(), dice);
  for (auto i = std::size_t{0}; i < districts.size(); ++i) {
    add_place(d, districts[i].centre_, "suburb", names[i], districts[i].people_);
    add_boundary(d, cell_of(districts, i, outline), 9, names[i], districts[i].people_);
    d.out_.out_.counts_.people_ += districts[i].people_;
  }
  add_boundary(d, outline, 8, d.names_.settlements_[0], city.people_);
}

}  // namespace

void draw_places(drawing const& d, random_source& dice) {
  for (auto i = std::size_t{0}; i < d.c_.places_.size(); ++i) {
    auto const& s = d.c_.places_[i];
    auto const kind = s.kind_ == settlement_kind::kCity   ? "city"
                      : s.kind_ == settlement_kind::kTown ? "town"
                      : s.people_ >= 400                  ? "village"
                                                          : "hamlet";
    add_place(d, s.centre_, kind, d.names_.settlements_[i], s.people_);
  }
  draw_districts(d, dice);
}

}  // namespace leeward::roads::made
