#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <mutex>
#include <span>
#include <unordered_map>
#include <vector>

#include "base/uuid.h"
#include "vault/secret.h"

namespace leeward::vault {

// Subjects' keys that were opened lately, so many at most and none for longer than a while, in memory that is kept out
// of swap where the system allows it. From any thread.
class key_cache {
public:
  using time = std::chrono::steady_clock::time_point;

  static constexpr auto const kLongest = std::chrono::minutes{10};

  explicit key_cache(std::size_t most);

  bool find(uuid const& subject, time now, std::span<std::uint8_t, kKeyBytes> into);
  void put(uuid const& subject, time now, key_view);
  void forget(uuid const& subject);
  std::size_t size();

private:
  struct entry {
    std::size_t slot_{0};
    time since_;
  };

  std::uint8_t* at(std::size_t const slot) const { return bytes_.get() + slot * kKeyBytes; }
  void drop(uuid const& subject);
  void drop_oldest(time now);

  std::mutex lock_;
  std::size_t most_;
  std::unique_ptr<std::uint8_t, void (*)(void*)> bytes_;
  std::vector<std::size_t> free_;
  std::unordered_map<uuid, entry> by_subject_;
  std::deque<std::pair<time, uuid>> by_age_;  // some are gone already
};

}  // namespace leeward::vault
