#include <algorithm>
#include <charconv>
#include <cmath>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/core.h>

#include "base/ensure.h"
#include "base/file.h"
#include "figure.h"
#include "planning/bep/instance.h"
#include "planning/bep/solve/as_trips.h"
#include "planning/bep/solve/solve_bep.h"
#include "planning/parts.h"
#include "planning/trips/construct.h"

namespace leeward::bench {

namespace {

namespace fs = std::filesystem;

constexpr auto const* kFolder = LEEWARD_SOURCE_DIR "/../shared/data/bep";
constexpr auto const kMaxBytes = std::size_t{16} << 20U;

// What others know of an instance; 0 where they say nothing.
struct known {
  double best_{0};
  double grasp_{0};
  double vroom_{0};
};

std::vector<std::string> fields_of(std::string_view line) {
  auto out = std::vector<std::string>{};
  for (auto comma = line.find(','); comma != std::string_view::npos; comma = line.find(',')) {
    out.emplace_back(line.substr(0, comma));
    line.remove_prefix(comma + 1);
  }
  out.emplace_back(line);
  return out;
}

double number(std::string const& text) {
  auto n = 0.0;
  std::from_chars(text.data(), text.data() + text.size(), n);
  return n;
}

std::map<std::string, known> read_known() {
  auto const text = read_file(fs::path{kFolder} / "best-known.csv", kMaxBytes);
  ensure(text.has_value(), "the best known values lie beside the instances");
  auto out = std::map<std::string, known>{};
  for (auto rest = std::string_view{*text}; !rest.empty();) {
    auto const line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(rest.size(), line.size() + 1));
    if (auto const f = fields_of(line); f.size() >= 13) {
      out[f[0]] = {.best_ = number(f[4]), .grasp_ = number(f[9]), .vroom_ = number(f[12])};
    }
  }
  return out;
}

struct reached {
  std::int64_t makespan_{0};
  double seconds_{0};  // CPU until it was found, reading apart
};

// The makespan and when it was found, within so many CPU seconds on one thread.
class run {
public:
  explicit run(fs::path const& file) {
    auto const text = read_file(file, kMaxBytes);
    ensure(text.has_value(), "the instance can be read");
    auto b = planning::read_bep(*text, file.string());
    ensure(b.has_value(), "the instance is whole");
    instance_ = std::move(*b);
  }

  double greed() const {
    auto const p = planning::as_trips(instance_);
    return static_cast<double>(value_of(p, planning::trips::construct(p)).makespan_);
  }

  reached within(double const seconds, std::int64_t const aim) const {
    auto const start = cpu_seconds();
    auto const p = planning::as_trips(instance_);
    auto s = planning::improve::search{p, planning::trips::construct(p), 1, std::int64_t{1} << 60U};
    s.aim_for(aim);
    auto out = reached{s.best_value().makespan_, 0};
    auto const look = [&](auto const& now) {
      if (now.best_value().makespan_ < out.makespan_) {
        out = {now.best_value().makespan_, cpu_seconds() - start};
      }
    };
    run_rounds(s, planning::improve::run_in_turn, [&] { return cpu_seconds() - start >= seconds; }, look);
    return out;
  }

private:
  planning::bep_instance instance_;
};

// The mean of makespan ÷ best known over the random instances, one second each; the yardstick is greed's mean.
void measure_random(std::map<std::string, known> const& all) {
  auto count = 0;
  auto ratios = 0.0;
  auto greed = 0.0;
  auto best = 0;
  auto longest = 0.0;
  for (auto const& entry : fs::recursive_directory_iterator{fs::path{kFolder} / "rand"}) {
    auto const known = all.find(entry.path().stem().string());
    if (known == all.end()) {
      continue;
    }
    auto const r = run{entry.path()};
    auto const [makespan, seconds] = r.within(1, std::llround(known->second.best_));
    ++count;
    ratios += static_cast<double>(makespan) / known->second.best_;
    greed += r.greed() / known->second.best_;
    best += static_cast<double>(makespan) <= known->second.best_ ? 1 : 0;
    longest = std::max(longest, seconds);
  }
  print("planning.bep.random_best_known_reached", best, "instances", count);
  print("planning.bep.random_mean_ratio", ratios / count, "of best known", greed / count);
  print("planning.bep.random_longest_s", longest, "s", 1);
}

void measure_real(std::map<std::string, known> const& all) {
  for (auto const& [name, k] : all) {
    auto const file = fs::path{kFolder} / "real" / (name + ".txt");
    if (!fs::exists(file)) {
      continue;
    }
    auto const r = run{file};
    auto const print_within = [&](std::string_view const time, double const seconds, double const yardstick) {
      print(fmt::format("planning.bep.{}_makespan_in_{}", name, time),
            static_cast<double>(r.within(seconds, 0).makespan_), "time units", yardstick);
    };
    print_within("100_ms", 0.1, k.grasp_);
    print_within("1_s", 1, k.vroom_);
    print_within("10_s", 10, k.best_);
  }
}

void measure_generated() {
  auto const measure = [](std::string_view const name, double const seconds, double const yardstick) {
    auto const r = run{fs::path{kFolder} / "generated" / fmt::format("{}.txt", name)};
    print(fmt::format("planning.bep.{}_makespan_in_{}_s", name, seconds),
          static_cast<double>(r.within(seconds, 0).makespan_), "time units", yardstick);
  };
  measure("G-4-100-15-40", 20, 17'900);
  measure("G-6-400-30-120", 60, 14'100);
}

}  // namespace

void measure_bep() {
  if (!fs::exists(kFolder)) {
    fmt::print(stderr, "no instances in {}\n", kFolder);
    return;
  }
  auto const all = read_known();
  measure_random(all);
  measure_real(all);
  measure_generated();
}

}  // namespace leeward::bench
