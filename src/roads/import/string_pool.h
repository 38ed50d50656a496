#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace leeward::roads {

// Each text once, NUL-ended, named by its offset; 0 is the empty one. NULs inside a text end it.
class string_pool {
public:
  string_pool();

  std::uint32_t add(std::string_view);
  std::string_view at(std::uint32_t offset) const { return {bytes_.data() + offset}; }

  std::vector<char> bytes_;

private:
  void grow();

  std::vector<std::uint32_t> slots_;  // offsets; 0 is free
  std::size_t count_{0};
};

}  // namespace leeward::roads
