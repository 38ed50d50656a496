#include <algorithm>
#include <cstddef>
#include <utility>
#include <vector>

#include "base/ensure.h"
#include "figure.h"
#include "vault/bare_open.h"
#include "vault/kept_people.h"
#include "vault/made_people.h"
#include "vault/parts.h"

namespace leeward::bench {

namespace {

constexpr auto const kHouseholds = std::size_t{100'000};

// Entered again, in another spelling; the phone or the year of birth is often not asked for again.
vault::personal again(vault::personal p, random_source& r) {
  p = misspelt(std::move(p), r.pick(kMisspellings), r);
  switch (r.below(3)) {
    case 0: p.phone_.reset(); break;
    case 1: p.birth_year_.reset(); break;
    default: p.address_.reset();
  }
  return p;
}

}  // namespace

void measure_duplicates() {
  auto r = random_source{3};
  auto kept = kept_people{};
  auto people = std::vector<vault::personal>{};
  auto same_as = std::vector<std::size_t>{};
  while (people.size() < kHouseholds) {
    auto const first = people.size();
    people.push_back(made_person(r));
    same_as.push_back(first);
    auto const more = r.chance(1, 10) ? r.between(1, 2) : 0;
    for (auto i = std::int64_t{0}; i != more; ++i) {
      people.push_back(again(people[first], r));
      same_as.push_back(first);
    }
  }
  kept.keep(people);
  auto times = std::vector<double>{};
  auto wanted = std::size_t{0};
  auto suggested = std::size_t{0};
  auto right = std::size_t{0};
  auto missed = std::size_t{0};
  for (auto i = std::size_t{0}; i != people.size(); ++i) {
    auto const is_again = same_as[i] != i;
    if (!is_again && i % 20 != 0) {
      continue;
    }
    auto found = std::vector<vault::duplicate>{};
    times.push_back(1e3 * time_of([&] { found = *kept.vault_->duplicates(people[i], kept_people::subject(i)); }));
    auto hit = false;
    for (auto const& d : found) {
      auto const other = static_cast<std::size_t>(d.subject_.low_ - 1);
      right += same_as[other] == same_as[i] ? 1U : 0U;
      hit = hit || other == same_as[i];
    }
    suggested += found.size();
    wanted += is_again ? 1U : 0U;
    missed += is_again && !hit ? 1U : 0U;
  }
  std::ranges::sort(times);
  print("vault.duplicates.suggested", 1 - static_cast<double>(missed) / static_cast<double>(wanted), "share");
  print("vault.duplicates.true", static_cast<double>(right) / static_cast<double>(suggested), "share");
  print("vault.duplicates.median_ms", times[times.size() / 2], "ms", bare_open_us() / 1e3);
  print("vault.duplicates.p99_ms", times[times.size() * 99 / 100], "ms", bare_open_us() / 1e3);
}

}  // namespace leeward::bench
