#include "base/json/encode.h"

#include <cstdlib>

#include <fmt/format.h>

namespace leeward::json {

namespace {

// 494100000 -> "49.41": from the integer, so that every digit comes back.
std::string degrees_text(std::int32_t const e7) {
  auto const size = std::abs(std::int64_t{e7});
  auto text = fmt::format("{}{}.{:07}", e7 < 0 ? "-" : "", size / 10'000'000, size % 10'000'000);
  text.resize(text.find_last_not_of('0') + 1);
  if (text.ends_with('.')) {
    text.pop_back();
  }
  return text;
}

}  // namespace

void encode_into(writer& w, instant const t) { w.text(to_string(t)); }

void encode_into(writer& w, position const p) {
  w.begin_object(true);
  w.key("lat");
  w.json(degrees_text(p.lat_e7_));
  w.key("lon");
  w.json(degrees_text(p.lon_e7_));
  w.end_object();
}

void encode_into(writer& w, raw const& any) { w.json(any.text_); }

}  // namespace leeward::json
