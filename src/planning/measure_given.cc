#include <map>
#include <string>
#include <utility>
#include <vector>

#include "base/ensure.h"
#include "planning/measure.h"

namespace leeward::planning {

namespace {

// One profile's table in the order of places_of().
struct given {
  travel_times const* table_;
  std::vector<std::size_t> row_;  // of each place
};

std::vector<given> tables_of(scenario const& s) {
  auto list = std::vector<given>{};
  auto const places = places_of(s);
  for (auto const& profile : profiles_of(s)) {
    auto const t = std::ranges::find(s.travel_times_, profile, &travel_times::profile_);
    ensure(t != s.travel_times_.end(), "a validated scenario has a table for each profile");
    auto at = std::map<std::string, std::size_t, std::less<>>{};
    for (auto const& id : t->places_) {
      at.emplace(id, at.size());
    }
    auto rows = std::vector<std::size_t>{};
    for (auto const& p : places) {
      rows.push_back(at.at(p.id_));
    }
    list.push_back({&*t, std::move(rows)});
  }
  return list;
}

}  // namespace

road_times measure_given(scenario const& s) {
  auto const tables = tables_of(s);
  auto const places = places_of(s);
  auto const driving = [&](std::size_t const profile, place_id const from, place_id const to) {
    auto const& g = tables[profile];
    auto const v = g.table_->driving_s_[g.row_[from.v_]][g.row_[to.v_]].v_;
    return v ? seconds{*v} : kNoWay;
  };
  auto lengths =
      std::vector<std::pair<std::optional<std::vector<std::vector<table_entry>>>, std::vector<std::size_t>>>{};
  for (auto const& g : tables) {
    lengths.emplace_back(g.table_->length_m_, g.row_);
  }
  return times_of_table(
      s, driving,
      [lengths = std::move(lengths), places](std::size_t const profile, place_id const from, place_id const to) {
        auto const& [table, row] = lengths[profile];
        if (table) {
          return metres{(*table)[row[from.v_]][row[to.v_]].v_.value_or(0)};
        }
        return metres{distance_between(places[from.v_].position_, places[to.v_].position_).v_ * 13 / 10000};
      });
}

}  // namespace leeward::planning
