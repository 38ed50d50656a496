#include "planning/made/make_scenario.h"

#include <algorithm>
#include <cmath>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "planning/made/making.h"

namespace leeward::planning {

namespace making {

namespace {

constexpr auto const kMetresPerDegree = 111'320.0;

}  // namespace

settlement const& city(work const& w) { return w.ground_.settlements_.front(); }

std::int64_t per_cent(std::int64_t const n, std::int64_t const share) { return (n * share + 50) / 100; }

std::int64_t divided_up(std::int64_t const a, std::int64_t const b) { return (a + b - 1) / b; }

bool chance_per_cent(work& w, std::int64_t const share) {
  return w.random_.chance(static_cast<std::uint64_t>(share), 100);
}

position moved(position const p, double const north_m, double const east_m) {
  auto const lat = p.lat() + north_m / kMetresPerDegree;
  auto const lon = p.lon() + east_m / (kMetresPerDegree * std::cos(p.lat() * 3.14159265358979 / 180));
  return {.lat_e7_ = static_cast<std::int32_t>(std::lround(lat * 1e7)),
          .lon_e7_ = static_cast<std::int32_t>(std::lround(lon * 1e7))};
}

position somewhere_within(work& w, position const p, double const metres) {
  auto const angle = w.random_.unit() * 6.283185307179586;
  auto const far = metres * std::sqrt(w.random_.unit());
  return moved(p, far * std::sin(angle), far * std::cos(angle));
}

std::vector<std::int64_t> share_out(std::int64_t const all, std::vector<std::int64_t> const& weights) {
  auto sum = std::int64_t{0};
  for (auto const w : weights) {
    sum += w;
  }
  auto shares = std::vector<std::int64_t>{};
  auto left = all;
  for (auto const w : weights) {
    shares.push_back(sum == 0 ? 0 : all * w / sum);
    left -= shares.back();
  }
  for (auto i = std::size_t{0}; left > 0; i = (i + 1) % shares.size(), --left) {
    ++shares[i];
  }
  return shares;
}

}  // namespace making

namespace {

constexpr auto const kMaxSize = std::int64_t{2'000'000};

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
      .and_then([&] { return check("--vehicles", size.vehicles_.value_or(1)); });
}

// A fleet too small for all kinds has the first ones.
std::span<made_vehicle const> kinds_in(made_size const& size, made_numbers const& numbers) {
  auto const all = std::ssize(numbers.fleet_);
  return std::span{numbers.fleet_}.first(static_cast<std::size_t>(std::min(all, size.vehicles_.value_or(all))));
}

}  // namespace

result<scenario> make_scenario(ground const& g, made_size const& size, made_numbers const& numbers) {
  if (auto const sound = check_size(size); !sound) {
    return tl::unexpected{sound.error()};
  }
  if (g.settlements_.empty()) {
    return invalid("the map has neither places nor streets to make a scenario of");
  }
  auto w = making::work{g, size, numbers, random_source{size.seed_}, {}, {}, {}, {}};
  auto s = scenario{};
  s.format_ = kScenarioFormat;
  s.start_ = size.start_;
  s.end_ = size.start_ + seconds{numbers.operation_h_ * 3600};
  s.name_ = !size.name_.empty()
                ? size.name_
                : fmt::format("Made up: {} people of {}, seed {}", size.people_, making::city(w).name_, size.seed_);
  s.loading_ = {numbers.loading_fixed_s_, numbers.loading_per_person_s_};
  s.unloading_ = {numbers.unloading_fixed_s_, numbers.unloading_per_person_s_};
  for (auto* const add : {making::add_depots, making::add_points, making::add_centres}) {
    if (auto const added = add(w, s); !added) {
      return tl::unexpected{added.error()};
    }
  }
  auto const kinds = kinds_in(size, numbers);
  if (auto const added = making::add_households(w, s, kinds); !added) {
    return tl::unexpected{added.error()};
  }
  making::add_zones(w, s);
  making::add_beds(w, s);
  making::add_vehicles(w, s, kinds);
  return s;
}

}  // namespace leeward::planning
