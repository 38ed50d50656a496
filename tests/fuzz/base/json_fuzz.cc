#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/ensure.h"
#include "base/json/decode.h"
#include "base/json/encode.h"
#include "base/json/sample.h"

// Whatever is decoded is encoded and decoded to the same again; whatever is refused says why.
extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* const data, std::size_t const size) {
  using namespace leeward;
  auto const text = std::string_view{reinterpret_cast<char const*>(data), size};
  if (auto const s = json::decode<json::sample::scenario>(text, "fuzz")) {
    ensure(json::decode<json::sample::scenario>(json::encode(*s), "again") == *s, "encode and decode do not agree");
  } else {
    ensure(!s.error().sentence_.empty(), "an error without a sentence");
  }
  if (auto const any = json::decode<json::raw>(text, "fuzz")) {
    ensure(json::decode<json::raw>(any->text_, "again") == *any, "JSON is not kept as it stands");
  }
  return 0;
}
