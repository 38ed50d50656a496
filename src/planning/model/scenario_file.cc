#include "planning/model/scenario_file.h"

#include <cstdint>

#include <fmt/format.h>

#include "base/json/decode.h"
#include "base/json/encode.h"

namespace leeward::planning {

result<scenario> read_scenario(std::string_view const json, std::string_view const source) {
  auto const document = json::parse(json, source);
  if (!document) {
    return tl::unexpected{document.error()};
  }
  auto r = json::reader{source};
  auto s = scenario{};
  json::decode_into(r, document->root(), s);
  validate(r, s);
  if (!r.good()) {
    return r.all().to_error();
  }
  if (auto const sound = roads::check(s.closures_, source); !sound) {
    return tl::unexpected{sound.error()};
  }
  return s;
}

std::string to_json(scenario const& s) { return json::encode(s); }

std::string digest(std::string_view const bytes) {
  auto hash = std::uint64_t{0xcbf29ce484222325U};
  for (auto const c : bytes) {
    hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3U;
  }
  return fmt::format("{:016x}", hash);
}

}  // namespace leeward::planning
