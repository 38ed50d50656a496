#include "base/text/edit_distance.h"

#include <algorithm>
#include <array>
#include <numeric>
#include <utility>

namespace leeward {

std::size_t edit_distance(std::string_view a, std::string_view b, std::size_t const most) {
  a = a.substr(0, kMostCompared);
  b = b.substr(0, kMostCompared);
  if (a.size() < b.size()) {
    std::swap(a, b);
  }
  if (a.size() - b.size() > most) {
    return most + 1;
  }
  using row = std::array<std::size_t, kMostCompared + 1>;
  auto two_up = row{};
  auto up = row{};
  auto here = row{};
  std::iota(up.begin(), up.end(), std::size_t{0});
  for (auto i = std::size_t{1}; i <= a.size(); ++i) {
    here[0] = i;
    auto least = i;
    for (auto j = std::size_t{1}; j <= b.size(); ++j) {
      auto const same = a[i - 1] == b[j - 1];
      here[j] = std::min({up[j] + 1, here[j - 1] + 1, up[j - 1] + (same ? 0 : 1)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        here[j] = std::min(here[j], two_up[j - 2] + 1);
      }
      least = std::min(least, here[j]);
    }
    if (least > most) {
      return most + 1;
    }
    two_up = std::exchange(up, here);
  }
  return std::min(up[b.size()], most + 1);
}

}  // namespace leeward
