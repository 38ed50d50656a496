#include "report/who_waits.h"

#include <string_view>

namespace leeward::report {

std::map<std::string, persons, std::less<>> waiting_by_place(planning::scenario const& s, planning::plan const& p) {
  auto chosen = std::map<std::string_view, std::string_view>{};
  for (auto const& a : p.households_) {
    chosen.emplace(a.household_, a.pickup_point_);
  }
  auto waiting = std::map<std::string, persons, std::less<>>{};
  for (auto const& h : s.households_) {
    auto const found = chosen.find(h.id_);
    waiting[found == chosen.end() ? planning::fixed_place(h) : std::string{found->second}] += h.persons_;
  }
  return waiting;
}

}  // namespace leeward::report
