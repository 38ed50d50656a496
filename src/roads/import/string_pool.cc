#include "roads/import/string_pool.h"

#include <functional>

#include "base/ensure.h"

namespace leeward::roads {

namespace {

constexpr auto const kFirstSlots = std::size_t{256};
constexpr auto const kMaxBytes = std::size_t{0xFFFF'0000U};

std::size_t hash_of(std::string_view const s) { return std::hash<std::string_view>{}(s); }

}  // namespace

string_pool::string_pool() : bytes_(1, '\0'), slots_(kFirstSlots, 0) {}

std::uint32_t string_pool::add(std::string_view text) {
  text = text.substr(0, text.find('\0'));
  if (text.empty()) {
    return 0;
  }
  auto const mask = slots_.size() - 1;
  auto i = hash_of(text) & mask;
  for (; slots_[i] != 0; i = (i + 1) & mask) {
    if (at(slots_[i]) == text) {
      return slots_[i];
    }
  }
  ensure(bytes_.size() + text.size() < kMaxBytes, "all names of a map fit 4 GB");
  auto const offset = static_cast<std::uint32_t>(bytes_.size());
  bytes_.insert(bytes_.end(), text.begin(), text.end());
  bytes_.push_back('\0');
  slots_[i] = offset;
  if (++count_ * 2 > slots_.size()) {
    grow();
  }
  return offset;
}

void string_pool::grow() {
  auto const old = std::move(slots_);
  slots_.assign(old.size() * 2, 0);
  auto const mask = slots_.size() - 1;
  for (auto const offset : old) {
    if (offset != 0) {
      auto i = hash_of(at(offset)) & mask;
      while (slots_[i] != 0) {
        i = (i + 1) & mask;
      }
      slots_[i] = offset;
    }
  }
}

}  // namespace leeward::roads
