#include "planning/survey.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>

#include <fmt/format.h>

#include "base/problems.h"
#include "planning/ask_times.h"
#include "planning/known_survey.h"
#include "planning/measure.h"
#include "planning/walking.h"

namespace leeward::planning {

namespace {

// "pickup_points[3].position"
std::string path_of_place(scenario const& s, std::size_t i) {
  for (auto const& [list, n] :
       {std::pair{"depots", s.depots_.size()}, std::pair{"pickup_points", s.pickup_points_.size()},
        std::pair{"centres", s.centres_.size()}}) {
    if (i < n) {
      return fmt::format("{}[{}].position", list, i);
    }
    i -= n;
  }
  auto h = std::size_t{0};
  for (; !s.households_[h].door_ || i-- != 0; ++h) {
  }
  return fmt::format("households[{}].position", h);
}

// Those that hold at some moment of these slices.
std::vector<roads::closure> closures_in(scenario const& s, std::vector<instant> const& slices, slice_span const span) {
  auto const from = slices[span.first_];
  auto const until = span.last_ + 1 == slices.size() ? s.end_ : slices[span.last_ + 1];
  auto holding = std::vector<roads::closure>{};
  for (auto const& c : s.closures_) {
    if ((!c.from_ || *c.from_ < until) && (!c.to_ || from < *c.to_)) {
      holding.push_back(c);
      holding.back().from_.reset();
      holding.back().to_.reset();
    }
  }
  return holding;
}

// The longest drive of any table, with its breaks.
seconds longest_leg(scenario const& s, road_times const& times) {
  auto longest = std::uint32_t{0};
  auto const add = [&](std::vector<std::uint32_t> const& list) {
    for (auto const t : list) {
      longest = t == time_table::kNone ? longest : std::max(longest, t);
    }
  };
  for (auto const& of_span : times.tables_) {
    for (auto const& t : of_span) {
      add(t.core_);
      add(t.out_);
      add(t.in_);
      add(t.between_);
      add(t.to_point_);
      add(t.from_point_);
    }
  }
  auto const& rules = s.crew_rules_;
  return seconds{longest} + rules.break_s_ * (longest / rules.driving_without_break_s_.v_ + 1);
}

std::string path_of_profile(scenario const& s, std::string const& profile) {
  auto const first = std::ranges::find(s.vehicles_, profile, &vehicle::profile_);
  return fmt::format("vehicles[{}].profile", first - s.vehicles_.begin());
}

// What add_span() would say first, for when other problems keep it from being asked.
void check_closures(scenario const& s, networks const& all, problems& wrong) {
  for (auto const& n : all.of_profile_) {
    auto roads = n.roads_.front();
    if (auto const closed = roads.close(closures_during(s)); !closed) {
      wrong.add("closures", closed.error().sentence_);
      return;
    }
  }
}

class surveying {
public:
  // `source`: the scenario's file.
  surveying(scenario const& s, std::shared_ptr<roads::road_map const> const& map, known_survey const& known,
            std::string_view const source)
      : s_{s}, map_{map}, known_{known}, wrong_{source} {}

  result<survey> survey_all() {
    find_networks();
    auto walks = walks_on_foot(s_, map_, known_.walks_, wrong_);
    if (!wrong_.empty()) {
      check_closures(s_, *networks_, wrong_);
      return wrong_.to_error();
    }
    times_ = known_.numbered_;
    times_.walks_ = std::move(walks);
    times_.slices_ = slice_starts(s_);
    times_.span_at_.resize(times_.slices_.size() * times_.slices_.size());
    if (auto const whole = add_span({0, times_.slices_.size() - 1}); !whole) {
      wrong_.add("closures", whole.error().sentence_);
      return wrong_.to_error();
    }
    if (auto const added = add_spans(); !added) {
      return tl::unexpected{added.error()};
    }
    times_.are_shortest_ = times_.slices_.size() == 1;
    times_.length_ = [kept = networks_](std::size_t const profile, place_id const from, place_id const to,
                                        std::size_t const span) {
      auto const& n = kept->of_profile_[profile];
      auto const route = n.roads_[span + 1].find_route(n.places_[from.v_], n.places_[to.v_]);
      return route ? to_metres(route->length_) : metres{};
    };
    return survey{.times_ = std::move(times_),
                  .map_ = map_,
                  .places_ = known_.places_,
                  .walkers_ = known_.walkers_,
                  .networks_ = networks_};
  }

private:
  // Of the profiles that the roads have.
  void find_networks() {
    for (auto const& profile : profiles_of(s_)) {
      if (auto const id = roads::find_profile(*map_, profile)) {
        networks_->of_profile_.push_back(
            {.profile_ = *id, .places_ = snap_all(*id), .roads_ = {roads::situation{map_, *id}}});
      } else {
        wrong_.add(path_of_profile(s_, profile), id.error().sentence_);
      }
    }
  }

  std::vector<roads::place_on_road> snap_all(roads::profile_id const profile) {
    auto snapped = std::vector<roads::place_on_road>{};
    snapped.reserve(known_.places_.size());
    for (auto i = std::size_t{0}; i != known_.places_.size(); ++i) {
      if (auto const known = known_.place_on_road(profile, i)) {
        snapped.push_back(*known);
      } else if (auto const on_road = roads::snap(*map_, profile, known_.places_[i].position_, kSnapLimit)) {
        snapped.push_back(*on_road);
      } else {
        wrong_.add(path_of_place(s_, i), on_road.error().sentence_);
      }
    }
    return snapped;
  }

  // Closes the span's roads for every profile and asks for all times.
  result<void> add_span(slice_span const span) {
    auto const closures = closures_in(s_, times_.slices_, span);
    auto& tables = times_.tables_.emplace_back();
    for (auto& n : networks_->of_profile_) {
      auto roads = n.roads_.front();
      if (auto const closed = roads.close(closures); !closed) {
        return tl::unexpected{closed.error()};
      }
      n.roads_.push_back(std::move(roads));
      tables.push_back(table_of(n));
    }
    times_.spans_.push_back(span);
    times_.span_at_[span.first_ * times_.slices_.size() + span.last_] = times_.spans_.size() - 1;
    return {};
  }

  time_table table_of(network const& n) {
    auto t = time_table{};
    auto asked = ask_times{times_, n.places_, n.roads_.back(), memory_};
    auto const unknown = known_.fill(n, memory_, t);
    if (unknown.is_far_) {
      asked.ask_far(t);
    } else {
      asked.ask_core(unknown.points_, t);
    }
    asked.ask_near(unknown.doors_, t);
    return t;
  }

  // Every slice, and all spans that a leg may touch; what is longer is as the whole operation.
  result<void> add_spans() {
    auto const n = times_.slices_.size();
    for (auto length = std::size_t{1}; length < n; ++length) {
      auto const longest = longest_leg(s_, times_);
      for (auto i = std::size_t{0}; i + length <= n; ++i) {
        auto const last = i + length - 1;
        if (length < 3 || times_.slices_[last] - times_.slices_[i + 1] < longest) {
          if (auto const added = add_span({i, last}); !added) {
            return added;
          }
        }
      }
    }
    return {};
  }

  scenario const& s_;
  std::shared_ptr<roads::road_map const> const& map_;
  known_survey const& known_;
  problems wrong_;
  road_times times_{};
  std::shared_ptr<networks> networks_{std::make_shared<networks>()};
  roads::table_memory memory_{};
};

}  // namespace

result<survey> survey_roads(scenario const& s, std::shared_ptr<roads::road_map const> const& map,
                            std::string_view const source) {
  auto const nothing = known_survey{s};
  return surveying{s, map, nothing, source}.survey_all();
}

result<survey> survey_again(scenario const& s, survey const& before, std::string_view const source) {
  auto const known = known_survey{s, before};
  return surveying{s, before.map_, known, source}.survey_all();
}

}  // namespace leeward::planning
