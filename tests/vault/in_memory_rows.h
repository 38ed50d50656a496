#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "vault/vault.h"

namespace leeward::vault {

// What a store would have.
class in_memory_rows final : public rows {
public:
  result<std::optional<std::string>> wrapped_key(uuid const& subject) override { return found(keys_, subject); }
  result<std::optional<std::string>> sealed(uuid const& subject, std::uint32_t const version) override {
    return found(sealed_, std::pair{subject, version});
  }

  void keep(sealed_version const& v) {
    sealed_[{v.subject_, v.version_}] = v.bytes_;
    if (v.wrapped_key_) {
      keys_[v.subject_] = *v.wrapped_key_;
    }
  }

  void erase(uuid const& subject) {
    keys_.erase(subject);
    std::erase_if(sealed_, [&](auto const& s) { return s.first.first == subject; });
  }

  std::map<uuid, std::string> keys_;
  std::map<std::pair<uuid, std::uint32_t>, std::string> sealed_;
  bool is_broken_{false};

private:
  template <typename Key>
  result<std::optional<std::string>> found(std::map<Key, std::string> const& in, Key const& key) const {
    if (is_broken_) {
      return fail(error_kind::kStorage, "The disk gives trouble.");
    }
    auto const at = in.find(key);
    return at == in.end() ? std::nullopt : std::optional{at->second};
  }
};

// The same in every run: which words share a token depends on it.
inline secret a_key(std::string_view const name) {
  constexpr auto const kZeros = std::array<std::uint8_t, kKeyBytes>{};
  return secret::copy_of(kZeros).derived(name);
}

inline keys new_keys() { return {.master_ = secret::random(), .index_ = a_key("index"), .next_ = std::nullopt}; }

}  // namespace leeward::vault
