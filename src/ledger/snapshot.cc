#include "ledger/snapshot.h"

#include <algorithm>
#include <concepts>
#include <cstring>
#include <iterator>
#include <numeric>
#include <thread>
#include <type_traits>

#include <sodium.h>

#include "ledger/pack.h"
#include "ledger/rules_hash.h"
#include "ledger/shape.h"
#include "ledger/store.h"

namespace leeward::ledger {

namespace {

template <typename Topic>
constexpr auto const is_custody = std::same_as<std::remove_cvref_t<Topic>, operation::custody::state>;

}  // namespace

std::uint64_t shape_of_state() {
  static auto const shape = [] {
    auto const hash = hash_on(hash_on({}, rules_hash()), shape_of<operation::state>());
    auto first = std::uint64_t{0};
    std::memcpy(&first, hash.data(), sizeof first);
    return first;
  }();
  return shape;
}

// Where people are takes up half of it. No command is decided meanwhile, so two threads share the work.
std::vector<std::string> pack(operation::state const& s) {
  auto rest = packer{store::kMostPartBytes};
  auto custody = packer{store::kMostPartBytes};
  {
    auto const other = std::jthread{[&] { custody.add(s.custody_); }};
    visit(s, [&](auto const& topic) {
      if constexpr (!is_custody<decltype(topic)>) {
        rest.add(topic);
      }
      return true;
    });
  }
  auto parts = rest.take();
  std::ranges::move(custody.take(), std::back_inserter(parts));
  return parts;
}

// Not SHA-256, which takes three times as long.
digest hash_on(digest const& before, std::string_view const part) {
  auto h = crypto_generichash_state{};
  auto out = digest{};
  crypto_generichash_init(&h, nullptr, 0, out.size());
  crypto_generichash_update(&h, before.data(), before.size());
  crypto_generichash_update(&h, reinterpret_cast<unsigned char const*>(part.data()), part.size());
  crypto_generichash_final(&h, out.data(), out.size());
  return out;
}

digest hash_of(std::vector<std::string> const& parts) {
  return std::accumulate(parts.begin(), parts.end(), digest{},
                         [](digest const& before, std::string const& part) { return hash_on(before, part); });
}

digest hash_of(operation::state const& s) { return hash_of(pack(s)); }

result<operation::state> unpack(std::vector<std::string> const& parts) {
  auto u = unpacker{parts};
  auto s = operation::state{};
  auto const is_read = visit(s, [&](auto& topic) {
    if constexpr (is_custody<decltype(topic)>) {
      return true;
    } else {
      return u.get(topic);
    }
  });
  if (!is_read || !u.get(s.custody_) || !u.at_end()) {
    return invalid("The snapshot is damaged, or it is one of another program.", "snapshot");
  }
  return s;
}

}  // namespace leeward::ledger
