#include <algorithm>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "planning/model/plan_file.h"
#include "planning/model/validate_parts.h"

// Tables of travel times, and what closures make of the operation's time.
namespace leeward::planning::validation {

namespace {

using json::inside;
using json::reader;
using table = std::vector<std::vector<table_entry>>;

constexpr auto const kMostShown = std::size_t{5};

void check_size(reader& r, std::string_view const field, table const& rows, std::size_t const n) {
  auto const at = inside{r, field};
  if (rows.size() != n) {
    r.add(fmt::format("has {} rows, must have {}: one for each of its places", rows.size(), n));
    return;
  }
  for (auto i = std::size_t{0}; i != rows.size(); ++i) {
    auto const at_row = inside{r, i};
    if (rows[i].size() != n) {
      r.add(fmt::format("has {} entries, must have {}: one for each of its places", rows[i].size(), n));
    }
  }
}

void check_values(reader& r, travel_times const& t) {
  auto const at = inside{r, "driving_s"};
  for (auto i = std::size_t{0}; i != t.driving_s_.size(); ++i) {
    auto const at_row = inside{r, i};
    for (auto k = std::size_t{0}; k != t.driving_s_[i].size(); ++k) {
      auto const v = t.driving_s_[i][k].v_;
      auto const at_entry = inside{r, k};
      if (v && *v > kMaxLegTime.v_) {
        r.add(fmt::format("is {} s, must be {} s at most", *v, kMaxLegTime.v_));
      } else if (i == k && v != 0) {
        r.add(fmt::format("is {}, must be 0: from a place to itself", v ? fmt::format("{}", *v) : "null"));
      }
    }
  }
}

// The lengths say of the same pairs that there is a way.
void check_holes(reader& r, travel_times const& t) {
  if (!t.length_m_ || t.length_m_->size() != t.driving_s_.size()) {
    return;
  }
  auto const at = inside{r, "length_m"};
  for (auto i = std::size_t{0}; i != t.driving_s_.size(); ++i) {
    auto const& lengths = (*t.length_m_)[i];
    auto const at_row = inside{r, i};
    for (auto k = std::size_t{0}; k != std::min(lengths.size(), t.driving_s_[i].size()); ++k) {
      if (t.driving_s_[i][k].v_ && !lengths[k].v_) {
        auto const at_entry = inside{r, k};
        r.add(fmt::format("is null, but driving_s has a way there, of {} s", *t.driving_s_[i][k].v_));
      }
    }
  }
}

void check_table_places(reader& r, travel_times const& t, names const& known) {
  auto there = known_ids{};
  {
    auto const at = inside{r, "places"};
    for (auto i = std::size_t{0}; i != t.places_.size(); ++i) {
      auto const at_index = inside{r, i};
      if (!known.places_.contains(t.places_[i])) {
        r.add(fmt::format("is \"{}\", which is none of the scenario's places", t.places_[i]));
      } else if (!there.insert(t.places_[i]).second) {
        r.add(fmt::format("is \"{}\", which was given before", t.places_[i]));
      }
    }
  }
  auto missing = std::vector<std::string>{};
  for (auto const& [id, where] : known.places_) {
    if (!there.contains(id)) {
      missing.push_back(fmt::format("\"{}\"", id));
    }
  }
  if (!missing.empty()) {
    auto const n = missing.size();
    missing.resize(std::min(kMostShown, n));
    r.add("places", fmt::format("lacks {} of the scenario's places: {}{}", n, fmt::join(missing, ", "),
                                n > kMostShown ? ", …" : ""));
  }
}

void check_profiles(reader& r, scenario const& s) {
  auto seen = known_ids{};
  for (auto i = std::size_t{0}; i != s.travel_times_.size(); ++i) {
    auto const at_index = inside{r, i};
    if (!seen.insert(s.travel_times_[i].profile_).second) {
      r.add("profile", fmt::format("is \"{}\", which was given before", s.travel_times_[i].profile_));
    }
  }
  auto told = known_ids{};
  for (auto const& v : s.vehicles_) {
    if (!seen.contains(v.profile_) && told.insert(v.profile_).second) {
      r.add(fmt::format("has no table for the profile \"{}\" of vehicle {}", v.profile_, v.id_));
    }
  }
}

}  // namespace

void check_times_given(reader& r, scenario const& s, names const& known) {
  if (s.travel_times_.empty()) {
    if (s.roads_.empty() && !r.has_wrong("roads") && !r.has_wrong("travel_times")) {
      r.add("roads", "is missing or empty; the scenario needs roads, or travel_times");
    }
    return;
  }
  if (!s.roads_.empty()) {
    r.add("travel_times", "and roads are both given; one of them is enough");
  }
  if (!s.closures_.empty()) {
    r.add("closures", "need roads; no road can be closed in a table of travel times");
  }
  auto const at = inside{r, "travel_times"};
  check_profiles(r, s);
  for (auto i = std::size_t{0}; i != s.travel_times_.size(); ++i) {
    auto const& t = s.travel_times_[i];
    auto const at_index = inside{r, i};
    check_table_places(r, t, known);
    check_size(r, "driving_s", t.driving_s_, t.places_.size());
    if (t.length_m_) {
      check_size(r, "length_m", *t.length_m_, t.places_.size());
    }
    check_values(r, t);
    check_holes(r, t);
  }
}

void check_slices(reader& r, scenario const& s) {
  if (!is_known(s.start_) || !is_known(s.end_)) {
    return;
  }
  auto const starts = slice_starts(s);
  if (starts.size() <= kMaxSlices) {
    return;
  }
  auto times = std::vector<std::string>{};
  for (auto i = std::size_t{1}; i != std::min(starts.size(), std::size_t{13}); ++i) {
    times.push_back(to_string(starts[i]));
  }
  r.add("closures",
        fmt::format("change the roads at {} times within the operation, must be {} at most: {}{}", starts.size() - 1,
                    kMaxSlices - 1, fmt::join(times, ", "), starts.size() > 13 ? ", …" : ""));
}

}  // namespace leeward::planning::validation
