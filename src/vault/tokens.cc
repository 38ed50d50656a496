#include "vault/tokens.h"

#include <algorithm>
#include <array>
#include <cstring>

#include <fmt/format.h>
#include <sodium.h>

#include "base/text/phone.h"
#include "base/text/phonetic.h"
#include "base/text/spelling.h"
#include "vault/given_names.h"

namespace leeward::vault {

namespace {

// By kind: how many values the tokens have.
constexpr auto const kBits = std::array<std::uint32_t, kTokenKinds>{20, 16, 14, 12, 6, 14};
constexpr auto const kPartLength = std::size_t{3};
constexpr auto const kLocalDigits = std::size_t{7};
constexpr auto const kBytesEach = std::size_t{4};

// What addresses have in common, by spelling key.
constexpr auto const kEverywhere = std::to_array<std::string_view>(
    {"ulica", "ul",  "vulica",  "vul",      "prospekt", "pr",     "prt",    "pereulok", "per", "provulok", "dom",
     "d",     "bud", "budinok", "kvartira", "kv",       "street", "st",     "strit",    "g",   "h",        "horod",
     "misto", "m",   "obl",     "oblast",   "bulvar",   "bul",    "plowad", "pl",       "houw"});

class token_maker {
public:
  explicit token_maker(secret const& key) : key_{key} {}

  void add(token_kind const kind, std::string_view const what) {
    auto hash = std::array<std::uint8_t, crypto_generichash_BYTES_MIN>{};
    auto state = crypto_generichash_state{};
    auto const number = static_cast<std::uint8_t>(kind);
    crypto_generichash_init(&state, key_.bytes().data(), kKeyBytes, hash.size());
    crypto_generichash_update(&state, &number, 1);
    crypto_generichash_update(&state, reinterpret_cast<std::uint8_t const*>(what.data()), what.size());
    crypto_generichash_final(&state, hash.data(), hash.size());
    auto value = std::uint32_t{0};
    std::memcpy(&value, hash.data(), sizeof(value));
    auto const mask = (1U << kBits[number]) - 1U;
    all_.push_back({std::uint32_t{number} << 24U | (value & mask)});
  }

  // Parts are of words with their ends marked, so that a name's beginning weighs more.
  void add_name(std::string_view const name) {
    for (auto const& word : name_keys(name)) {
      add(token_kind::kWord, word);
      add(token_kind::kSound, phonetic_key(word));
      auto const marked = fmt::format("^{}$", word);
      for (auto at = std::size_t{0}; at + kPartLength <= marked.size() && all_.size() < kMostTokens; ++at) {
        add(token_kind::kPart, std::string_view{marked}.substr(at, kPartLength));
      }
    }
  }

  // Whole, and without country and area, which people leave out.
  void add_phone(std::string_view const text) {
    if (auto const phone = parse_phone(text)) {
      add(token_kind::kPhone, *phone);
      if (phone->size() > kLocalDigits) {
        add(token_kind::kPhone, std::string_view{*phone}.substr(phone->size() - kLocalDigits));
      }
    }
  }

  void add_birth_year(std::uint16_t const year) { add(token_kind::kBirthYear, fmt::format("{}", year)); }

  void add_place(std::string_view const text) {
    for (auto const& word : place_keys(text)) {
      add(token_kind::kPlace, word);
    }
  }

  std::vector<token> made() {
    std::ranges::sort(all_);
    all_.erase(std::ranges::unique(all_).begin(), all_.end());
    all_.resize(std::min(all_.size(), kMostTokens));
    return std::move(all_);
  }

private:
  secret const& key_;
  std::vector<token> all_;
};

std::vector<std::string> words_in(std::string_view const key) {
  auto words = std::vector<std::string>{};
  for (auto at = std::size_t{0}; at < key.size();) {
    auto const end = std::min(key.find(' ', at), key.size());
    words.emplace_back(key.substr(at, end - at));
    at = end + 1;
  }
  return words;
}

}  // namespace

std::vector<token> tokens_of(secret const& index, personal const& p) {
  auto t = token_maker{index};
  t.add_name(p.name_.value_or(""));
  t.add_phone(p.phone_.value_or(""));
  t.add_place(p.address_.value_or(""));
  if (p.birth_year_) {
    t.add_birth_year(*p.birth_year_);
  }
  return t.made();
}

std::vector<token> tokens_of(secret const& index, query const& q) {
  return tokens_of(index,
                   personal{.name_ = q.name_, .birth_year_ = q.birth_year_, .phone_ = q.phone_, .address_ = q.place_});
}

std::string pack(std::vector<token> const& all) {
  auto out = std::string(all.size() * kBytesEach, '\0');
  for (auto i = std::size_t{0}; i != all.size(); ++i) {
    std::memcpy(out.data() + i * kBytesEach, &all[i].v_, kBytesEach);
  }
  return out;
}

result<std::vector<token>> unpack_tokens(std::string_view const bytes) {
  auto const refuse = [] { return invalid("The search tokens of a person are not whole."); };
  if (bytes.size() % kBytesEach != 0 || bytes.size() > kMostTokens * kBytesEach) {
    return refuse();
  }
  auto all = std::vector<token>(bytes.size() / kBytesEach);
  for (auto i = std::size_t{0}; i != all.size(); ++i) {
    std::memcpy(&all[i].v_, bytes.data() + i * kBytesEach, kBytesEach);
    auto const kind = all[i].v_ >> 24U;
    if (kind >= kTokenKinds || (i != 0 && all[i] <= all[i - 1])) {
      return refuse();
    }
  }
  return all;
}

std::vector<std::string> name_keys(std::string_view const name) {
  auto keys = words_in(spelling_key(name));
  for (auto& k : keys) {
    k = one_for_both_languages(std::move(k));
  }
  return keys;
}

std::vector<std::string> place_keys(std::string_view const address) {
  auto keys = words_in(spelling_key(address));
  std::erase_if(keys, [](std::string const& k) { return std::ranges::find(kEverywhere, k) != kEverywhere.end(); });
  return keys;
}

}  // namespace leeward::vault
