#include "vault/key_cache.h"

#include <algorithm>

#include <sodium.h>

#include "base/ensure.h"

namespace leeward::vault {

key_cache::key_cache(std::size_t const most) : most_{most}, bytes_{nullptr, sodium_free} {
  ensure(sodium_init() >= 0 && most > 0, "libsodium can start, and there is room for a key");
  bytes_.reset(static_cast<std::uint8_t*>(sodium_malloc(most * kKeyBytes)));
  ensure(bytes_ != nullptr, "there is memory for keys");
  for (auto slot = most; slot != 0; --slot) {
    free_.push_back(slot - 1);
  }
}

bool key_cache::find(uuid const& subject, time const now, std::span<std::uint8_t, kKeyBytes> const into) {
  auto const lock = std::lock_guard{lock_};
  auto const e = by_subject_.find(subject);
  if (e == by_subject_.end() || now - e->second.since_ > kLongest) {
    return false;
  }
  std::copy_n(at(e->second.slot_), kKeyBytes, into.data());
  return true;
}

void key_cache::put(uuid const& subject, time const now, key_view const key) {
  auto const lock = std::lock_guard{lock_};
  drop(subject);
  drop_oldest(now);
  auto const slot = free_.back();
  free_.pop_back();
  std::ranges::copy(key, at(slot));
  by_subject_[subject] = {slot, now};
  by_age_.emplace_back(now, subject);
}

void key_cache::forget(uuid const& subject) {
  auto const lock = std::lock_guard{lock_};
  drop(subject);
}

std::size_t key_cache::size() {
  auto const lock = std::lock_guard{lock_};
  return by_subject_.size();
}

void key_cache::drop(uuid const& subject) {
  if (auto const e = by_subject_.find(subject); e != by_subject_.end()) {
    sodium_memzero(at(e->second.slot_), kKeyBytes);
    free_.push_back(e->second.slot_);
    by_subject_.erase(e);
  }
}

// Those that are too old, and more if there is no room or the list of ages has grown by what is gone.
void key_cache::drop_oldest(time const now) {
  while (!by_age_.empty() && (free_.empty() || by_age_.size() > 2 * most_ || now - by_age_.front().first > kLongest)) {
    auto const [since, subject] = by_age_.front();
    by_age_.pop_front();
    auto const e = by_subject_.find(subject);
    if (e != by_subject_.end() && e->second.since_ == since) {
      drop(subject);
    }
  }
}

}  // namespace leeward::vault
