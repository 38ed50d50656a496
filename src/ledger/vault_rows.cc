#include "ledger/vault_rows.h"

#include <cstddef>

namespace leeward::ledger {

namespace {

constexpr auto const kRowsAtOnce = std::size_t{10'000};

}  // namespace

result<void> fill_index(vault::vault& v, store& s) {
  auto taken = result<void>{};
  for (auto from = std::optional{std::uint64_t{0}}; from;) {
    auto const next = s.read_tokens(*from, kRowsAtOnce, [&](subject_record const& r) {
      taken = taken.and_then([&] { return v.index(r.subject_, r.version_, r.tokens_); });
    });
    if (!next || !taken) {
      return next ? taken : result<void>{tl::unexpected{next.error()}};
    }
    from = *next;
  }
  return {};
}

}  // namespace leeward::ledger
