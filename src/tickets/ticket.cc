#include "tickets/ticket.h"

#include <algorithm>
#include <span>
#include <vector>

#include <fmt/format.h>

#include "base/big_endian.h"
#include "base/crypto/base45.h"
#include "base/ensure.h"

namespace leeward::tickets {

namespace {

constexpr auto const kScheme = std::string_view{"LW"};
constexpr auto const kPrefix = std::string_view{"LW1:"};
constexpr auto const kSignedAs = std::string_view{"leeward ticket 1\n"};
constexpr auto const kHasTrip = std::uint64_t{1};

std::string as_signed(std::span<std::uint8_t const> const bytes) {
  return std::string{kSignedAs} + std::string{bytes.begin(), bytes.end()};
}

ticket scan(byte_scanner& s) {
  auto t = ticket{};
  auto const flags = s.number(1);
  t.operation_ = {s.id()};
  t.household_ = {s.id()};
  if ((flags & kHasTrip) != 0) {
    t.trip_ = trip_id{s.id()};
  }
  t.number_ = {static_cast<std::uint32_t>(s.number(4))};
  t.persons_ = static_cast<std::uint8_t>(s.number(1));
  t.version_ = static_cast<std::uint32_t>(s.number(4));
  t.issued_ = s.time();
  t.expires_ = s.time();
  s.good_ = s.good_ && flags <= kHasTrip && t.number_.v_ != 0 && t.number_.v_ <= ticket_number::kMost &&
            t.persons_ != 0 && t.issued_ < t.expires_;
  return t;
}

tl::unexpected<error> unreadable(std::string_view const why) {
  return invalid(
      fmt::format("This is no ticket of Leeward: {}. Scan it again, or ask for the number and the code word.", why),
      "ticket");
}

}  // namespace

std::string sign_ticket(signing_key const& k, ticket const& t) {
  ensure(t.persons_ != 0, "a ticket is for somebody");
  ensure(t.number_.v_ >= 1 && t.number_.v_ <= ticket_number::kMost, "there is no such ticket number");
  ensure(t.issued_.unix_s_ >= 0 && t.issued_ < t.expires_ && t.expires_ <= kLastInstant,
         "a ticket's time is impossible");
  auto bytes = std::vector<std::uint8_t>{};
  put(bytes, t.trip_ ? kHasTrip : 0, 1);
  put(bytes, t.operation_.v_);
  put(bytes, t.household_.v_);
  if (t.trip_) {
    put(bytes, t.trip_->v_);
  }
  put(bytes, t.number_.v_, 4);
  put(bytes, t.persons_, 1);
  put(bytes, t.version_, 4);
  put(bytes, static_cast<std::uint64_t>(t.issued_.unix_s_), 4);
  put(bytes, static_cast<std::uint64_t>(t.expires_.unix_s_), 4);
  auto const s = sign(k, as_signed(bytes));
  bytes.insert(bytes.end(), s.begin(), s.end());
  return std::string{kPrefix} + to_base45(bytes);
}

result<unproven_ticket> read_ticket(std::string_view const text) {
  if (text.size() > kMostTextBytes) {
    return unreadable(fmt::format("it has {} characters, a ticket has at most {}", text.size(), kMostTextBytes));
  }
  if (!text.starts_with(kPrefix)) {
    return unreadable(text.starts_with(kScheme)
                          ? "it may be one of a later version of the program, which this one cannot read"
                          : "it does not begin with LW1:");
  }
  auto const bytes = from_base45(text.substr(kPrefix.size()));
  auto t = unproven_ticket{};
  if (!bytes || bytes->size() < t.signature_.size()) {
    return unreadable("characters are missing or wrong");
  }
  auto const content = std::span{*bytes}.first(bytes->size() - t.signature_.size());
  auto s = byte_scanner{content};
  t.ticket_ = scan(s);
  if (!s.good_ || !s.rest_.empty()) {
    return unreadable("characters are missing or wrong");
  }
  t.signed_ = as_signed(content);
  std::copy_n(bytes->end() - static_cast<std::ptrdiff_t>(t.signature_.size()), t.signature_.size(),
              t.signature_.begin());
  return t;
}

}  // namespace leeward::tickets
