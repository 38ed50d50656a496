#include <array>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <string>
#include <vector>

#include "roads/file/checksum.h"
#include "roads/file/layout.h"
#include "roads/file/map_file.h"
#include "roads/roads.h"
#include "roads/small_map.h"

// A .roads file that somebody tampered with must be refused, or answer something, but never crash. The input is either
// a whole file, or changes to a good one; the checksum is mended, so that it gets inside.
namespace {

using namespace leeward;
using namespace leeward::roads;

std::string const& good_file() {
  static auto const text = [] {
    auto networks = std::vector<network_to_build>{};
    networks.push_back(random_streets(7, 5, 5).finish("motor"));
    networks.push_back(random_streets(8, 3, 3).finish("foot"));
    return print_map(*small_map(std::move(networks))).value();
  }();
  return text;
}

// Six bytes a change: where (three bytes, so that small numbers reach header and table), and what is added to a byte
// or to a 32-bit word.
std::string changed(std::uint8_t const* const data, std::size_t const size) {
  auto file = good_file();
  for (auto i = std::size_t{0}; i + 6 <= size; i += 6) {
    auto const at = (data[i] | std::size_t{data[i + 1]} << 8U | std::size_t{data[i + 2]} << 16U) % (file.size() - 4);
    if ((data[i + 3] & 1U) != 0) {
      file[at] = static_cast<char>(data[i + 4]);
    } else {
      auto word = std::uint32_t{0};
      std::memcpy(&word, file.data() + at / 4 * 4, sizeof(word));
      word += data[i + 4] | std::uint32_t{data[i + 5]} << (data[i + 3] >> 3U);
      std::memcpy(file.data() + at / 4 * 4, &word, sizeof(word));
    }
  }
  return file;
}

result<std::shared_ptr<road_map const>> open_mended(std::string const& text) {
  auto const owner =
      std::shared_ptr<void>{std::aligned_alloc(kAlignment, aligned(text.size()) + kAlignment), std::free};
  auto const bytes = std::span{static_cast<std::byte*>(owner.get()), text.size()};
  std::memcpy(bytes.data(), text.data(), text.size());
  if (bytes.size() >= sizeof(file_header)) {
    auto header = file_header{};
    std::memcpy(&header, bytes.data(), sizeof(header));
    header.checksum_ = 0;
    std::memcpy(bytes.data(), &header, sizeof(header));
    header.checksum_ = xxh3(std::array{std::span<std::byte const>{bytes}});
    std::memcpy(bytes.data(), &header, sizeof(header));
  }
  return open_map(bytes, owner, "fuzzed");
}

void ask(std::shared_ptr<road_map const> const& map, profile_id const p) {
  auto const points = std::array{at(10, 20), at(333, 222), at(120, 410), at(250, 20)};
  auto places = std::vector<place_on_road>{};
  for (auto const& point : points) {
    if (auto const place = snap(*map, p, point, metres{5000}, kerb::kDoorSide); place.has_value()) {
      places.push_back(*place);
    }
  }
  auto s = situation{map, p};
  auto closures = std::vector<closure>(3);
  closures[0].id_ = "a";
  closures[0].near_ = points[1];
  closures[1].id_ = "b";
  closures[1].name_ = "Kleine Gasse";
  closures[1].speed_percent_ = 30;
  closures[2].id_ = "c";
  closures[2].ways_ = {1003, 1007};
  for (auto const& c : closures) {
    static_cast<void>(s.close({&c, 1}));
  }
  static_cast<void>(s.cut_off(places));
  for (auto const& from : places) {
    for (auto const& to : places) {
      if (auto const way = s.find_route(from, to); way.has_value()) {
        static_cast<void>(s.describe(*way));
      }
    }
  }
  auto table = std::vector<weight>(places.size() * places.size());
  s.matrix(places, places, table);
  if (auto reference = dijkstra::create(map, p, {}); reference.has_value() && !places.empty()) {
    reference->distances(places.front(), places, std::span{table}.first(places.size()));
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* const data, std::size_t const size) {
  if (size == 0) {
    return 0;
  }
  auto const whole = data[0] == 0;
  auto const text =
      whole ? std::string{reinterpret_cast<char const*>(data + 1), size - 1} : changed(data + 1, size - 1);
  if (auto const map = open_mended(text); map.has_value()) {
    for (auto p = std::uint32_t{0}; p != (*map)->profiles_.size(); ++p) {
      ask(*map, {p});
    }
  }
  return 0;
}
