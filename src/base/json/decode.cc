#include "base/json/decode.h"

namespace leeward::json {

namespace {

struct degrees {
  double lat_{0};
  double lon_{0};
};

constexpr auto const kDegrees = std::array{field{"lat", true,
                                                 [](reader& r, value const& v, void* const p) {
                                                   static_cast<degrees*>(p)->lat_ = read_number(r, v).value_or(0.0);
                                                 }},
                                           field{"lon", true, [](reader& r, value const& v, void* const p) {
                                                   static_cast<degrees*>(p)->lon_ = read_number(r, v).value_or(0.0);
                                                 }}};

}  // namespace

void decode_into(reader& r, value const& v, instant& out) {
  auto const text = read_text(r, v);
  if (!text) {
    return;
  }
  if (auto const t = parse_instant(*text)) {
    out = *t;
  } else {
    r.add(t.error().sentence_);
  }
}

void decode_into(reader& r, value const& v, position& out) {
  auto d = degrees{};
  read_fields(r, v, kDegrees, false, &d);
  if (auto const p = make_position(d.lat_, d.lon_)) {
    out = *p;
  } else {
    r.add(p.error().sentence_);
  }
}

void decode_into(reader&, value const& v, raw& out) { out.text_ = to_text(v); }

}  // namespace leeward::json
