#include "planning/given_times.h"

#include <memory>
#include <vector>

namespace leeward::planning {

namespace {

// Of several tables at once.
struct known {
  std::vector<place> places_;
  std::vector<ways> tables_;
};

std::optional<way> find_in_all(known const& k, place_id const from, place_id const to) {
  auto slowest = std::optional<way>{};
  for (auto const& table : k.tables_) {
    auto const w = find_way(table, k.places_[from.v_].id_, k.places_[to.v_].id_);
    if (!w) {
      return std::nullopt;
    }
    slowest = !slowest || slowest->driving_ < w->driving_ ? *w : *slowest;
  }
  return slowest;
}

road_times times_of(scenario const& s, std::vector<ways> const& tables) {
  auto const k = std::make_shared<known const>(known{places_of(s), tables});
  auto const driving = [k](std::size_t, place_id const from, place_id const to) {
    auto const w = find_in_all(*k, from, to);
    return w ? w->driving_ : kNoWay;
  };
  auto const length = [k](std::size_t, place_id const from, place_id const to) {
    auto const w = find_in_all(*k, from, to);
    return w ? w->length_ : metres{};
  };
  return times_of_table(s, driving, length);
}

}  // namespace

std::optional<way> find_way(ways const& table, std::string const& from, std::string const& to) {
  auto const there = table.find({from, to});
  auto const back = table.find({to, from});
  auto const& found = there != table.end() ? there : back;
  return from == to ? std::optional{way{}} : found == table.end() ? std::nullopt : std::optional{found->second};
}

road_times times_from(scenario const& s, ways const& table) { return times_of(s, {table}); }

road_times times_in_slices(scenario const& s, std::vector<ways> const& tables) {
  auto made = times_of(s, tables);
  auto const n = tables.size();
  made.slices_ = slice_starts(s);
  made.spans_ = {{0, n - 1}};
  made.span_at_.assign(n * n, 0);
  auto lengths = std::vector{made.length_};
  for (auto i = std::size_t{0}; n > 1 && i != n; ++i) {
    for (auto k = i; k != n; ++k) {
      auto part = times_of(
          s, {tables.begin() + static_cast<std::ptrdiff_t>(i), tables.begin() + static_cast<std::ptrdiff_t>(k + 1)});
      made.span_at_[i * n + k] = made.spans_.size();
      made.spans_.push_back({i, k});
      made.tables_.push_back(std::move(part.tables_.front()));
      lengths.push_back(std::move(part.length_));
    }
  }
  made.length_ = [lengths](std::size_t const profile, place_id const from, place_id const to, std::size_t const span) {
    return lengths[span](profile, from, to, 0);
  };
  return made;
}

}  // namespace leeward::planning
