#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "planning/model/scenario_file.h"

// What the parts of validate() share. A field that could not be read is empty and has had its line already, so nothing
// more is said of it, nor of times that are the epoch.
namespace leeward::planning::validation {

using known_ids = std::set<std::string, std::less<>>;
using index_by_id = std::map<std::string, std::size_t, std::less<>>;

struct names {
  known_ids depots_, points_, centres_, vehicles_, zones_;
  std::map<std::string, std::string, std::less<>> places_;  // -> where it was first given
  index_by_id households_;
};

void between(json::reader&, std::string_view field, std::int64_t, std::int64_t min, std::int64_t max);
void between(json::reader&, std::string_view field, std::optional<std::int64_t>, std::int64_t min, std::int64_t max);
void at_most(json::reader&, std::string_view field, seconds, seconds max);
inline bool is_known(instant const t) { return t != instant{}; }
void within_operation(json::reader&, scenario const&, std::string_view field, std::optional<instant>);

// Whether it is; "is empty" if it is not and was read.
bool is_given(json::reader&, std::string_view field, std::string const&);

// "is "x", which is none of the WHAT".
template <typename Index>
void names_one_of(json::reader& r, std::string_view const field, std::string const& id, Index const& known,
                  std::string_view const what) {
  if (is_given(r, field, id) && !known.contains(id)) {
    r.add(field, "is \"" + id + "\", which is none of the " + std::string{what});
  }
}

template <typename Index>
void names_one_of(json::reader& r, std::string_view const field, std::optional<std::string> const& id,
                  Index const& known, std::string_view const what) {
  if (id) {
    names_one_of(r, field, *id, known, what);
  }
}

// Where each household boards, who goes with whom, deadlines, pins and forbidden pairs.
void check_boarding(json::reader&, household const&, names const&);
void check_company(json::reader&, scenario const&, household const&, names const&);
void check_wishes(json::reader&, scenario const&, names const&);

// What has begun already.
void check_committed(json::reader&, scenario const&, names const&);

// Tables of travel times, and closures as slices of time.
void check_times_given(json::reader&, scenario const&, names const&);
void check_slices(json::reader&, scenario const&);

}  // namespace leeward::planning::validation
