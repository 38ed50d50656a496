#include "planning/model/travel_times.h"

#include "base/json/reader.h"
#include "base/json/writer.h"

namespace leeward::json {

using entry = planning::table_entry;

namespace {

constexpr auto const kMost = std::int64_t{100'000'000};

}  // namespace

void leaf<entry>::decode(reader& r, value const& v, entry& out) {
  if (v.kind_ == kind::kNull) {
    out.v_.reset();
  } else {
    out.v_ = read_integer(r, v, 0, kMost);
  }
}

void leaf<entry>::encode(writer& w, entry const& e) {
  if (e.v_) {
    w.integer(*e.v_);
  } else {
    w.json("null");
  }
}

std::string leaf<entry>::schema() { return R"({"type":["integer","null"],"minimum":0,"maximum":100000000})"; }

}  // namespace leeward::json
