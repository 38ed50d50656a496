#pragma once

#include <filesystem>
#include <string>
#include <unistd.h>

#include <gtest/gtest.h>

#include "ledger/keys.h"
#include "vault/erasures.h"

namespace leeward::ledger {

// Keys that are always the same, with a register of who was erased in a folder of this process.
class keys_of_tests {
public:
  static keys const& get() {
    static auto const made = keys_of_tests{};
    return made.keys_;
  }

  keys_of_tests(keys_of_tests const&) = delete;
  keys_of_tests& operator=(keys_of_tests const&) = delete;
  ~keys_of_tests() { std::filesystem::remove_all(keys_.folder_); }

private:
  keys_of_tests() {
    std::filesystem::create_directories(keys_.folder_);
    EXPECT_TRUE(vault::make_register(keys_.folder_).has_value());
  }

  keys keys_{.folder_ = std::filesystem::path{testing::TempDir()} / ("keys_of_tests_" + std::to_string(::getpid())),
             .checkpoint_ = {},
             .content_ = {7}};
};

}  // namespace leeward::ledger
