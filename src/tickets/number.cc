#include "tickets/number.h"

#include <array>
#include <cstddef>

#include <fmt/format.h>

#include "base/ensure.h"

namespace leeward::tickets {

namespace {

constexpr auto const kDigits = std::size_t{8};
constexpr auto const kMostShown = std::size_t{40};

// H. M. Damm, Total anti-symmetrische Quasigruppen, Marburg 2004: the table of order 10 with zeros in the diagonal.
constexpr auto const kDamm = std::array<std::array<std::uint8_t, 10>, 10>{{{0, 3, 1, 7, 5, 9, 8, 6, 4, 2},
                                                                           {7, 0, 9, 2, 1, 5, 4, 8, 6, 3},
                                                                           {4, 2, 0, 6, 8, 7, 1, 3, 5, 9},
                                                                           {1, 7, 5, 0, 9, 8, 3, 4, 2, 6},
                                                                           {6, 1, 2, 3, 0, 4, 5, 9, 7, 8},
                                                                           {3, 6, 7, 4, 2, 0, 9, 5, 8, 1},
                                                                           {5, 8, 6, 9, 7, 2, 0, 1, 3, 4},
                                                                           {8, 9, 4, 5, 3, 6, 2, 0, 1, 7},
                                                                           {9, 4, 3, 8, 6, 1, 7, 2, 0, 5},
                                                                           {2, 5, 8, 1, 4, 3, 6, 7, 9, 0}}};

// The digit that belongs behind these; behind a number that ends with the right one it is 0.
std::size_t check_digit(std::string_view const digits) {
  auto at = std::size_t{0};
  for (auto const d : digits) {
    at = kDamm[at][static_cast<std::size_t>(d - '0')];
  }
  return at;
}

}  // namespace

std::string to_string(ticket_number const n) {
  ensure(n.v_ != 0 && n.v_ <= ticket_number::kMost, "there is no such ticket number");
  auto text = fmt::format("{:07}", n.v_);
  text += static_cast<char>('0' + check_digit(text));
  return text.insert(4, "-");
}

result<ticket_number> parse_number(std::string_view const text) {
  auto digits = std::string{};
  for (auto const c : text) {
    if (c >= '0' && c <= '9') {
      digits += c;
    } else if (c != ' ' && c != '-') {
      return invalid(
          fmt::format("\"{}\" is no ticket number: it has 8 digits, as 0012-3459", text.substr(0, kMostShown)));
    }
  }
  if (digits.size() != kDigits) {
    return invalid(fmt::format("\"{}\" has {} digits, a ticket number has 8, as 0012-3459", text.substr(0, kMostShown),
                               digits.size()));
  }
  if (check_digit(digits) != 0) {
    return invalid(
        fmt::format("\"{}\": one digit is wrong or two are swapped; ask for the number again, digit by digit", text));
  }
  auto n = ticket_number{0};
  for (auto const d : std::string_view{digits}.substr(0, kDigits - 1)) {
    n.v_ = n.v_ * 10 + static_cast<std::uint32_t>(d - '0');
  }
  return n.v_ == 0 ? result<ticket_number>{invalid("the ticket numbers begin with 0000-0013")} : n;
}

}  // namespace leeward::tickets
