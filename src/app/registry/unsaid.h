#pragma once

#include <cstdint>
#include <string>
#include <type_traits>

#include "base/json/decode.h"
#include "base/json/encode.h"

namespace leeward::app {

// Something personal in a file: an error about it names the field, and never the value.
template <typename T>
struct unsaid {
  T v_{};
};

}  // namespace leeward::app

namespace leeward::json {

template <>
struct leaf<app::unsaid<std::string>> {
  static void decode(reader& r, value const& v, app::unsaid<std::string>& out) {
    if (v.kind_ == kind::kString) {
      out.v_ = v.text_;
    } else {
      r.add("must be text, between quotation marks");
    }
  }
  static void encode(writer& w, app::unsaid<std::string> const& t) { w.text(t.v_); }
  static std::string schema() { return R"({"type":"string"})"; }
};

template <>
struct leaf<app::unsaid<std::uint16_t>> {
  static void decode(reader& r, value const& v, app::unsaid<std::uint16_t>& out) {
    auto silent = reader{{}};
    if (v.kind_ == kind::kNumber) {
      if (auto const year = read_natural(silent, v, 9'999)) {
        out.v_ = static_cast<std::uint16_t>(*year);
        return;
      }
    }
    r.add("must be a year, as 1956");
  }
  static void encode(writer& w, app::unsaid<std::uint16_t> const& y) { w.natural(y.v_); }
  static std::string schema() { return R"({"type":"integer","minimum":0,"maximum":9999})"; }
};

}  // namespace leeward::json
