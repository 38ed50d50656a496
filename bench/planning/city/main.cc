#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <exception>
#include <filesystem>
#include <numeric>
#include <string_view>
#include <system_error>
#include <vector>

#include "own_process.h"
#include "planning/city/city.h"
#include "planning/city/parts.h"
#include "temporary_folder.h"

// Plans for whole cities, on a made region of 340,000 people: the first plan for 10,000 to 340,000 of them, the plan
// for 100,000 after so many seconds, and what it takes to plan again. Every plan is judged; a broken rule ends the
// program.
//   bench_planning_city [SECONDS [SEEDS [PEOPLE]]]   improved for so long, 20 if not said, and 0 for first plans only;
//                                                    the scenarios of 100,000 with seeds 1 to SEEDS, 1 if not said; no
//                                                    city larger than PEOPLE
namespace leeward::bench {

namespace {

constexpr auto const kSizes =
    std::array{city_size{10'000, 40, 6, 50}, city_size{20'000, 80, 12, 100}, city_size{50'000, 200, 30, 250},
               city_size{100'000, 400, 60, 500}, city_size{340'000, 1'000, 300, 1'500}};
constexpr auto const kCity = std::int64_t{100'000};  // what is improved: the largest up to here

struct asked {
  double seconds_{20};
  std::int64_t seeds_{1};
  std::int64_t people_{kSizes.back().people_};
};

// The largest of up to so many people, or the smallest there is.
city_size const& largest(std::int64_t const people) {
  auto const above = std::ranges::upper_bound(kSizes, people, {}, &city_size::people_);
  return above == kSizes.begin() ? kSizes.front() : *(above - 1);
}

class figures {
public:
  explicit figures(asked const& a) : asked_{a} {}

  void measure_all() {
    search_s_ = in_own_process([&] { return region_.make(); });
    measure_growth();
    measure_seeds();
  }

private:
  std::filesystem::path make_city(city_size const& size, std::int64_t const seed) const {
    in_own_process([&] {
      region_.make_city(size, seed);
      return 0.0;
    });
    return region_.file_of(size, seed);
  }

  double first_plan(std::filesystem::path const& file) const {
    return in_own_process([&] { return measure_first_plan(file, search_s_); });
  }

  // Seconds by n log n: where they do not rise, the cost grows no faster.
  void measure_growth() const {
    auto smallest = 0.0;
    for (auto const& size : kSizes) {
      if (size.people_ > largest(asked_.people_).people_) {
        break;
      }
      auto const took = first_plan(make_city(size, 1));
      auto const n = static_cast<double>(size.people_);
      auto const ns = 1e9 * took / (n * std::log2(n));
      smallest = smallest == 0 ? ns : smallest;
      print(fmt::format("planning.growth.{}.ns_by_n_log_n", size.people_), ns, "ns", smallest);
    }
  }

  void measure_seeds() const {
    auto gaps = std::vector<double>{};
    auto const& size = largest(std::min(kCity, asked_.people_));
    auto const run = long_run{.seconds_ = asked_.seconds_, .search_s_ = search_s_};
    for (auto seed = std::int64_t{1}; seed <= asked_.seeds_; ++seed) {
      auto const file = seed == 1 ? region_.file_of(size, seed) : make_city(size, seed);
      if (seed != 1) {
        first_plan(file);
      }
      if (run.seconds_ > 0) {
        gaps.push_back(in_own_process(
            [&] { return seed == 1 ? measure_improved_and_lost(file, run) : measure_improved(file, run); }));
      }
    }
    std::erase_if(gaps, [](double const gap) { return std::isnan(gap); });
    if (!gaps.empty()) {
      auto const count = static_cast<double>(gaps.size());
      print("planning.waiting_gap_mean", std::accumulate(begin(gaps), end(gaps), 0.0) / count, "% of the bound");
      print("planning.waiting_gap_largest", std::ranges::max(gaps), "% of the bound");
    }
  }

  asked asked_;
  temporary_folder folder_;
  made_region region_{folder_.path_};
  double search_s_{0};
};

template <typename Number>
bool take(std::string_view const text, Number& into) {
  auto const* const begin = text.data();
  auto const* const end = begin + text.size();
  auto const [rest, wrong] = std::from_chars(begin, end, into);
  return wrong == std::errc{} && rest == end && into >= 0;
}

}  // namespace

}  // namespace leeward::bench

int main(int const count, char const* const* const arguments) {
  auto asked = leeward::bench::asked{};
  if (count > 4 || (count > 1 && !leeward::bench::take(arguments[1], asked.seconds_)) ||
      (count > 2 && !leeward::bench::take(arguments[2], asked.seeds_)) ||
      (count > 3 && !leeward::bench::take(arguments[3], asked.people_))) {
    fmt::print(stderr, "bench_planning_city [SECONDS [SEEDS [PEOPLE]]]\n");
    return 2;
  }
  try {
    leeward::bench::figures{asked}.measure_all();
  } catch (std::exception const& e) {
    fmt::print(stderr, "{}\n", e.what());
    return 1;
  }
}
