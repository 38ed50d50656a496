#pragma once

#include <string>
#include <string_view>

namespace leeward::tickets {

// A QR code (ISO/IEC 18004), level M: 15 % of it may be worn away. A ticket with its trip has 49 modules a side
// (version 8), which at 40 mm are 0.8 mm each: any phone's camera reads that.
struct qr_code {
  int modules_{0};   // a side, without the quiet zone
  std::string svg_;  // black on white, with the quiet zone of 4 modules; scales to what is around it
};

// At most kMostTextBytes of a ticket's characters.
qr_code draw_qr(std::string_view text);

}  // namespace leeward::tickets
