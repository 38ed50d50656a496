#include "ledger/vault_rows.h"

#include <cstddef>

namespace leeward::ledger {

namespace {

constexpr auto const kRowsAtOnce = std::size_t{10'000};

}  // namespace

result<std::optional<std::uint64_t>> fill_index(vault::vault& v, store& s, std::uint64_t const from) {
  auto taken = result<void>{};
  auto const next = s.read_tokens(from, kRowsAtOnce, [&](subject_record const& r) {
    taken = taken.and_then([&] { return v.index(r.subject_, r.version_, r.tokens_); });
  });
  return taken.and_then([&] { return next; });
}

result<void> fill_index(vault::vault& v, store& s) {
  for (auto from = std::optional{std::uint64_t{0}}; from;) {
    auto const next = fill_index(v, s, *from);
    if (!next) {
      return tl::unexpected{next.error()};
    }
    from = *next;
  }
  return {};
}

}  // namespace leeward::ledger
