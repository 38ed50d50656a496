#include <algorithm>
#include <cstddef>
#include <filesystem>
#include <map>
#include <vector>

#include "base/ensure.h"
#include "figure.h"
#include "vault/bare_open.h"
#include "vault/kept_people.h"
#include "vault/made_people.h"
#include "vault/parts.h"

namespace leeward::bench {

namespace {

constexpr auto const kPeople = std::size_t{340'000};
constexpr auto const kSearches = std::size_t{1'000};

struct outcome {
  double found_{0};  // share
  double p99_ms_{0};
};

template <typename Ask>
outcome search(kept_people& kept, std::vector<vault::personal> const& people, random_source& r, Ask&& ask) {
  auto times = std::vector<double>{};
  auto found = std::size_t{0};
  for (auto i = std::size_t{0}; i != kSearches; ++i) {
    auto const wanted = static_cast<std::size_t>(r.below(people.size()));
    auto const q = ask(people[wanted], i);
    times.push_back(1e3 * time_of([&] {
                      auto const all = kept.vault_->search(q);
                      ensure(all.has_value(), "a search goes through");
                      found += std::ranges::find(all->found_, kept_people::subject(wanted), &vault::found::subject_) !=
                                       all->found_.end()
                                   ? 1U
                                   : 0U;
                    }));
  }
  std::ranges::sort(times);
  return {static_cast<double>(found) / static_cast<double>(kSearches), times[kSearches * 99 / 100]};
}

}  // namespace

void measure_search() {
  auto r = random_source{2};
  auto kept = kept_people{};
  auto people = std::vector<vault::personal>{};
  for (auto i = std::size_t{0}; i != kPeople; ++i) {
    people.push_back(made_person(r));
  }
  kept.keep(people);
  print("vault.disk_mb", static_cast<double>(kept.store_->measure()->file_bytes_) / 1e6, "MB");
  auto again = vault::vault{
      {.master_ = vault::secret::random(), .index_ = vault::secret::random(), .next_ = std::nullopt}, *kept.rows_};
  print("vault.index_at_start_s",
        time_of([&] { ensure(ledger::fill_index(again, *kept.store_).has_value(), "tokens are read"); }), "s");
  auto const exact = search(kept, people, r, [](vault::personal const& p, std::size_t) {
    return vault::query{.name_ = *p.name_, .birth_year_ = p.birth_year_};
  });
  print("vault.search.exact_missed", 1 - exact.found_, "share");
  print("vault.search.exact_p99_ms", exact.p99_ms_, "ms", bare_open_us() / 1e3);
  auto const misspelt_names = search(kept, people, r, [&](vault::personal const& p, std::size_t const i) {
    auto const how = kMisspellings[i % kMisspellings.size()];
    auto const asked = misspelt(p, how, r);
    return vault::query{.name_ = *asked.name_, .place_ = how == misspelling::kOldStreet ? *asked.address_ : ""};
  });
  print("vault.search.misspelt_found", misspelt_names.found_, "share");
  print("vault.search.misspelt_p99_ms", misspelt_names.p99_ms_, "ms", bare_open_us() / 1e3);
}

}  // namespace leeward::bench
