#include "vault/personal.h"

#include <array>
#include <utility>

#include <fmt/format.h>

namespace leeward::vault {

namespace {

constexpr auto const kFirstBirthYear = std::uint16_t{1890};
constexpr auto const kLastBirthYear = std::uint16_t{2200};
constexpr auto const kYearBytes = std::size_t{2};
constexpr auto const kYearNumber = std::uint8_t{1};

struct text_field {
  std::uint8_t number_;
  std::string_view name_;
  std::optional<std::string> personal::* value_;
  std::size_t most_;
};

// The numbers stand in sealed records and never change.
constexpr auto const kTexts = std::to_array<text_field>({{2, "name", &personal::name_, kMostName},
                                                         {3, "phone", &personal::phone_, kMostPhone},
                                                         {4, "address", &personal::address_, kMostAddress},
                                                         {5, "text", &personal::text_, kMostText},
                                                         {6, "medical", &personal::medical_, kMostMedical},
                                                         {7, "document", &personal::document_, kMostDocument}});

tl::unexpected<error> no_record() { return invalid("The record of a person is not one that this program knows."); }

void put(std::string& out, std::uint8_t const number, std::string_view const bytes) {
  out += static_cast<char>(number);
  auto length = bytes.size();
  for (; length >= 0x80U; length >>= 7U) {
    out += static_cast<char>(0x80U | (length & 0x7FU));
  }
  out += static_cast<char>(length);
  out += bytes;
}

struct field {
  std::uint8_t number_{0};
  std::string_view bytes_;
};

// The first field; what it took is gone from `rest`. None: the bytes end within it, or its length is written longer
// than need be.
std::optional<field> take(std::string_view& rest) {
  auto f = field{.number_ = static_cast<std::uint8_t>(rest[0]), .bytes_ = {}};
  rest.remove_prefix(1);
  auto length = std::size_t{0};
  for (auto shift = 0U; shift <= 14U; shift += 7U) {
    if (rest.empty()) {
      return std::nullopt;
    }
    auto const byte = static_cast<std::uint8_t>(rest[0]);
    rest.remove_prefix(1);
    length |= (byte & std::size_t{0x7F}) << shift;
    if ((byte & 0x80U) == 0) {
      if ((byte == 0 && shift != 0) || length > rest.size()) {
        return std::nullopt;
      }
      f.bytes_ = rest.substr(0, length);
      rest.remove_prefix(length);
      return f;
    }
  }
  return std::nullopt;
}

bool set(personal& p, field const& f) {
  if (f.number_ == kYearNumber) {
    if (f.bytes_.size() != kYearBytes) {
      return false;
    }
    p.birth_year_ = static_cast<std::uint16_t>(static_cast<std::uint8_t>(f.bytes_[0]) |
                                               (static_cast<std::uint8_t>(f.bytes_[1]) << 8U));
    return true;
  }
  for (auto const& t : kTexts) {
    if (t.number_ == f.number_) {
      p.*t.value_ = std::string{f.bytes_};
      return true;
    }
  }
  return false;
}

}  // namespace

result<void> check(personal const& p) {
  for (auto const& t : kTexts) {
    auto const& value = p.*t.value_;
    if (value && value->size() > t.most_) {
      return invalid(fmt::format("{}: has {} bytes, may have at most {}", t.name_, value->size(), t.most_),
                     std::string{t.name_});
    }
  }
  if (p.birth_year_ && (*p.birth_year_ < kFirstBirthYear || *p.birth_year_ > kLastBirthYear)) {
    return invalid(fmt::format("birth_year: must be from {} to {}", kFirstBirthYear, kLastBirthYear), "birth_year");
  }
  return {};
}

std::string pack(personal const& p) {
  auto out = std::string{};
  if (p.birth_year_) {
    auto const year = std::array{static_cast<char>(*p.birth_year_ & 0xFFU), static_cast<char>(*p.birth_year_ >> 8U)};
    put(out, kYearNumber, {year.data(), year.size()});
  }
  for (auto const& t : kTexts) {
    if (auto const& value = p.*t.value_) {
      put(out, t.number_, *value);
    }
  }
  return out;
}

result<personal> unpack(std::string_view const bytes) {
  auto p = personal{};
  auto rest = bytes;
  auto before = std::uint8_t{0};
  while (!rest.empty()) {
    auto const f = take(rest);
    if (!f || f->number_ <= before || !set(p, *f)) {
      return no_record();
    }
    before = f->number_;
  }
  return check(p).map([&] { return std::move(p); });
}

}  // namespace leeward::vault
