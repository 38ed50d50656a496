#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string_view>

namespace leeward::vault {

inline constexpr auto const kKeyBytes = std::size_t{32};

using key_view = std::span<std::uint8_t const, kKeyBytes>;

// Bytes that are kept out of swap and core dumps where the system allows it, and wiped when they go. Copies share them.
class secret {
public:
  static secret random();
  static secret copy_of(key_view);

  // Another secret that only who has this one can make; the same for the same name.
  secret derived(std::string_view name) const;

  key_view bytes() const { return key_view{bytes_.get(), kKeyBytes}; }
  std::span<std::uint8_t, kKeyBytes> room() const {
    return std::span<std::uint8_t, kKeyBytes>{bytes_.get(), kKeyBytes};
  }

private:
  secret();

  std::shared_ptr<std::uint8_t> bytes_;
};

// Those that the vault of one data folder works with. They lie in the keys folder, never with the data.
struct keys {
  secret master_;  // wraps the subjects' keys
  secret index_;   // makes tokens; stays when the master key changes
  std::optional<secret>
      next_;  // the master key while one takes the other's place: what is wrapped now is wrapped by it
};

}  // namespace leeward::vault
