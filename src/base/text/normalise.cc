#include "base/text/normalise.h"

#include <cstdint>

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/utypes.h>

#include "base/ensure.h"

namespace leeward {

namespace {

constexpr auto const kReplacement = UChar32{0xFFFD};

icu::Normalizer2 const& by_nfkc() {
  static auto const& shared = []() -> icu::Normalizer2 const& {
    auto code = U_ZERO_ERROR;
    auto const* const n = icu::Normalizer2::getNFKCCasefoldInstance(code);
    ensure(U_SUCCESS(code) != 0 && n != nullptr, "ICU has its own data");
    return *n;
  }();
  return shared;
}

bool is_apostrophe(UChar32 const c) {
  switch (c) {
    case U'\'':
    case U'"':
    case U'`':
    case 0xB4:   // acute accent
    case 0x2B9:  // the soft and the hard sign of ISO 9
    case 0x2BA:
    case 0x2BC:
    case 0x2BE:
    case 0x2BF:
    case 0x2018:
    case 0x2019:
    case 0x201D:
    case 0x2032:
    case 0x2033: return true;
    default: return false;
  }
}

bool is_wanted(UChar32 const c) { return u_isalnum(c) != 0 && !is_apostrophe(c); }

}  // namespace

std::string normalise(std::string_view const text) {
  auto code = U_ZERO_ERROR;
  auto const raw = icu::UnicodeString::fromUTF8({text.data(), static_cast<std::int32_t>(text.size())});
  auto const same = by_nfkc().normalize(raw, code);
  ensure(U_SUCCESS(code) != 0, "any text has a normal form");
  auto out = icu::UnicodeString{};
  auto gap = false;
  for (auto i = std::int32_t{0}; i < same.length(); i = same.moveIndex32(i, 1)) {
    auto const c = same.char32At(i);
    if (c != kReplacement && is_wanted(c)) {
      if (gap && !out.isEmpty()) {
        out.append(u' ');
      }
      gap = false;
      out.append(c);
      continue;
    }
    auto const next = same.moveIndex32(i, 1);
    auto const inside = is_apostrophe(c) && !gap && !out.isEmpty() && next < same.length();
    gap = gap || (u_charType(c) != U_NON_SPACING_MARK && !(inside && is_wanted(same.char32At(next))));
  }
  auto utf8 = std::string{};
  out.toUTF8String(utf8);
  return utf8;
}

std::vector<std::string> words_of(std::string_view const text) {
  auto const all = normalise(text);
  auto words = std::vector<std::string>{};
  for (auto at = std::size_t{0}; at < all.size();) {
    auto const end = std::min(all.find(' ', at), all.size());
    words.push_back(all.substr(at, end - at));
    at = end + 1;
  }
  return words;
}

}  // namespace leeward
