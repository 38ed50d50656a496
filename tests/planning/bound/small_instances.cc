#include "planning/bound/small_instances.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <numeric>
#include <sstream>

#include "base/ensure.h"
#include "base/file.h"
#include "planning/bep/instance.h"

namespace leeward::planning {

namespace {

namespace fs = std::filesystem;

constexpr auto const kFolder = LEEWARD_SOURCE_DIR "/../shared/data/bep";
constexpr auto const kMostBytes = std::size_t{16} << 20U;

std::int64_t sum(std::vector<std::int64_t> const& all) {
  return std::accumulate(begin(all), end(all), std::int64_t{0});
}

class everything {
public:
  explicit everything(bep_instance const& b)
      : b_{b}, loads_{b.demand_}, room_{b.room_}, left_{sum(b.demand_)}, spare_{sum(b.room_) - left_} {}

  std::int64_t operator()() {
    next_bus(0, 0, 0);
    return best_;
  }

private:
  // Bus after bus, so that each plan is seen once for each order of the buses only.
  void next_bus(std::size_t const yard, std::int64_t const bus, std::int64_t const makespan) {
    if (makespan >= best_) {
      return;
    }
    if (left_ == 0) {
      best_ = makespan;
      return;
    }
    if (yard == b_.yards()) {
      return;
    }
    if (bus == b_.buses_[yard]) {
      next_bus(yard + 1, 0, makespan);
      return;
    }
    next_bus(yard, bus + 1, makespan);
    for (auto p = std::size_t{0}; p != b_.points(); ++p) {
      load(yard, bus, makespan, p, b_.from_yard_[yard * b_.points() + p]);
    }
  }

  void load(std::size_t const yard, std::int64_t const bus, std::int64_t const makespan, std::size_t const p,
            std::int64_t const at) {
    auto const is_needed = loads_[p] > 0;
    if (at >= best_ || (!is_needed && spare_ == 0)) {
      return;
    }
    --(is_needed ? loads_[p] : spare_);
    left_ -= is_needed ? 1 : 0;
    for (auto s = std::size_t{0}; s != b_.shelters(); ++s) {
      if (room_[s] == 0) {
        continue;
      }
      --room_[s];
      auto const arrival = at + b_.between_[p * b_.shelters() + s];
      next_bus(yard, bus + 1, std::max(makespan, arrival));
      for (auto q = std::size_t{0}; q != b_.points(); ++q) {
        load(yard, bus, makespan, q, arrival + b_.between_[q * b_.shelters() + s]);
      }
      ++room_[s];
    }
    left_ += is_needed ? 1 : 0;
    ++(is_needed ? loads_[p] : spare_);
  }

  bep_instance const& b_;
  std::vector<std::int64_t> loads_;
  std::vector<std::int64_t> room_;
  std::int64_t left_;
  std::int64_t spare_;
  std::int64_t best_{1'000'000};
};

bep_instance read(fs::path const& path) {
  auto b = read_file(path, kMostBytes).and_then([&](auto const& text) { return read_bep(text, path.string()); });
  ensure(b.has_value(), "the benchmark's files are whole");
  return *std::move(b);
}

}  // namespace

bep_instance random_instance(random_source& dice, std::int64_t const most_loads, std::int64_t const shortest) {
  auto b = bep_instance{};
  auto const times = [&](std::size_t const n, std::vector<std::int64_t>& out) {
    for (auto i = std::size_t{0}; i != n; ++i) {
      out.push_back(dice.between(shortest, 12));
    }
  };
  b.buses_.assign(static_cast<std::size_t>(dice.between(1, 2)), 0);
  for (auto& n : b.buses_) {
    n = dice.between(1, 2);
  }
  auto const loads = dice.between(1, most_loads);
  b.demand_.assign(static_cast<std::size_t>(dice.between(1, 3)), 0);
  b.room_.assign(static_cast<std::size_t>(dice.between(1, 3)), 0);
  for (auto i = std::int64_t{0}; i != loads; ++i) {
    ++b.demand_[static_cast<std::size_t>(dice.between(0, static_cast<std::int64_t>(b.points()) - 1))];
    ++b.room_[static_cast<std::size_t>(dice.between(0, static_cast<std::int64_t>(b.shelters()) - 1))];
  }
  b.room_[0] += dice.between(0, 2);
  times(b.yards() * b.points(), b.from_yard_);
  times(b.points() * b.shelters(), b.between_);
  return b;
}

judged judge_plan(bep_instance const& b, std::vector<bep_route> const& plan) {
  auto buses = b.buses_;
  auto loads = std::vector<std::int64_t>(b.points());
  auto arrived = std::vector<std::int64_t>(b.shelters());
  auto out = judged{};
  for (auto const& r : plan) {
    auto t = std::int64_t{0};
    for (auto i = std::size_t{0}; i != r.trips_.size(); ++i) {
      auto const [p, s] = r.trips_[i];
      t += i == 0 ? b.from_yard_[r.yard_ * b.points() + p] : b.between_[p * b.shelters() + r.trips_[i - 1].shelter_];
      t += b.between_[p * b.shelters() + s];
      ++loads[p];
      arrived[s] += b.capacity_;
    }
    out.makespan_ = std::max(out.makespan_, t);
    if (--buses[r.yard_] < 0) {
      out.broken_ = "too many buses";
    }
  }
  for (auto p = std::size_t{0}; p != b.points(); ++p) {
    if (loads[p] * b.capacity_ < b.demand_[p]) {
      out.broken_ = "somebody waits";
    }
  }
  for (auto s = std::size_t{0}; s != b.shelters(); ++s) {
    if (arrived[s] > b.room_[s]) {
      out.broken_ = "a shelter over its capacity";
    }
  }
  return out;
}

std::vector<bep_route> random_plan(random_source& dice, bep_instance const& b) {
  auto plan = std::vector<bep_route>{};
  for (auto y = std::size_t{0}; y != b.yards(); ++y) {
    plan.insert(end(plan), static_cast<std::size_t>(b.buses_[y]), bep_route{.yard_ = y, .trips_ = {}});
  }
  auto places = std::vector<std::size_t>{};
  for (auto s = std::size_t{0}; s != b.shelters(); ++s) {
    places.insert(end(places), static_cast<std::size_t>(b.room_[s] / b.capacity_), s);
  }
  for (auto p = std::size_t{0}; p != b.points(); ++p) {
    for (auto left = b.demand_[p]; left > 0; left -= b.capacity_) {
      auto const place = begin(places) + dice.between(0, static_cast<std::int64_t>(places.size()) - 1);
      auto const bus = static_cast<std::size_t>(dice.between(0, static_cast<std::int64_t>(plan.size()) - 1));
      plan[bus].trips_.push_back({.point_ = p, .shelter_ = *place});
      places.erase(place);
    }
  }
  std::erase_if(plan, [](bep_route const& r) { return r.trips_.empty(); });
  return plan;
}

std::int64_t brute_force(bep_instance const& b) { return everything{b}(); }

std::vector<known_instance> known_instances(std::string const& beginning) {
  auto all = std::vector<known_instance>{};
  if (!fs::exists(kFolder)) {
    return all;
  }
  auto files = std::vector<fs::path>{};
  for (auto const& entry : fs::recursive_directory_iterator{kFolder}) {
    files.push_back(entry.path());
  }
  auto in = std::ifstream{fs::path{kFolder} / "best-known.csv"};
  for (auto line = std::string{}; std::getline(in, line);) {
    auto row = std::istringstream{line};
    auto cells = std::vector<std::string>{};
    for (auto cell = std::string{}; std::getline(row, cell, ',');) {
      cells.push_back(cell);
    }
    auto const file = std::find_if(begin(files), end(files), [&](auto const& f) { return f.stem() == cells.at(0); });
    if (cells.at(0).starts_with(beginning) && file != end(files)) {
      all.push_back({cells[0], read(*file), std::stoll(cells.at(3)), std::stoll(cells.at(4))});
    }
  }
  return all;
}

}  // namespace leeward::planning
