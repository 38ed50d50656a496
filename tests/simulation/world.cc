#include "simulation/world.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <unistd.h>

#include <fmt/format.h>

#include "base/ensure.h"
#include "operation/running.h"
#include "vault/erasures.h"

namespace leeward::simulation {

namespace {

namespace fs = std::filesystem;

using namespace operation;  // NOLINT(google-build-using-namespace): only its names

constexpr auto const kUsualVehicles = std::size_t{3};
constexpr auto const kShift = seconds{std::int64_t{14} * 24 * 3600};

void add_bus(std::vector<command>& all, std::size_t const n) {
  auto bus = fleet::vehicle_added{};
  bus.vehicle_ = named<vehicle_id>(fmt::format("bus {}", n));
  bus.name_ = fmt::format("Bus {}", n);
  bus.depot_ = named<depot_id>("garage");
  bus.space_ = {.seats_ = n == 4 ? 4 : 10, .bays_ = n == 4 ? 0 : 1, .lying_ = n == 4 ? 0 : 1, .oxygen_ = 2};
  bus.has_lift_ = n != 4;
  all.emplace_back(ask_for<fleet::vehicle_added>{bus});
  all.emplace_back(ask_for<fleet::crew_added>{
      {named<crew_id>(fmt::format("crew {}", n)), named<depot_id>("garage"), running{}.now_, running{}.now_ + kShift}});
}

void add_centre(std::vector<command>& all, std::string const& name, std::string const& room, beds const of,
                std::optional<region_id> const& region) {
  auto c = centres::added{};
  c.centre_ = named<centre_id>(name);
  c.name_ = name;
  c.region_ = region;
  all.emplace_back(ask_for<centres::added>{c});
  all.emplace_back(ask_for<centres::room_set>{{c.centre_, named<room_id>(room), of, true, false}});
}

std::vector<command> frame_with(std::size_t const vehicles) {
  auto r = begun();
  auto all = r.asked_;
  for (auto n = std::size_t{1}; n <= kUsualVehicles; ++n) {
    auto const crew = named<crew_id>(fmt::format("crew {}", n));
    all.emplace_back(ask_for<fleet::crew_hours_set>{{crew, r.now_, r.now_ + kShift}});
  }
  for (auto n = kUsualVehicles + 1; n <= vehicles; ++n) {
    add_bus(all, n);
  }
  all.emplace_back(ask_for<zones::added>{{named<zone_id>("village"), "Village"}});
  all.emplace_back(
      ask_for<zones::point_added>{{named<point_id>("church"), named<zone_id>("village"), "Church", false}});
  all.emplace_back(ask_for<regions::added>{{named<region_id>("neighbour"), "Neighbour"}});
  add_centre(all, "gym", "floor", {3, 0}, std::nullopt);
  add_centre(all, "camp", "tents", {8, 0}, named<region_id>("neighbour"));
  return all;
}

// Of this process.
fs::path made_folder() {
  static auto const folder = [] {
    auto const made = fs::temp_directory_path() / fmt::format("leeward_simulation_{}", ::getpid());
    fs::create_directories(made);
    std::atexit([] {
      auto ec = std::error_code{};
      fs::remove_all(fs::temp_directory_path() / fmt::format("leeward_simulation_{}", ::getpid()), ec);
    });
    return made;
  }();
  return folder;
}

vault::secret some_secret(std::uint8_t const filled_with) {
  auto bytes = std::array<std::uint8_t, vault::kKeyBytes>{};
  bytes.fill(filled_with);
  return vault::secret::copy_of(bytes);
}

}  // namespace

world const& world_with(std::size_t const vehicles) {
  static auto made = std::map<std::size_t, world>{};
  auto const n = std::max(vehicles, kUsualVehicles + 1);
  auto const found = made.find(n);
  return found != made.end()
             ? found->second
             : made.emplace(n, world{.begins_ = running{}.now_, .vehicles_ = n, .frame_ = frame_with(n)}).first->second;
}

ledger::keys keys_of_runs() {
  static auto const secrets = vault::keys{.master_ = some_secret(1), .index_ = some_secret(2), .next_ = {}};
  auto const folder = made_folder();
  auto const erased = vault::read_register(folder);
  if (!erased || !erased->empty()) {
    fs::remove(folder / vault::kRegisterFile);
    ensure(vault::make_register(folder).has_value(), "the system's folder for temporary files takes one more");
  }
  return {.folder_ = folder, .checkpoint_ = {}, .content_ = {7}, .vault_ = secrets};
}

}  // namespace leeward::simulation
