#include "planning/made/make_scenario.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <set>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "base/random.h"

namespace leeward::planning {

namespace {

constexpr auto const kMaxSize = std::int64_t{2'000'000};
constexpr auto const kTries = 200;           // to find a road for one place
constexpr auto const kRadiusPerRoot = 12.0;  // metres of a settlement's radius for the root of its people
constexpr auto const kMetresPerDegree = 111'320.0;

struct making {
  ground const& ground_;
  made_size const& size_;
  made_numbers const& numbers_;
  random_source random_;
  std::set<position> taken_;
  std::map<std::string, int> named_;
};

std::int64_t per_cent(std::int64_t const n, std::int64_t const share) { return (n * share + 50) / 100; }

position moved(position const p, double const north_m, double const east_m) {
  auto const lat = p.lat() + north_m / kMetresPerDegree;
  auto const lon = p.lon() + east_m / (kMetresPerDegree * std::cos(p.lat() * 3.14159265358979 / 180));
  return {.lat_e7_ = static_cast<std::int32_t>(std::lround(lat * 1e7)),
          .lon_e7_ = static_cast<std::int32_t>(std::lround(lon * 1e7))};
}

settlement const& pick_by_people(making& m, std::vector<settlement const*> const& from) {
  auto all = std::int64_t{0};
  for (auto const* s : from) {
    all += s->people_;
  }
  auto lot = static_cast<std::int64_t>(m.random_.below(static_cast<std::uint64_t>(std::max<std::int64_t>(1, all))));
  for (auto const* s : from) {
    lot -= s->people_;
    if (lot < 0) {
      return *s;
    }
  }
  return *from.front();
}

// "School, Goslar"; the second one there "School, Goslar 2".
std::string unique_name(making& m, std::string_view const what, std::string_view const where) {
  auto name = what.empty()    ? std::string{where}
              : where.empty() ? std::string{what}
                              : fmt::format("{}, {}", what, where);
  auto const n = ++m.named_[name];
  return n == 1 ? name : fmt::format("{} {}", name, n);
}

struct found_place {
  spot spot_;
  settlement const* in_;
};

// A place on a road in one of these settlements, at which there is nothing yet.
std::optional<found_place> find_place(making& m, std::vector<settlement const*> const& in) {
  for (auto i = 0; i != kTries && !in.empty(); ++i) {
    auto const& s = pick_by_people(m, in);
    auto const radius = kRadiusPerRoot * std::sqrt(static_cast<double>(s.people_)) + 300;
    auto const angle = m.random_.unit() * 6.283185307179586;
    auto const far = radius * std::sqrt(m.random_.unit());
    auto const spot = m.ground_.on_road_(moved(s.where_, far * std::sin(angle), far * std::cos(angle)));
    if (spot && m.taken_.insert(spot->where_).second) {
      return found_place{*spot, &s};
    }
  }
  return std::nullopt;
}

settlement const& city(making const& m) { return m.ground_.settlements_.front(); }

std::int64_t metres_by_road(making const& m, settlement const& s) {
  auto const straight = to_metres(distance_between(city(m).where_, s.where_)).v_;
  return straight * (100 + m.numbers_.road_detour_per_cent_) / 100;
}

std::vector<settlement const*> settlements_between(making const& m, metres const from, metres const below) {
  auto list = std::vector<settlement const*>{};
  for (auto const& s : m.ground_.settlements_) {
    auto const far = metres_by_road(m, s);
    if (far >= from.v_ && far < below.v_) {
      list.push_back(&s);
    }
  }
  return list;
}

tl::unexpected<error> no_room(std::string_view const for_what, std::int64_t const i) {
  return invalid(
      fmt::format("the map has too few roads for {} {}: ask for fewer, or take a larger map", for_what, i + 1));
}

result<void> add_depots(making& m, scenario& s) {
  auto const near = settlements_between(m, {}, m.numbers_.city_radius_);
  for (auto i = std::int64_t{0}; i != m.numbers_.depots_; ++i) {
    auto const found = find_place(m, near);
    if (!found) {
      return no_room("depot", i);
    }
    s.depots_.push_back({.id_ = fmt::format("depot-{}", i + 1),
                         .name_ = unique_name(m, "Depot", found->spot_.name_),
                         .position_ = found->spot_.where_});
  }
  return {};
}

result<void> add_points(making& m, scenario& s) {
  auto const near = settlements_between(m, {}, m.numbers_.city_radius_);
  for (auto i = std::int64_t{0}; i != m.size_.points_; ++i) {
    auto const found = find_place(m, near);
    if (!found) {
      return no_room("pickup point", i);
    }
    auto p = pickup_point{};
    p.id_ = fmt::format("point-{}", i + 1);
    p.name_ = unique_name(m, found->in_->name_, found->spot_.name_ == found->in_->name_ ? "" : found->spot_.name_);
    p.position_ = found->spot_.where_;
    p.loading_places_ = m.numbers_.loading_places_;
    s.pickup_points_.push_back(std::move(p));
  }
  return {};
}

// The far ones first; where the map ends too soon, the farther half of what there is.
std::vector<std::vector<settlement const*>> where_centres_go(making const& m) {
  auto const anywhere = metres{std::int64_t{1} << 40};
  auto const outside = settlements_between(m, m.numbers_.centres_from_, anywhere);
  auto far = settlements_between(m, m.numbers_.far_from_, anywhere);
  auto near = settlements_between(m, m.numbers_.centres_from_, m.numbers_.far_from_);
  if (far.empty()) {
    far = outside;
    std::ranges::stable_sort(far, {}, [&](settlement const* x) { return -metres_by_road(m, *x); });
    far.resize((far.size() + 1) / 2);
  }
  if (near.empty()) {
    near = outside;
  }
  if (outside.empty()) {
    near = settlements_between(m, {}, anywhere);
    far = near;
  }
  return {far, near};
}

result<void> add_centres(making& m, scenario& s) {
  static constexpr auto const kKinds = std::array{"School", "Sports hall", "Hotel", "Holiday camp"};
  auto const where = where_centres_go(m);
  auto const far_ones = per_cent(m.size_.centres_, m.numbers_.far_centres_per_cent_);
  auto by_distance = std::vector<std::pair<std::int64_t, centre>>{};
  for (auto i = std::int64_t{0}; i != m.size_.centres_; ++i) {
    auto const found = find_place(m, i < far_ones ? where[0] : where[1]);
    if (!found) {
      return no_room("centre", i);
    }
    auto c = centre{};
    c.name_ = unique_name(m, m.random_.pick(kKinds), found->in_->name_);
    c.position_ = found->spot_.where_;
    c.unloading_places_ = m.numbers_.unloading_places_;
    c.intake_persons_per_hour_ = m.numbers_.intake_persons_per_hour_;
    by_distance.emplace_back(metres_by_road(m, *found->in_), std::move(c));
  }
  std::ranges::stable_sort(by_distance, {}, [](auto const& x) { return x.first; });
  auto const own = per_cent(m.size_.centres_, m.numbers_.own_tier_per_cent_);
  for (auto& [distance, c] : by_distance) {
    auto const i = std::ssize(s.centres_);
    c.id_ = fmt::format("centre-{}", i + 1);
    c.tier_ = i < std::max<std::int64_t>(1, own) ? 1 : 2;
    s.centres_.push_back(std::move(c));
  }
  return {};
}

std::int64_t random_size(making& m, std::int64_t const at_most) {
  auto lot = static_cast<std::int64_t>(m.random_.below(100));
  auto size = std::int64_t{0};
  for (auto const share : m.numbers_.households_by_size_) {
    ++size;
    lot -= share;
    if (lot < 0) {
      break;
    }
  }
  return std::min(size, at_most);
}

household make_household(making& m, scenario const& s, std::vector<std::int64_t> const& weights,
                         std::int64_t const size) {
  auto h = household{};
  h.persons_ = {size};
  auto lot = static_cast<std::int64_t>(m.random_.below(static_cast<std::uint64_t>(weights.back())));
  auto const point = std::ranges::upper_bound(weights, lot) - weights.begin();
  h.pickup_point_ = s.pickup_points_[static_cast<std::size_t>(point)].id_;
  for (auto i = std::int64_t{0}; i != size; ++i) {
    h.wheelchair_bays_ +=
        persons{m.random_.chance(static_cast<std::uint64_t>(m.numbers_.wheelchairs_per_1000_persons_), 1000) ? 1 : 0};
  }
  if (h.wheelchair_bays_ != persons{}) {
    h.priority_ = m.numbers_.priority_with_wheelchair_;
  }
  if (m.random_.chance(static_cast<std::uint64_t>(m.numbers_.pets_per_cent_of_households_), 100)) {
    h.needs_.push_back(need::kPet);
  }
  if (!m.random_.chance(static_cast<std::uint64_t>(m.numbers_.ready_at_start_per_cent_), 100)) {
    h.ready_from_ = s.start_ + seconds{m.random_.between(1, m.numbers_.others_ready_within_h_ * 60) * 60};
  }
  return h;
}

void add_households(making& m, scenario& s) {
  auto weights = std::vector<std::int64_t>{};  // running sums: some points are busier than others
  for (auto i = std::size_t{0}; i != s.pickup_points_.size(); ++i) {
    weights.push_back((weights.empty() ? 0 : weights.back()) + m.random_.between(50, 150));
  }
  for (auto left = m.size_.people_; left > 0;) {
    auto h = make_household(m, s, weights, random_size(m, left));
    h.id_ = fmt::format("h{}", s.households_.size() + 1);
    left -= h.persons_.v_;
    s.households_.push_back(std::move(h));
  }
}

// So many in all, shared out by weight, the rounding left to the first ones.
std::vector<std::int64_t> share_out(std::int64_t const all, std::vector<std::int64_t> const& weights) {
  auto sum = std::int64_t{0};
  for (auto const w : weights) {
    sum += w;
  }
  auto shares = std::vector<std::int64_t>{};
  auto left = all;
  for (auto const w : weights) {
    shares.push_back(all * w / sum);
    left -= shares.back();
  }
  for (auto i = std::size_t{0}; left > 0; i = (i + 1) % shares.size(), --left) {
    ++shares[i];
  }
  return shares;
}

void add_beds(making& m, scenario& s) {
  auto need_beds = beds{};
  for (auto const& h : s.households_) {
    auto const due = beds_of(h);
    need_beds.general_ += due.general_;
    need_beds.accessible_ += due.accessible_;
  }
  auto weights = std::vector<std::int64_t>{};
  for (auto i = std::size_t{0}; i != s.centres_.size(); ++i) {
    weights.push_back(m.random_.between(60, 140));
  }
  auto const more = [&](persons const n) { return (n.v_ * m.numbers_.beds_per_cent_of_persons_ + 99) / 100; };
  auto const general = share_out(more(need_beds.general_), weights);
  auto const accessible = share_out(more(need_beds.accessible_), weights);
  for (auto i = std::size_t{0}; i != s.centres_.size(); ++i) {
    s.centres_[i].beds_ = {.general_ = {general[i]}, .accessible_ = {accessible[i]}};
    if (m.random_.chance(static_cast<std::uint64_t>(m.numbers_.centres_with_pets_per_cent_), 100)) {
      s.centres_[i].serves_.push_back(need::kPet);
    }
  }
}

made_vehicle const& kind_of(made_numbers const& n, std::int64_t const i, std::int64_t const vehicles) {
  auto taken = std::int64_t{0};
  for (auto const& kind : std::span{n.fleet_}.subspan(1)) {
    taken += std::max<std::int64_t>(1, per_cent(vehicles, kind.per_cent_));
    if (i >= vehicles - taken) {
      return kind;
    }
  }
  return n.fleet_.front();
}

std::vector<crew> crews_of(made_numbers const& n, scenario const& s, std::string const& vehicle) {
  auto crews = std::vector<crew>{{.id_ = vehicle + "-a", .shifts_ = {}}, {.id_ = vehicle + "-b", .shifts_ = {}}};
  auto const shift_s = seconds{n.shift_h_ * 3600};
  for (auto i = std::size_t{0}; s.start_ + shift_s * static_cast<std::int64_t>(i) < s.end_; ++i) {
    auto const from = s.start_ + shift_s * static_cast<std::int64_t>(i);
    crews[i % 2].shifts_.push_back({.from_ = from, .until_ = from + shift_s});
  }
  return crews;
}

void add_vehicles(making& m, scenario& s) {
  for (auto i = std::int64_t{0}; i != m.size_.vehicles_; ++i) {
    auto const& kind = kind_of(m.numbers_, i, m.size_.vehicles_);
    auto v = vehicle{};
    v.id_ = fmt::format("bus-{}", i + 1);
    v.kind_ = kind.kind_;
    v.profile_ = kind.profile_;
    v.depot_ = s.depots_[static_cast<std::size_t>(i) % s.depots_.size()].id_;
    v.seats_ = {m.random_.between(kind.least_seats_, kind.most_seats_)};
    v.wheelchair_bays_ = {kind.wheelchair_bays_};
    v.crews_ = crews_of(m.numbers_, s, v.id_);
    s.vehicles_.push_back(std::move(v));
  }
}

result<void> check_size(made_size const& size) {
  auto const check = [](std::string_view const option, std::int64_t const n) -> result<void> {
    if (n < 1 || n > kMaxSize) {
      return invalid(fmt::format("{} is {}, must be from 1 to {}", option, n, kMaxSize), std::string{option});
    }
    return {};
  };
  return check("--people", size.people_)
      .and_then([&] { return check("--points", size.points_); })
      .and_then([&] { return check("--centres", size.centres_); })
      .and_then([&] { return check("--vehicles", size.vehicles_); });
}

}  // namespace

result<scenario> make_scenario(ground const& g, made_size const& size, made_numbers const& numbers) {
  if (auto const sound = check_size(size); !sound) {
    return tl::unexpected{sound.error()};
  }
  if (g.settlements_.empty()) {
    return invalid("the map has neither places nor streets to make a scenario of");
  }
  auto m = making{g, size, numbers, random_source{size.seed_}, {}, {}};
  auto s = scenario{};
  s.format_ = kScenarioFormat;
  s.start_ = size.start_;
  s.end_ = size.start_ + seconds{numbers.operation_h_ * 3600};
  s.name_ = fmt::format("Made up: {} people of {}, seed {}", size.people_, city(m).name_, size.seed_);
  s.loading_ = {numbers.loading_fixed_s_, numbers.loading_per_person_s_};
  s.unloading_ = {numbers.unloading_fixed_s_, numbers.unloading_per_person_s_};
  for (auto* const add : {add_depots, add_points, add_centres}) {
    if (auto const added = add(m, s); !added) {
      return tl::unexpected{added.error()};
    }
  }
  add_households(m, s);
  add_beds(m, s);
  add_vehicles(m, s);
  return s;
}

}  // namespace leeward::planning
