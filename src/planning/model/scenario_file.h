#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/json/reader.h"
#include "base/json/value.h"
#include "base/result.h"
#include "planning/model/plan.h"
#include "planning/model/scenario.h"

namespace leeward::planning {

// Bounds on what a scenario may hold, so that no sum over it can overflow and its table of travel times fits memory.
inline constexpr auto const kMaxPersons = std::int64_t{1'000'000};  // of anything that is counted in persons
inline constexpr auto const kMaxPeople = std::int64_t{10'000'000};  // of all households together
inline constexpr auto const kMaxPlaces = std::size_t{10'000};       // depots, pickup points and centres together
inline constexpr auto const kMaxPriority = std::int64_t{1000};
inline constexpr auto const kMaxHousehold = std::int64_t{1000};
inline constexpr auto const kMaxOperation = seconds{std::int64_t{60} * 24 * 3600};

// The JSON of docs/formats/scenario.md. All that is wrong comes back at once, each with its path: what cannot be read,
// and what makes no sense (a name that nothing bears, two of the same name, times in the wrong order, …).
result<scenario> read_scenario(std::string_view json, std::string_view source);

// The same without the households that are wrong; every other problem is an error still. Households that travel with
// one of them are left out too; wishes about them are dropped.
struct partial_scenario {
  scenario scenario_;
  std::vector<skipped> skipped_;  // in the file's order
};
result<partial_scenario> read_sound_part(std::string_view json, std::string_view source);

// Takes these households (id -> problem) out of a valid scenario, in the same way.
std::vector<skipped> leave_out(scenario&, std::map<std::string, std::string, std::less<>> const& gone);

// Whether a document says that it is of this format. A file of another kind or version gets this one answer instead of
// a list of every field that differs; where the field is missing or no text, that is for the reader to say.
result<void> check_format(json::document const&, std::string_view format, std::string_view source);

// As much of a scenario as could be read, with what is wrong with it.
struct judged_scenario {
  scenario scenario_;
  problems wrong_;
  result<void> closures_;  // of these, if they could be read
};

// Errors: no JSON, or another format.
result<judged_scenario> read_and_judge(std::string_view json, std::string_view source);

// All that is wrong as one error, or nothing.
result<void> all_problems(judged_scenario const&);

// The second half of read_scenario, for a scenario that does not come from a file.
void validate(json::reader&, scenario const&);

std::string to_json(scenario const&);

// The JSON Schema of the two formats, from the structs: docs/formats/*.schema.json.
std::string scenario_schema();
std::string plan_schema();

// Names the bytes of a file in a plan that was made from it: FNV-1a, 64 bits, in hex. No protection against malice.
std::string digest(std::string_view bytes);

}  // namespace leeward::planning
