#include "base/json/uuid.h"

#include "base/json/reader.h"

namespace leeward::json {

void decode_uuid(reader& r, value const& v, uuid& out) {
  auto const text = read_text(r, v);
  if (!text) {
    return;
  }
  if (auto const id = parse_uuid(*text)) {
    out = *id;
  } else {
    r.wrong(v, "an id: 32 digits 0-9 a-f in groups of 8-4-4-4-12");
  }
}

}  // namespace leeward::json
