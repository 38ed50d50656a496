#pragma once

#include <string>

#include "base/json/decode.h"
#include "base/json/encode.h"
#include "base/uuid.h"

// Ids in JSON.
namespace leeward::json {

void decode_uuid(reader&, value const&, uuid&);

template <>
struct leaf<uuid> {
  static void decode(reader& r, value const& v, uuid& out) { decode_uuid(r, v, out); }
  static void encode(writer& w, uuid const& id) { w.text(to_string(id)); }
  static std::string schema() { return R"({"type":"string","format":"uuid"})"; }
};

template <typename Tag>
struct leaf<entity_id<Tag>> {
  static void decode(reader& r, value const& v, entity_id<Tag>& out) { decode_uuid(r, v, out.v_); }
  static void encode(writer& w, entity_id<Tag> const& id) { w.text(to_string(id)); }
  static std::string schema() { return leaf<uuid>::schema(); }
};

}  // namespace leeward::json
