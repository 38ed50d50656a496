#include "ledger/snapshot.h"

#include <cstring>

#include <sodium.h>

#include "ledger/pack.h"
#include "ledger/shape.h"
#include "ledger/store.h"

namespace leeward::ledger {

namespace {

digest sha256(std::span<std::string const> const texts) {
  auto h = crypto_hash_sha256_state{};
  crypto_hash_sha256_init(&h);
  for (auto const& t : texts) {
    crypto_hash_sha256_update(&h, reinterpret_cast<unsigned char const*>(t.data()), t.size());
  }
  auto out = digest{};
  crypto_hash_sha256_final(&h, out.data());
  return out;
}

}  // namespace

std::uint64_t shape_of_state() {
  static auto const shape = [] {
    auto const text = shape_of<operation::state>();
    auto const hash = sha256({&text, 1});
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

digest hash_of(std::vector<std::string> const& parts) { return sha256(parts); }

result<operation::state> unpack(std::vector<std::string> const& parts) {
  auto u = unpacker{parts};
  auto s = operation::state{};
  if (!u.get(s) || !u.at_end()) {
    return invalid("The snapshot is damaged, or it is one of another program.", "snapshot");
  }
  return s;
}

}  // namespace leeward::ledger
