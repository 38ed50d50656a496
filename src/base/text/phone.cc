#include "base/text/phone.h"

#include <algorithm>
#include <cstddef>

namespace leeward {

namespace {

constexpr auto const kFewestDigits = std::size_t{8};  // of a number with its country
constexpr auto const kMostDigits = std::size_t{15};
constexpr auto const kFewestLocalDigits = std::size_t{5};
constexpr auto const kMostLocalDigits = std::size_t{7};
constexpr auto const kNationalDigits = std::size_t{10};
constexpr auto const kMostBytes = std::size_t{64};

}  // namespace

std::optional<std::string> parse_phone(std::string_view const text) {
  if (text.size() > kMostBytes) {
    return std::nullopt;
  }
  auto digits = std::string{};
  auto has_plus = false;
  for (auto const c : text) {
    if (c >= '0' && c <= '9') {
      digits += c;
    } else if (c == '+' && digits.empty() && !has_plus) {
      has_plus = true;
    } else if (std::string_view{" ()-./\t"}.find(c) == std::string_view::npos) {
      return std::nullopt;
    }
  }
  if (!has_plus && digits.starts_with("00")) {
    has_plus = true;
    digits.erase(0, 2);
  }
  if (has_plus) {
    // "+8 915 …" is how some write the 8 of a call within the country.
    if (digits.size() == kNationalDigits + 1 && digits.starts_with("89")) {
      digits[0] = '7';
    }
    auto const fits = digits.size() >= kFewestDigits && digits.size() <= kMostDigits && digits[0] != '0';
    return fits ? std::optional{'+' + digits} : std::nullopt;
  }
  if (digits.size() == kNationalDigits + 1 && (digits[0] == '7' || digits[0] == '8')) {
    return "+7" + digits.substr(1);
  }
  if (digits.size() == kNationalDigits && digits[0] != '0') {
    return "+7" + digits;
  }
  auto const is_local = digits.size() >= kFewestLocalDigits && digits.size() <= kMostLocalDigits;
  return is_local ? std::optional{digits} : std::nullopt;
}

}  // namespace leeward
