#include "tickets/qr.h"

#include <memory>

#include <fmt/format.h>
#include <qrencode.h>

#include "base/ensure.h"

namespace leeward::tickets {

namespace {

constexpr auto const kQuiet = 4;

struct free_code {
  void operator()(QRcode* const c) const { QRcode_free(c); }
};

// A row's black modules that lie side by side are one bar.
std::string bars(QRcode const& c) {
  auto path = std::string{};
  auto const is_black = [&](int const x, int const y) { return x < c.width && (c.data[y * c.width + x] & 1U) != 0; };
  for (auto y = 0; y != c.width; ++y) {
    for (auto x = 0; x < c.width; ++x) {
      if (!is_black(x, y)) {
        continue;
      }
      auto const from = x;
      while (is_black(x, y)) {
        ++x;
      }
      path += fmt::format("M{} {}h{}v1h-{}z", from + kQuiet, y + kQuiet, x - from, x - from);
    }
  }
  return path;
}

}  // namespace

qr_code draw_qr(std::string_view const text) {
  auto const code =
      std::unique_ptr<QRcode, free_code>{QRcode_encodeString(std::string{text}.c_str(), 0, QR_ECLEVEL_M, QR_MODE_8, 1)};
  ensure(code != nullptr, "a ticket does not fit into a QR code");
  auto const side = code->width + 2 * kQuiet;
  return {.modules_ = code->width,
          .svg_ = fmt::format(R"(<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {0} {0}" role="img" )"
                              R"(aria-label="QR" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h{0}v{0}H0z"/>)"
                              R"(<path d="{1}"/></svg>)",
                              side, bars(*code))};
}

}  // namespace leeward::tickets
