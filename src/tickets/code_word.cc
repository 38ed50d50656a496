#include "tickets/code_word.h"

#include <string_view>

#include <fmt/format.h>
#include <sodium.h>

#include "base/ensure.h"
#include "tickets/words.h"

namespace leeward::tickets {

code_word code_word_of(signing_key const& k, operation_id const& operation, household_id const& household) {
  auto const text = fmt::format("leeward code word 1\n{}\n{}\n", to_string(operation), to_string(household));
  auto hash = std::array<std::uint8_t, crypto_generichash_BYTES>{};
  ensure(crypto_generichash(hash.data(), hash.size(), reinterpret_cast<unsigned char const*>(text.data()), text.size(),
                            k.seed_.data(), k.seed_.size()) == 0,
         "a code word cannot be made");
  auto const further = 1 + hash[1] % (kWords.size() - 1);
  return {{hash[0], static_cast<std::uint8_t>((hash[0] + further) % kWords.size())}};
}

std::string to_string(code_word const& w, language const in) {
  auto const word = [&](std::uint8_t const i) { return in == language::kRu ? kWords[i].ru_ : kWords[i].en_; };
  return fmt::format("{} {}", word(w.words_[0]), word(w.words_[1]));
}

}  // namespace leeward::tickets
