#pragma once

#include <cstddef>
#include <cstdint>
#include <mutex>
#include <optional>
#include <shared_mutex>
#include <string>
#include <vector>

#include "base/result.h"
#include "base/uuid.h"
#include "vault/index.h"
#include "vault/key_cache.h"
#include "vault/personal.h"
#include "vault/ranking.h"
#include "vault/secret.h"
#include "vault/tokens.h"

// Whoever data are kept about. What is personal lies in the store only sealed, each subject's under a key of its own;
// without that key nothing is left of them, and that is how they are erased.
namespace leeward::vault {

// Where the sealed rows lie. The caller sees to it that they may be read when the vault is asked.
class rows {
public:
  virtual ~rows() = default;

  // None: there is no such subject, or it was erased. Errors: kStorage.
  virtual result<std::optional<std::string>> wrapped_key(uuid const& subject) = 0;
  virtual result<std::optional<std::string>> sealed(uuid const& subject, std::uint32_t version) = 0;
};

// To be kept, all of it or nothing, together with the event that names subject and version.
struct sealed_version {
  uuid subject_;
  std::uint32_t version_{0};
  std::string bytes_;
  std::string tokens_;
  std::optional<std::string> wrapped_key_;  // of a subject that has none yet
};

struct found {
  uuid subject_;
  std::uint32_t version_{0};
  personal what_;
  std::uint32_t cost_{0};  // 0: as it was asked for (ranking.h)
};

struct search_result {
  std::vector<found> found_;   // best first
  std::size_t unreadable_{0};  // candidates whose record is damaged
};

struct duplicate {
  uuid subject_;
  std::uint32_t version_{0};
  std::vector<likeness> why_;
};

// From any thread.
class vault {
public:
  static constexpr auto const kMostKeysOpen = std::size_t{10'000};
  static constexpr auto const kMostOpenedForASearch = std::size_t{200};
  static constexpr auto const kMostOpenedForDuplicates = std::size_t{60};
  static constexpr auto const kMostOnOnePhone = std::size_t{4};  // a phone that more share says nothing by itself

  // `r` outlives it.
  vault(keys, rows& r);

  // While a master key takes the other's place, and after it: what is sealed from now on is wrapped by these.
  void take(keys);
  keys current_keys() const;  // copies share their bytes

  // Errors: those of check(); kStorage; kInvalidInput, the subject's key cannot be opened.
  result<sealed_version> seal(uuid const& subject, std::uint32_t version, personal const&);

  // What the store has: at the start, and when it was kept. Errors: kInvalidInput, these are no tokens.
  result<void> index(uuid const& subject, std::uint32_t version, std::string_view tokens);

  // Of an erased subject nothing is found any more.
  void forget(uuid const& subject);

  // Errors: kNotFound, there is no such version or the subject was erased; kStorage; kInvalidInput, it was changed.
  result<personal> read(uuid const& subject, std::uint32_t version);

  // Errors: kInvalidInput, neither a name nor a phone nor a place is asked for; kStorage.
  result<search_result> search(query const&, std::size_t most = 10);

  // Who else this may be: the same phone; a like name with the same birth year, phone or address. Errors: kStorage.
  result<std::vector<duplicate>> duplicates(personal const&, uuid const& except = {});

  // The last version that was indexed; 0: there is none, or the subject was erased.
  std::uint32_t newest(uuid const& subject) const;

  std::size_t size() const;  // subjects that can be found

private:
  result<void> key_of(uuid const& subject, std::span<std::uint8_t, kKeyBytes> into, bool keep);
  result<personal> open_row(uuid const& subject, std::uint32_t version, bool keep);
  std::vector<blind_index::hit> best(std::vector<token> const&, std::size_t most,
                                     bool (*is_enough)(blind_index::score) = nullptr) const;

  mutable std::mutex keys_lock_;
  keys keys_;
  rows& rows_;
  key_cache open_{kMostKeysOpen};
  mutable std::shared_mutex index_lock_;
  blind_index index_;
};

}  // namespace leeward::vault
