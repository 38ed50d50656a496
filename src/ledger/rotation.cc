#include "ledger/rotation.h"

#include <array>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "base/ensure.h"
#include "vault/sealed.h"

namespace leeward::ledger {

namespace {

constexpr auto const kLookedAt = std::size_t{100};

}  // namespace

result<bool> rotation::step(store& s) {
  ensure(keys_.next_.has_value(), "there is a next master key");
  auto next = batch{};
  auto wrapped = result<void>{};
  auto rows = std::size_t{0};
  auto const read = s.read_keys(from_, kKeysAtOnce, [&](subject_key const& k) {
    ++rows;
    ++seen_;
    if (!wrapped || vault::is_wrapped_by(*keys_.next_, k.wrapped_)) {
      return;
    }
    auto const key = vault::secret::random();  // memory that is wiped
    wrapped = vault::unwrap(keys_, k.subject_, k.wrapped_, key.room());
    if (wrapped) {
      next.keys_.push_back({.subject_ = k.subject_, .wrapped_ = vault::wrap(keys_, k.subject_, key.bytes())});
    }
  });
  if (!read || !wrapped) {
    return tl::unexpected{read ? wrapped.error() : read.error()};
  }
  from_ = read->value_or(from_);
  // Those that come after these are wrapped by the next key already, however many they are.
  if (rows < kKeysAtOnce) {
    // What the log has of the old ones goes as well: erasing cuts it off, here of nobody.
    next.erased_.emplace_back();
    return s.append(next).map([] { return true; });
  }
  return (next.empty() ? result<void>{} : s.append(next)).map([] { return false; });
}

// All are wrapped by one master key, or by the two that take turns; one that is damaged does not stop a start.
result<void> check_master(store& s, keys const& k) {
  auto any = false;
  auto fits = false;
  auto const read = s.read_keys(0, kLookedAt, [&](subject_key const& key) {
    any = true;
    fits = fits || !k.vault_ || vault::is_wrapped_by(k.vault_->master_, key.wrapped_) ||
           (k.vault_->next_ && vault::is_wrapped_by(*k.vault_->next_, key.wrapped_));
  });
  if (!read) {
    return tl::unexpected{read.error()};
  }
  if (any && !fits) {
    return invalid(fmt::format("{}: is not the master key of these data: put the one of this folder back, or restore a "
                               "backup that was made since the master key was changed",
                               (k.folder_ / "master.key").string()),
                   "master.key");
  }
  return {};
}

result<void> erase_registered(store& s, keys const& k) {
  auto b = batch{};
  for (auto const& id : k.erased_) {
    auto const there = s.key_of(id);
    if (!there) {
      return tl::unexpected{there.error()};
    }
    if (*there) {
      b.erased_.push_back(id);
    }
  }
  return b.empty() ? result<void>{} : s.append(b);
}

}  // namespace leeward::ledger
