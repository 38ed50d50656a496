#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "check/check.h"

namespace leeward::check {

template <typename T>
using by_id = std::unordered_map<std::string_view, T const*>;

struct spot {
  std::string_view name_;
  position position_;
};

// What is judged, looked up by name, and what was found so far. Names that nothing bears are found nowhere here; the
// rule on ids reports them, and the other rules pass over them.
struct sheet {
  sheet(planning::scenario const&, planning::plan const&, leg_times const&);

  void add(rule const r, std::string subject, std::string sentence) {
    findings_.push_back({r, std::move(subject), std::move(sentence)});
  }

  planning::scenario const& s_;
  planning::plan const& p_;
  leg_times const& times_;
  std::vector<planning::pickup_point> boarding_;  // pickup points and doors
  by_id<planning::household> households_;
  by_id<planning::pickup_point> points_;
  by_id<planning::centre> centres_;
  by_id<planning::depot> depots_;
  by_id<planning::vehicle> vehicles_;
  by_id<planning::trip> trips_;
  by_id<planning::duty> duties_;
  by_id<planning::assignment> served_;
  std::unordered_map<std::string_view, std::vector<planning::household const*>> beside_;  // who travels with whom
  std::unordered_map<std::string_view, spot> places_;
  std::set<std::string_view> begun_trips_;  // as they were when they began
  std::set<std::string_view> begun_backs_;  // duties whose way home is the one with which they began
  std::set<std::string_view> begun_households_;
  std::vector<finding> findings_;
};

template <typename T>
T const* find(by_id<T> const& index, std::string_view const id) {
  auto const at = index.find(id);
  return at == index.end() ? nullptr : at->second;
}

// The way on foot to a point; nothing if there is none.
std::optional<metres> walk_of(sheet const&, planning::household const&, planning::pickup_point const&);

// A household and those that it travels with, and those that these travel with.
std::vector<planning::household const*> company_of(sheet const&, planning::household const&);

// Whether a pin or a forbidden pair keeps them from it.
bool may_use_vehicle(sheet const&, planning::household const&, std::string_view vehicle);
bool may_use_centre(sheet const&, planning::household const&, std::string_view centre);
bool may_use_point(sheet const&, planning::household const&, std::string_view point);
bool may_meet(sheet const&, std::string_view vehicle, std::string_view point, std::string_view centre);

// The judge's rules by topic; each adds its findings.
void check_ids(sheet&);
void check_households(sheet&);
void check_company(sheet&);
void check_committed(sheet&);
void check_reasons(sheet&);
void check_trips(sheet&);
void check_places(sheet&);
void check_duties(sheet&);
void check_legs(sheet&);
void check_totals(sheet&);

}  // namespace leeward::check
