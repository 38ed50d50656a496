#include "operation/regions/offers.h"
#include "operation/regions/rules.h"

namespace leeward::operation::regions {

namespace {

void count(operation::state& s, offer const& o, bool const stands) {
  for (auto const& place : o.what_.places_) {
    auto const row = s.centres_.centres_.row_of(place.centre_);
    auto& given = s.regions_.standing_[row];
    given = stands ? given + place.beds_ : given - place.beds_;
    if (given == beds{}) {
      s.regions_.standing_.erase(row);
    }
  }
}

bool waits_for_answer(offer_status const o) { return o == offer_status::kOffered || o == offer_status::kCountered; }

}  // namespace

void apply(operation::state& s, instant, added const& e) { s.regions_.regions_.add({e.region_, e.name_}); }

void apply(operation::state& s, instant, requested const& e) { s.regions_.requests_.add({e.request_, e}); }

void apply(operation::state& s, instant, offered const& e) {
  auto const row = s.regions_.offers_.add({e.offer_, e, offer_status::kOffered});
  s.regions_.by_expiry_.emplace(e.expires_, row);
}

void apply(operation::state& s, instant, offer_changed const& e) {
  auto const row = s.regions_.offers_.row_of(e.offer_);
  auto& o = s.regions_.offers_.at(row);
  if (stands(o.status_) != stands(e.to_)) {
    count(s, o, stands(e.to_));
  }
  if (!waits_for_answer(e.to_)) {
    s.regions_.by_expiry_.erase({o.what_.expires_, row});
  }
  o.status_ = e.to_;
}

}  // namespace leeward::operation::regions
