#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "planning/made/making.h"

// The fleet. How many vehicles of a kind there are:
//
//   A kind is there for a share of each group of households (made_work). That share asks for rounds of one vehicle: as
//   many as its scarcest places make it, of which a good plan fills `good_plan_per_cent`.
//   A round takes: driving there and back, and between doors; loading and unloading; the breaks of so much driving. And
//   it takes its part of a shift, whichever is more, of the time or of the driving that the crew rules allow.
//   A vehicle has `clearance_h` for its rounds, of which a good plan uses `good_plan_per_cent`.
namespace leeward::planning::making {

namespace {

using share_of = std::int64_t made_work::*;

// What a group of households asks for together.
struct demand {
  std::int64_t households_{0};
  std::int64_t persons_{0};
  std::int64_t seats_{0};
  std::int64_t wheelchair_bays_{0};
  std::int64_t lying_places_{0};
  std::int64_t oxygen_{0};
};

struct group {
  share_of share_;
  bool at_doors_;
  demand demand_{};
};

// In the order of made_work.
std::array<group, 5> groups_of(scenario const& s) {
  auto groups =
      std::array{group{&made_work::lying_, true}, group{&made_work::wheelchairs_, true},
                 group{&made_work::oxygen_, true}, group{&made_work::doors_, true}, group{&made_work::points_, false}};
  for (auto const& h : s.households_) {
    auto const first = h.lying_places_ > persons{}      ? 0U
                       : h.wheelchair_bays_ > persons{} ? 1U
                       : h.oxygen_ > persons{}          ? 2U
                       : h.door_                        ? 3U
                                                        : 4U;
    auto& d = groups[first].demand_;
    ++d.households_;
    d.persons_ += h.persons_.v_;
    d.seats_ += seats_of(h).v_;
    d.wheelchair_bays_ += h.wheelchair_bays_.v_;
    d.lying_places_ += h.lying_places_.v_;
    d.oxygen_ += h.oxygen_.v_;
  }
  return groups;
}

// Rounds of the kind that all of the demand would take, full; 0 if it has no such places at all.
std::int64_t full_rounds(demand const& d, made_vehicle const& v) {
  auto const rounds = [](std::int64_t const places, std::int64_t const has) {
    return has == 0 ? std::int64_t{0} : divided_up(places, has);
  };
  return std::max({rounds(d.seats_, v.seats_), rounds(d.wheelchair_bays_, v.wheelchair_bays_),
                   rounds(d.lying_places_, v.lying_places_), rounds(d.oxygen_, v.oxygen_)});
}

// To the centres and back, in the mean of all beds.
seconds there_and_back(work const& w, scenario const& s) {
  auto sum = std::int64_t{0};
  auto all = std::int64_t{0};
  for (auto i = std::size_t{0}; i != s.centres_.size(); ++i) {
    auto const n = (s.centres_[i].beds_.general_ + s.centres_[i].beds_.accessible_).v_;
    sum += 2 * n * w.to_centre_[i].v_;
    all += n;
  }
  return {sum / std::max<std::int64_t>(1, all)};
}

// Of a shift, by all rounds of the demand together.
seconds time_of(scenario const& s, made_numbers const& n, group const& g, std::int64_t const rounds,
                seconds const way) {
  auto const& d = g.demand_;
  auto const stops = g.at_doors_ ? d.households_ : rounds;
  auto const driving = rounds * way + std::max<std::int64_t>(0, stops - rounds) * n.between_doors_s_;
  auto const standing = stops * n.loading_fixed_s_ + d.persons_ * n.loading_per_person_s_ +
                        rounds * n.unloading_fixed_s_ + d.persons_ * n.unloading_per_person_s_;
  auto const& rules = s.crew_rules_;
  auto const breaks = driving.v_ * rules.break_s_.v_ / std::max<std::int64_t>(1, rules.driving_without_break_s_.v_);
  auto const by_driving = driving.v_ * n.shift_h_ * 3600 / std::max<std::int64_t>(1, rules.driving_per_shift_s_.v_);
  return {std::max((driving + standing).v_ + breaks, by_driving)};
}

// Seconds of a vehicle's time that all work of the kind takes.
std::int64_t work_of(work const& w, scenario const& s, made_vehicle const& v, std::array<group, 5> const& groups,
                     seconds const way) {
  auto const& n = w.numbers_;
  auto sum = std::int64_t{0};
  for (auto const& g : groups) {
    auto const rounds = divided_up(full_rounds(g.demand_, v) * 100, n.good_plan_per_cent_);
    sum += time_of(s, n, g, rounds, way).v_ * (v.work_per_cent_.*g.share_) / 100;
  }
  return sum;
}

// At least one of each.
std::vector<std::int64_t> counts_of(work const& w, scenario const& s, std::span<made_vehicle const> const kinds) {
  auto const groups = groups_of(s);
  auto const way = there_and_back(w, s);
  auto works = std::vector<std::int64_t>{};
  for (auto const& v : kinds) {
    works.push_back(work_of(w, s, v, groups, way));
  }
  auto const has = w.numbers_.clearance_h_ * 3600 * w.numbers_.good_plan_per_cent_ / 100;
  auto counts = std::vector<std::int64_t>{};
  if (w.size_.vehicles_) {
    counts = share_out(*w.size_.vehicles_ - std::ssize(kinds), works);
    std::ranges::for_each(counts, [](auto& c) { ++c; });
  } else {
    for (auto const x : works) {
      counts.push_back(std::max<std::int64_t>(1, divided_up(x, std::max<std::int64_t>(1, has))));
    }
  }
  return counts;
}

// "lift coach" -> "lift-coach-7".
std::string id_of(std::string kind, std::int64_t const number) {
  std::ranges::replace(kind, ' ', '-');
  return fmt::format("{}-{}", kind, number);
}

std::vector<crew> crews_of(made_numbers const& n, scenario const& s, std::string const& vehicle, bool const late) {
  auto crews = std::vector<crew>{{.id_ = vehicle + "-a", .shifts_ = {}}, {.id_ = vehicle + "-b", .shifts_ = {}}};
  auto const shift_s = seconds{n.shift_h_ * 3600};
  auto from = s.start_ + seconds{late ? n.stagger_h_ * 3600 : 0};
  for (auto i = std::size_t{0}; from < s.end_; ++i, from = from + shift_s) {
    crews[i % 2].shifts_.push_back({.from_ = from, .until_ = from + shift_s});
  }
  return crews;
}

void add_vehicle(work const& w, scenario& s, made_vehicle const& kind, std::int64_t const number) {
  auto v = vehicle{};
  v.id_ = id_of(kind.kind_, number);
  v.kind_ = kind.kind_;
  v.profile_ = kind.profile_;
  v.depot_ = s.depots_[s.vehicles_.size() % s.depots_.size()].id_;
  v.seats_ = {kind.seats_};
  v.wheelchair_bays_ = {kind.wheelchair_bays_};
  v.lying_places_ = {kind.lying_places_};
  v.oxygen_ = {kind.oxygen_};
  v.crews_ = crews_of(w.numbers_, s, v.id_, number % 2 == 0);
  s.vehicles_.push_back(std::move(v));
}

}  // namespace

void add_vehicles(work const& w, scenario& s, std::span<made_vehicle const> const kinds) {
  auto const counts = counts_of(w, s, kinds);
  for (auto k = std::size_t{0}; k != kinds.size(); ++k) {
    for (auto i = std::int64_t{1}; i <= counts[k]; ++i) {
      add_vehicle(w, s, kinds[k], i);
    }
  }
}

}  // namespace leeward::planning::making
