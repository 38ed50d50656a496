#include <array>
#include <cstddef>
#include <vector>

#include "base/ensure.h"
#include "figure.h"
#include "vault/bare_open.h"
#include "vault/kept_people.h"
#include "vault/made_people.h"
#include "vault/parts.h"
#include "vault/sealed.h"

namespace leeward::bench {

namespace {

constexpr auto const kPeople = std::size_t{20'000};
constexpr auto const kRead = std::size_t{5'000};  // fewer than keys stay open

}  // namespace

void measure_write() {
  auto r = random_source{1};
  auto people = std::vector<vault::personal>{};
  for (auto i = std::size_t{0}; i != kPeople; ++i) {
    people.push_back(made_person(r));
  }
  auto const k =
      vault::keys{.master_ = vault::secret::random(), .index_ = vault::secret::random(), .next_ = std::nullopt};
  auto const n = static_cast<double>(kPeople);
  auto const bare = bare_open_us();
  auto const key = vault::secret::random();
  auto sealed = std::vector<std::string>(kPeople);
  print("vault.seal_and_wrap_us", 1e6 / n * time_of([&] {
                                    for (auto i = std::size_t{0}; i != kPeople; ++i) {
                                      sealed[i] = vault::seal(key.bytes(), uuid{1, i}, 1, people[i]);
                                      ensure(!vault::wrap(k, uuid{1, i}, key.bytes()).empty(), "a key is wrapped");
                                    }
                                  }),
        "us", bare);
  print("vault.open_us", 1e6 / n * time_of([&] {
                           for (auto i = std::size_t{0}; i != kPeople; ++i) {
                             ensure(vault::open(key.bytes(), uuid{1, i}, 1, sealed[i]).has_value(), "a record is read");
                           }
                         }),
        "us", bare);
  print("vault.tokens_us", 1e6 / n * time_of([&] {
                             for (auto const& p : people) {
                               ensure(!vault::tokens_of(k.index_, p).empty(), "there are tokens");
                             }
                           }),
        "us", bare);
  auto kept = kept_people{};
  print("vault.whole_write_us", 1e6 / n * time_of([&] { kept.keep(people); }), "us", bare);
  auto const read_all = [&] {
    for (auto i = std::size_t{0}; i != kRead; ++i) {
      ensure(kept.vault_->read(kept_people::subject(i), 1).has_value(), "a person is read");
    }
  };
  read_all();
  print("vault.cached_read_us", 1e6 / static_cast<double>(kRead) * median_time(5, read_all), "us", bare);
}

}  // namespace leeward::bench
