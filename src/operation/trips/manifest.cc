#include "operation/trips/manifest.h"

#include <algorithm>
#include <utility>

#include "operation/cases/open.h"
#include "operation/centres/too_few.h"
#include "operation/custody/fact_number.h"
#include "operation/duplicates/standing.h"
#include "operation/holds/beds_held.h"
#include "operation/people.h"

namespace leeward::operation::trips {

namespace {

template <typename Fits>
std::vector<person_row> people_whose_line(trip const& t, Fits const& fits) {
  auto all = std::vector<person_row>{};
  for (auto const& l : t.manifest_) {
    if (!l.off_ && fits(l.at_)) {
      all.push_back(l.person_);
    }
  }
  return all;
}

}  // namespace

std::vector<person_row> people_on(trip const& t, place const where) {
  return people_whose_line(t, [where](place const at) { return at == where; });
}

std::vector<person_row> people_on(trip const& t) {
  return people_whose_line(t, [](place const at) { return at >= place::kPromised && at <= place::kUnderWay; });
}

std::vector<household_row> standing_by(operation::state const& s, trip const& t) {
  auto all = std::vector<household_row>{};
  for (auto const listed : t.standby_) {
    auto const h = duplicates::standing_for(s, listed);
    if (std::ranges::find(all, h) == all.end()) {
      all.push_back(h);
    }
  }
  return all;
}

custody::moved statement(operation::state const& s, trip const& t, place const to, std::vector<person_row> const& who,
                         context const& now) {
  auto fact = custody::moved{};
  fact.fact_ = custody::fact_of_desk(s, now);
  fact.to_ = to;
  fact.people_ = these_legs(s, who);
  fact.trip_ = t.id_;
  if (!t.to_.is_none()) {
    fact.centre_ = s.centres_.centres_.at(t.to_).id_;
  }
  if (to == place::kGone) {
    fact.how_ = t.kind_ == kind::kHome ? gone::kHome : gone::kOnward;
  }
  return fact;
}

void note_rooms_taken(operation::state const& s, std::vector<person_row> const& who, context const& now, events& all) {
  constexpr auto const kOfRooms = std::uint64_t{1} << 16U;  // apart from the other cases of the same command
  auto asked = centres::beds_asked{};
  for (auto const p : who) {
    auto const stay = s.centres_.stays_.find(p.v_);
    if (stay == s.centres_.stays_.end()) {
      continue;
    }
    if (auto const& room = stay->second.left_) {
      asked.add(stay->second, *room);
    }
  }
  for (auto const centre : centres::too_few(s, asked)) {
    auto about = cases::about{};
    about.centre_ = s.centres_.centres_.at(centre).id_;
    all.emplace_back(cases::open(now, kOfRooms + centre.v_, cases::kind::kOverbooked, std::move(about),
                                 "They come back to rooms that are somebody else's by now."));
  }
}

void give_beds_back(operation::state const& s, std::vector<person_row> const& who, holds::release const why,
                    events& all) {
  for (auto const& [h, people] : by_household(s, who)) {
    if (auto const back = holds::give_back_of(s, h, people, why)) {
      all.emplace_back(*back);
    }
  }
}

}  // namespace leeward::operation::trips
