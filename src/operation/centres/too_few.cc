#include "operation/centres/too_few.h"

#include "operation/regions/offers.h"

namespace leeward::operation::centres {

std::set<centre_row> too_few(operation::state const& s, beds_asked const& asked) {
  auto all = std::set<centre_row>{};
  for (auto const& [at, beds] : asked.in_rooms_) {
    auto const& room = s.centres_.centres_.at(at.first).rooms_.at(at.second);
    if (!(room.beds_ - room.blocked_ - room.taken_).fits(beds)) {
      all.insert(at.first);
    }
  }
  for (auto const& [centre, beds] : asked.in_centres_) {
    auto const& c = s.centres_.centres_.at(centre);
    auto const beyond_offers = c.region_ && (regions::left_of_offers(s, centre) - beds).below_zero();
    if ((free_beds(c) - beds).below_zero() || beyond_offers) {
      all.insert(centre);
    }
  }
  return all;
}

}  // namespace leeward::operation::centres
