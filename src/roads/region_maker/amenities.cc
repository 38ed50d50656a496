#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "roads/region_maker/chance.h"
#include "roads/region_maker/drawing.h"

namespace leeward::roads::made {

namespace {

constexpr auto const kBetweenStops = 420.0;  // metres
constexpr auto const kKerb = 7.0;            // from the middle of the street to the stop

struct facility {
  std::string_view key_, value_;
  std::string_view kind_;       // "Школа"
  std::uint64_t least_, most_;  // capacity, in people (in vehicles for a depot)
  bool numbered_{true};
};

constexpr auto const kSchool = facility{"amenity", "school", "Школа", 250, 900};
constexpr auto const kHospital = facility{"amenity", "hospital", "Городская больница", 180, 700};
constexpr auto const kDepot = facility{"landuse", "depot", "Автобусный парк", 40, 140};
constexpr auto const kBusStation = facility{"amenity", "bus_station", "Автовокзал", 8, 24, false};

// Where people can stay.
constexpr auto const kShelters = std::array{
    facility{"amenity", "school", "Школа", 120, 420},
    facility{"leisure", "sports_hall", "Спортивный зал", 100, 350},
    facility{"amenity", "community_centre", "Дом культуры", 60, 240},
    facility{"tourism", "hostel", "Общежитие техникума", 150, 500},
    facility{"leisure", "resort", "Санаторий", 180, 600},
    facility{"tourism", "hotel", "Гостиница", 60, 220},
};

class builder {
public:
  builder(drawing const& d, random_source& dice) : d_{d}, dice_{dice}, by_settlement_(d.c_.places_.size()) {
    for (auto i = std::size_t{0}; i < d.w_.quarters_.size(); ++i) {
      auto const& q = d.w_.quarters_[i];
      by_settlement_[q.settlement_].push_back(i);
    }
  }

  void run() {
    for (auto i = std::uint32_t{0}; i < d_.c_.places_.size(); ++i) {
      auto const& s = d_.c_.places_[i];
      switch (s.kind_) {
        case settlement_kind::kCity: furnish_city(i, s); break;
        case settlement_kind::kTown: furnish_town(i, s); break;
        case settlement_kind::kVillage: furnish_village(i, s); break;
      }
    }
  }

private:
  void furnish_city(std::uint32_t const i, settlement const& s) {
    repeat(1 + s.people_ / 9'000, [&](int const n) { add(i, kSchool, n); });
    repeat(1 + s.people_ / 70'000, [&](int const n) { add(i, kHospital, n); });
    repeat(1 + s.people_ / 90'000, [&](int const n) { add(i, kDepot, n); });
    add(i, kBusStation, 1);
  }

  // Beds for one in seven of its people, in houses of every kind.
  void furnish_town(std::uint32_t const i, settlement const& s) {
    auto beds = std::int64_t{0};
    auto n = 0;
    for (auto k = std::size_t{0}; beds < std::max<std::int64_t>(1'200, s.people_ / 5); ++k) {
      n += k % kShelters.size() == 0 ? 1 : 0;
      beds += add(i, kShelters[k % kShelters.size()], n);
    }
    add(i, kHospital, 1);
    add(i, kDepot, 1);
    add(i, kBusStation, 1);
  }

  void furnish_village(std::uint32_t const i, settlement const& s) {
    if (s.people_ > 450) {
      add(i, kShelters[0], 1);
    }
    if (s.people_ > 900) {
      add(i, kShelters[2], 1);
    }
    if (s.people_ > 1'500) {
      add(i, chance(dice_, 50) ? kShelters[4] : kShelters[1], 1);
    }
  }

  template <typename Fn>
  static void repeat(std::int64_t const times, Fn&& fn) {
    for (auto n = 1; n <= times; ++n) {
      fn(n);
    }
  }

  std::int64_t add(std::uint32_t const settlement, facility const& f, int const number) {
    auto const capacity = f.least_ + dice_.below(f.most_ - f.least_ + 1);
    auto const local = f.numbered_ ? fmt::format("{} № {}", f.kind_, number) : std::string{f.kind_};
    auto tags = region_tags{{f.key_, std::string{f.value_}},
                            {"name", local},
                            {"name:en", transliterated(local)},
                            {"addr:city", d_.names_.settlements_[settlement].local_},
                            {"capacity", fmt::format("{}", capacity)}};
    d_.out_.add_node(d_.bend_(site(settlement)), std::move(tags));
    return static_cast<std::int64_t>(capacity);
  }

  spot site(std::uint32_t const settlement) {
    auto const& quarters = by_settlement_[settlement];
    auto const jitter = spot{between(dice_, -60, 60), between(dice_, -60, 60)};
    if (quarters.empty()) {
      return d_.c_.places_[settlement].centre_ + jitter;
    }
    return centre_of(d_.w_.quarters_[quarters[dice_.below(quarters.size())]].outline_) + jitter;
  }

  drawing const& d_;
  random_source& dice_;
  std::vector<std::vector<std::size_t>> by_settlement_;
};

void add_stop(drawing const& d, spot const where, name const& n) {
  auto tags = region_tags{{"highway", "bus_stop"}, {"public_transport", "platform"}, {"bus", "yes"}};
  add_names(tags, {n.local_, n.english_});
  d.out_.add_node(where, std::move(tags));
}

// A pair of stops behind every crossing with a named street that is far enough from the last one.
void stops_along(drawing const& d, streets_by_point const& by, street const& s, double& since_last) {
  auto const& n = d.w_.net_;
  for (auto i = std::size_t{1}; i + 1 < s.points_.size(); ++i) {
    auto const p = s.points_[i];
    since_last += distance(n.points_[s.points_[i - 1]], n.points_[p]);
    auto const other = std::find_if(
        by.streets_.begin() + by.first_[p], by.streets_.begin() + by.first_[p + 1],
        [&](std::uint32_t const t) { return n.streets_[t].name_ != kNone && n.streets_[t].name_ != s.name_; });
    if (since_last < kBetweenStops || other == by.streets_.begin() + by.first_[p + 1]) {
      continue;
    }
    since_last = 0;
    auto const ahead = n.points_[s.points_[i + 1]];
    auto const way = unit(ahead - n.points_[p]);
    auto const where = n.points_[p] + way * std::min(25.0, distance(n.points_[p], ahead) / 2);
    add_stop(d, where - left_of(way) * kKerb, d.names_.streets_[n.streets_[*other].name_]);
    if (!s.oneway_) {
      add_stop(d, where + left_of(way) * kKerb, d.names_.streets_[n.streets_[*other].name_]);
    }
  }
}

}  // namespace

void draw_bus_stops(drawing const& d) {
  auto const by = index_streets(d.w_.net_);
  auto since_last = kBetweenStops;
  for (auto const& s : d.w_.net_.streets_) {
    auto const in_town = s.settlement_ != kNone && d.c_.places_[s.settlement_].kind_ != settlement_kind::kVillage;
    if (in_town && s.name_ != kNone && s.kind_ <= street_kind::kTertiary && s.bridge_.front() == passing::kOnGround) {
      stops_along(d, by, s, since_last);
    }
  }
  for (auto i = std::size_t{0}; i < d.c_.places_.size(); ++i) {
    auto const& s = d.c_.places_[i];
    if (s.kind_ == settlement_kind::kVillage) {
      add_stop(d, d.w_.net_.points_[s.gates_.front().point_] + spot{kKerb, kKerb}, d.names_.settlements_[i]);
    }
  }
}

void draw_amenities(drawing const& d, random_source& dice) { builder{d, dice}.run(); }

}  // namespace leeward::roads::made
