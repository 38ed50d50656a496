#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/quantities.h"
#include "base/time.h"
#include "tickets/code_word.h"
#include "tickets/number.h"

// Tickets on paper: one HTML file without anything from elsewhere, A4, black on white.
namespace leeward::tickets {

struct printed_ticket {
  std::string text_;  // of the QR code: sign_ticket
  ticket_number number_;
  std::string code_word_;  // in the language of the sheet
  int persons_{1};
  std::string point_{};               // where it boards; empty: not settled yet
  bool at_door_{false};               // it is fetched at its own door
  std::optional<instant> boards_at_;  // none: no bus is promised yet
  std::string centre_{};              // where the bus goes; empty: as before
  instant issued_;
  instant expires_;
  std::string name_{};  // only where somebody asked for it
};

enum class per_page : std::uint8_t { kOne, kFour };

struct sheet_options {
  language language_{language::kRu};
  per_page per_page_{per_page::kFour};
  seconds utc_offset_{0};    // of the times on it
  std::string operation_{};  // its name
  bool is_exercise_{false};
};

std::string sheet(std::vector<printed_ticket> const&, sheet_options const&);

}  // namespace leeward::tickets
