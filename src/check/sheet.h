#pragma once

#include <map>
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
  by_id<planning::household> households_;
  by_id<planning::pickup_point> points_;
  by_id<planning::centre> centres_;
  by_id<planning::depot> depots_;
  by_id<planning::vehicle> vehicles_;
  by_id<planning::trip> trips_;
  by_id<planning::duty> duties_;
  std::unordered_map<std::string_view, spot> places_;
  std::vector<finding> findings_;
};

template <typename T>
T const* find(by_id<T> const& index, std::string_view const id) {
  auto const at = index.find(id);
  return at == index.end() ? nullptr : at->second;
}

// The judge's rules by topic; each adds its findings.
void check_ids(sheet&);
void check_households(sheet&);
void check_reasons(sheet&);
void check_trips(sheet&);
void check_places(sheet&);
void check_duties(sheet&);
void check_legs(sheet&);
void check_totals(sheet&);

}  // namespace leeward::check
