#include "ledger/content.h"

#include <tuple>
#include <variant>

#include <fmt/format.h>
#include <sodium.h>

#include "ledger/codec.h"

namespace leeward::ledger {

namespace {

static_assert(std::tuple_size_v<content_hash> == crypto_generichash_BYTES_MIN);

std::string in_object(std::string_view const name, std::string_view const fields) {
  return fmt::format(R"({{"{}":{}}})", name, fields);
}

}  // namespace

std::string text_of(asked const& what) {
  if (auto const* const command = std::get_if<operation::command>(&what); command != nullptr) {
    return encode_command(*command);
  }
  if (auto const* const of_device = std::get_if<device_operation>(&what); of_device != nullptr) {
    return in_object(device_operation::kName, json::encode(of_device->from_));
  }
  return in_object(commit_plan::kName, json::encode(std::get<commit_plan>(what)));
}

content_hash content_of(keys const& k, std::string_view const text) {
  auto out = content_hash{};
  crypto_generichash(out.data(), out.size(), reinterpret_cast<unsigned char const*>(text.data()), text.size(),
                     k.content_.data(), k.content_.size());
  return out;
}

std::array<std::uint8_t, 32> secret_bytes(keys const& k, std::string_view const what_for, uuid const& of) {
  auto const text = fmt::format("{} {}", what_for, to_string(of));
  auto out = std::array<std::uint8_t, 32>{};
  crypto_generichash(out.data(), out.size(), reinterpret_cast<unsigned char const*>(text.data()), text.size(),
                     k.content_.data(), k.content_.size());
  return out;
}

uuid secret_id(keys const& k, std::string_view const what_for, uuid const& of) {
  auto const hash = content_of(k, fmt::format("{} {}", what_for, to_string(of)));
  auto id = uuid{};
  for (auto i = std::size_t{0}; i != 8; ++i) {
    id.high_ = (id.high_ << 8U) | hash[i];
    id.low_ = (id.low_ << 8U) | hash[8 + i];
  }
  return derived(id, 0);  // marked as an id of our own
}

}  // namespace leeward::ledger
