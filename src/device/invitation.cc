#include "device/invitation.h"

#include <cstdint>
#include <vector>

#include <fmt/format.h>

#include "base/big_endian.h"
#include "base/crypto/base45.h"
#include "base/ensure.h"

namespace leeward::device {

namespace {

constexpr auto const kPrefix = std::string_view{"LWD1:"};
constexpr auto const kLastInstant = std::int64_t{0xFFFF'FFFF};

void put(std::vector<std::uint8_t>& out, instant const t) {
  ensure(t.unix_s_ >= 0 && t.unix_s_ <= kLastInstant, "an invitation's time is impossible");
  leeward::put(out, static_cast<std::uint64_t>(t.unix_s_), 4);
}

}  // namespace

std::string to_text(invitation const& i) {
  auto bytes = std::vector<std::uint8_t>{};
  leeward::put(bytes, i.operation_.v_);
  leeward::put(bytes, i.device_.v_);
  bytes.insert(bytes.end(), i.chain_.bytes_.begin(), i.chain_.bytes_.end());
  bytes.insert(bytes.end(), i.server_.bytes_.begin(), i.server_.bytes_.end());
  put(bytes, i.now_);
  put(bytes, i.until_);
  return std::string{kPrefix} + to_base45(bytes);
}

result<invitation> read_invitation(std::string_view const text) {
  auto const no =
      invalid("This is no invitation of Leeward for a device. Ask at the headquarters for a new one.", "invitation");
  auto const bytes = text.starts_with(kPrefix) ? from_base45(text.substr(kPrefix.size())) : std::nullopt;
  if (!bytes) {
    return no;
  }
  auto s = byte_scanner{*bytes};
  auto i = invitation{};
  i.operation_ = {s.id()};
  i.device_ = {s.id()};
  s.bytes(i.chain_.bytes_);
  s.bytes(i.server_.bytes_);
  i.now_ = s.time();
  i.until_ = s.time();
  return s.good_ && s.rest_.empty() && i.now_ < i.until_ ? result<invitation>{i} : no;
}

}  // namespace leeward::device
