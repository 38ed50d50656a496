#include "report/page.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include <fmt/format.h>

#include "base/json/encode.h"
#include "report/assets.h"
#include "report/gantt.h"
#include "report/sheets.h"

namespace leeward::report {

namespace {

// A hash as Content-Security-Policy writes it: base64 instead of hex.
std::string base64_of_hex(std::string_view const hex) {
  static constexpr auto const kLetters =
      std::string_view{"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"};
  auto out = std::string{};
  auto bits = std::uint32_t{0};
  auto count = 0;
  for (auto const c : hex) {
    bits = (bits << 4U) | static_cast<std::uint32_t>(c <= '9' ? c - '0' : c - 'a' + 10);
    count += 4;
    if (count >= 6) {
      count -= 6;
      out.push_back(kLetters[(bits >> static_cast<unsigned>(count)) & 63U]);
    }
  }
  if (count > 0) {
    out.push_back(kLetters[(bits << static_cast<unsigned>(6 - count)) & 63U]);
  }
  out.append((4 - out.size() % 4) % 4, '=');
  return out;
}

// JSON inside a script element: "<" may only stand in text, and there it may also be written as an escape.
std::string embeddable(std::string json) {
  for (auto at = json.find('<'); at != std::string::npos; at = json.find('<', at)) {
    json.replace(at, 1, "\\u003c");
  }
  return json;
}

}  // namespace

std::string content_security_policy() {
  return fmt::format(
      "default-src 'none'; script-src 'sha256-{}'; style-src 'sha256-{}'; img-src data:; base-uri 'none'; form-action "
      "'none'",
      base64_of_hex(assets::kScriptHash), base64_of_hex(assets::kStyleHash));
}

std::string whole_page(page_context const& c, page_data const& data) {
  auto const changed = c.before_ ? std::optional{compare(c.now_.scenario_, c.before_->plan_, c.now_.plan_)}
                                 : std::optional<difference>{};
  auto const* const d = changed ? &*changed : nullptr;
  auto out = fmt::format(R"(<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">)"
                         R"(<meta http-equiv="Content-Security-Policy" content="{}">)"
                         R"(<meta name="viewport" content="width=device-width, initial-scale=1">)"
                         R"(<meta name="color-scheme" content="light dark">)"
                         R"(<link rel="icon" href="data:,"><title>{}: evacuation plan</title><style>)",
                         content_security_policy(), escaped(c.now_.scenario_.name_));
  out += assets::kStyle;
  out += "</style></head><body><main id=\"top\">";
  out += title_section(c);
  out += since_section(c, d);
  out += figures_section(c);
  out += map_section(c);
  out += changes_section(c, d);
  out += unserved_section(c);
  out += everybody_section(c);
  out += shown_section(c);
  out += curves_section(c);
  out += centres_section(c);
  out += points_section(c);
  out += vehicles_section(c);
  out += sheets_link(c);
  out += proof_section(c);
  out += foot_section(c);
  out += sheets_section(c);
  out += R"(</main><script type="application/json" id="data">)";
  out += embeddable(json::encode(data));
  out += "</script><script>";
  out += assets::kScript;
  out += "</script></body></html>\n";
  return out;
}

}  // namespace leeward::report
