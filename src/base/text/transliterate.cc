#include "base/text/transliterate.h"

#include <cstdint>
#include <memory>

#include <unicode/translit.h>
#include <unicode/unistr.h>
#include <unicode/utypes.h>

#include "base/ensure.h"

namespace leeward {

namespace {

std::unique_ptr<icu::Transliterator> make() {
  auto code = U_ZERO_ERROR;
  auto made = std::unique_ptr<icu::Transliterator>{
      icu::Transliterator::createInstance("Russian-Latin/BGN; Any-Latin; Latin-ASCII; Lower", UTRANS_FORWARD, code)};
  ensure(U_SUCCESS(code) != 0 && made != nullptr, "ICU has these rules");
  return made;
}

}  // namespace

std::string to_latin(std::string_view const text) {
  // ICU says nothing of one that several threads share.
  thread_local auto const rules = make();
  auto t = icu::UnicodeString::fromUTF8({text.data(), static_cast<std::int32_t>(text.size())});
  rules->transliterate(t);
  auto out = std::string{};
  t.toUTF8String(out);
  std::erase_if(out, [](char const c) { return static_cast<unsigned char>(c) >= 0x80; });
  return out;
}

}  // namespace leeward
