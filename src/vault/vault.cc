#include "vault/vault.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <functional>
#include <iterator>
#include <utility>

#include <fmt/format.h>
#include <sodium.h>

#include "vault/sealed.h"

namespace leeward::vault {

namespace {

// Of a name that is misspelt in each word, and of an address: a street and its number.
constexpr auto const kFewestParts = std::uint8_t{3};
constexpr auto const kFewestOfAnAddress = std::uint8_t{2};

// A key on the stack, wiped when it goes.
struct open_key {
  open_key() = default;
  ~open_key() { sodium_memzero(bytes_.data(), bytes_.size()); }
  open_key(open_key const&) = delete;
  open_key& operator=(open_key const&) = delete;

  std::array<std::uint8_t, kKeyBytes> bytes_{};
};

key_cache::time now() { return std::chrono::steady_clock::now(); }

tl::unexpected<error> nothing_there(uuid const& subject) {
  return fail(error_kind::kNotFound,
              fmt::format("Nothing is kept about {}: it was never there, or was erased.", to_string(subject)));
}

bool is_suspect(std::vector<likeness> const& why, bool const is_shared_phone) {
  auto const has = [&](likeness const l) { return std::ranges::find(why, l) != why.end(); };
  if (has(likeness::kLikeName)) {
    return why.size() > 1;
  }
  return has(likeness::kSamePhone) && !is_shared_phone;
}

// Whether it is worth opening: what is_suspect asks for, as far as tokens tell.
bool may_be_suspect(blind_index::score const s) {
  auto const has_name =
      s.of(token_kind::kWord) + s.of(token_kind::kSound) != 0 || s.of(token_kind::kPart) >= kFewestParts;
  return s.of(token_kind::kPhone) != 0 ||
         (has_name && (s.of(token_kind::kBirthYear) != 0 || s.of(token_kind::kPlace) >= kFewestOfAnAddress));
}

}  // namespace

vault::vault(keys k, rows& r) : keys_{std::move(k)}, rows_{r} {}

void vault::take(keys k) {
  auto const lock = std::lock_guard{keys_lock_};
  keys_ = std::move(k);
}

keys vault::current_keys() const {
  auto const lock = std::lock_guard{keys_lock_};
  return keys_;
}

result<sealed_version> vault::seal(uuid const& subject, std::uint32_t const version, personal const& p) {
  if (auto const fits = check(p); !fits) {
    return tl::unexpected{fits.error()};
  }
  auto out = sealed_version{.subject_ = subject,
                            .version_ = version,
                            .bytes_ = {},
                            .tokens_ = pack(tokens_of(current_keys().index_, p)),
                            .wrapped_key_ = {}};
  auto key = open_key{};
  if (auto const known = key_of(subject, key.bytes_, true); !known) {
    if (known.error().kind_ != error_kind::kNotFound) {
      return tl::unexpected{known.error()};
    }
    // Not into the cache: whether it will be kept is not known yet.
    randombytes_buf(key.bytes_.data(), key.bytes_.size());
    out.wrapped_key_ = wrap(current_keys(), subject, key.bytes_);
  }
  out.bytes_ = leeward::vault::seal(key.bytes_, subject, version, p);
  return out;
}

result<void> vault::index(uuid const& subject, std::uint32_t const version, std::string_view const tokens) {
  return unpack_tokens(tokens).map([&](std::vector<token> const& all) {
    auto const lock = std::unique_lock{index_lock_};
    index_.put(subject, version, all);
  });
}

void vault::forget(uuid const& subject) {
  open_.forget(subject);
  auto const lock = std::unique_lock{index_lock_};
  index_.erase(subject);
}

result<personal> vault::read(uuid const& subject, std::uint32_t const version) {
  return open_row(subject, version, true);
}

result<search_result> vault::search(query const& q, std::size_t const most) {
  auto const wanted = features_of(q);
  if (wanted.names_.empty() && !wanted.phone_ && wanted.places_.empty()) {
    return invalid("Say at least a part of a name, a telephone number or a place.", "name");
  }
  auto const nothing_fits = cost(wanted, features{});
  auto out = search_result{};
  for (auto const& hit : best(tokens_of(current_keys().index_, q), kMostOpenedForASearch)) {
    auto p = open_row(hit.subject_, hit.version_, false);
    if (!p && p.error().kind_ == error_kind::kStorage) {
      return tl::unexpected{p.error()};
    }
    if (p) {
      // Others only have a token in common.
      if (auto const c = cost(wanted, features_of(*p)); c < nothing_fits) {
        out.found_.push_back({hit.subject_, hit.version_, std::move(*p), c});
      }
    } else {
      out.unreadable_ += p.error().kind_ == error_kind::kNotFound ? 0U : 1U;
    }
  }
  std::ranges::stable_sort(out.found_, {}, &found::cost_);
  out.found_.resize(std::min(out.found_.size(), most));
  return out;
}

result<std::vector<duplicate>> vault::duplicates(personal const& p, uuid const& except) {
  auto const wanted = features_of(p);
  auto const tokens = tokens_of(current_keys().index_, p);
  auto out = std::vector<duplicate>{};
  auto on_phone = std::size_t{0};
  auto alike = std::vector<duplicate>{};
  for (auto const& hit : best(tokens, kMostOpenedForDuplicates, may_be_suspect)) {
    if (hit.subject_ == except) {
      continue;
    }
    auto const there = open_row(hit.subject_, hit.version_, false);
    if (!there && there.error().kind_ == error_kind::kStorage) {
      return tl::unexpected{there.error()};
    }
    if (there) {
      auto why = likenesses(wanted, features_of(*there));
      on_phone += std::ranges::find(why, likeness::kSamePhone) == why.end() ? 0U : 1U;
      alike.push_back({hit.subject_, hit.version_, std::move(why)});
    }
  }
  std::ranges::copy_if(alike, std::back_inserter(out),
                       [&](duplicate const& d) { return is_suspect(d.why_, on_phone > kMostOnOnePhone); });
  std::ranges::stable_sort(out, std::greater{}, [](duplicate const& d) { return d.why_.size(); });
  return out;
}

std::uint32_t vault::newest(uuid const& subject) const {
  auto const lock = std::shared_lock{index_lock_};
  return index_.newest(subject);
}

std::size_t vault::size() const {
  auto const lock = std::shared_lock{index_lock_};
  return index_.size();
}

result<void> vault::key_of(uuid const& subject, std::span<std::uint8_t, kKeyBytes> const into, bool const keep) {
  if (open_.find(subject, now(), into)) {
    return {};
  }
  auto const wrapped = rows_.wrapped_key(subject);
  if (!wrapped) {
    return tl::unexpected{wrapped.error()};
  }
  if (!*wrapped) {
    return nothing_there(subject);
  }
  auto opened = unwrap(current_keys(), subject, **wrapped, into);
  if (opened && keep) {
    open_.put(subject, now(), into);
  }
  return opened;
}

// A search opens many and keeps none of their keys.
result<personal> vault::open_row(uuid const& subject, std::uint32_t const version, bool const keep) {
  auto key = open_key{};
  if (auto const known = key_of(subject, key.bytes_, keep); !known) {
    return tl::unexpected{known.error()};
  }
  auto const bytes = rows_.sealed(subject, version);
  if (!bytes) {
    return tl::unexpected{bytes.error()};
  }
  return *bytes ? leeward::vault::open(key.bytes_, subject, version, **bytes) : nothing_there(subject);
}

std::vector<blind_index::hit> vault::best(std::vector<token> const& wanted, std::size_t const most,
                                          bool (*const is_enough)(blind_index::score)) const {
  auto const lock = std::shared_lock{index_lock_};
  return index_.best(wanted, most, is_enough);
}

}  // namespace leeward::vault
