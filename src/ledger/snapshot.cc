#include "ledger/snapshot.h"

#include <cstring>

#include <sodium.h>

#include "ledger/pack.h"
#include "ledger/shape.h"
#include "ledger/store.h"

namespace leeward::ledger {

namespace {

// BLAKE2b: a snapshot is large, and SHA-256 takes three times as long.
digest hash_of_texts(std::span<std::string const> const texts) {
  auto h = crypto_generichash_state{};
  auto out = digest{};
  crypto_generichash_init(&h, nullptr, 0, out.size());
  for (auto const& t : texts) {
    crypto_generichash_update(&h, reinterpret_cast<unsigned char const*>(t.data()), t.size());
  }
  crypto_generichash_final(&h, out.data(), out.size());
  return out;
}

}  // namespace

std::uint64_t shape_of_state() {
  static auto const shape = [] {
    auto const text = shape_of<operation::state>();
    auto const hash = hash_of_texts({&text, 1});
    auto first = std::uint64_t{0};
    std::memcpy(&first, hash.data(), sizeof first);
    return first;
  }();
  return shape;
}

std::vector<std::string> pack(operation::state const& s) {
  auto p = packer{store::kMostPartBytes};
  p.add(s);
  return p.take();
}

digest hash_of(operation::state const& s) { return hash_of(pack(s)); }

digest hash_of(std::vector<std::string> const& parts) { return hash_of_texts(parts); }

result<operation::state> unpack(std::vector<std::string> const& parts) {
  auto u = unpacker{parts};
  auto s = operation::state{};
  if (!u.get(s) || !u.at_end()) {
    return invalid("The snapshot is damaged, or it is one of another program.", "snapshot");
  }
  return s;
}

}  // namespace leeward::ledger
