#include "operation/custody/who.h"

#include <algorithm>
#include <cstddef>

#include <fmt/format.h>

#include "operation/custody/commands.h"
#include "operation/duplicates/standing.h"
#include "operation/legs.h"

namespace leeward::operation::custody {

tl::expected<std::vector<person_row>, refusal> who(operation::state const& s, std::vector<person_id> const& people) {
  if (people.empty() || people.size() > kMostPeopleAtOnce) {
    return refuse(refusal_code::kInvalid, fmt::format("{} people cannot be entered at once.", people.size()), "people",
                  fmt::format("1 to {}", kMostPeopleAtOnce));
  }
  auto rows = std::vector<person_row>{};
  rows.reserve(people.size());
  for (auto i = std::size_t{0}; i != people.size(); ++i) {
    auto const field = [i] { return fmt::format("people[{}]", i); };  // only a refusal needs it
    auto const p = s.households_.persons_.find(people[i]);
    if (p.is_none() || !s.households_.persons_.at(p).same_as_.is_none()) {
      return tl::unexpected{duplicates::standing(s, people[i], field()).error()};
    }
    if (std::ranges::find(rows, p) != rows.end()) {
      return refuse(refusal_code::kTaken, "The same person is listed twice.", field(), "each person once");
    }
    rows.push_back(p);
  }
  return rows;
}

std::string where_in_words(place const p) {
  switch (p) {
    case place::kWaiting: return "waits";
    case place::kPromised: return "is promised a place on a trip";
    case place::kBoarded: return "is on board of a trip";
    case place::kUnderWay: return "is under way";
    case place::kArrived: return "has arrived in a reception centre";
    case place::kSheltered: return "lives in a reception centre";
    case place::kAbsent: return "lives in a reception centre and is out";
    case place::kGone: return "is gone";
  }
  return {};
}

bool is_in_centre(place const p) { return p == place::kArrived || p == place::kSheltered || p == place::kAbsent; }

bool is_of_centre(operation::state const& s, person_row const p, centre_row const c) {
  auto const* const l = current_leg(s.custody_.tracks_[p.v_]);
  return l != nullptr && l->centre_ == c;
}

}  // namespace leeward::operation::custody
