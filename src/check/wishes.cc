#include <algorithm>
#include <set>

#include "base/geo.h"
#include "check/sheet.h"

// What is asked for and allowed, for the reasons that a plan gives.
namespace leeward::check {

using planning::forbidden_pair;
using planning::household;

std::optional<metres> walk_of(sheet const& s, household const& h, planning::pickup_point const& p) {
  if (s.times_.walk_) {
    return s.times_.walk_(h.id_, p.id_);
  }
  auto const straight = distance_between(h.position_.value_or(position{}), p.position_).v_;
  return metres{(straight * 13 + 9999) / 10000};
}

std::vector<household const*> company_of(sheet const& s, household const& h) {
  auto known = std::set<std::string_view>{h.id_};
  auto company = std::vector{&h};
  for (auto i = std::size_t{0}; i != company.size(); ++i) {
    auto const at = s.beside_.find(company[i]->id_);
    if (at == s.beside_.end()) {
      continue;
    }
    for (auto const* const other : at->second) {
      if (!s.begun_households_.contains(other->id_) && known.insert(other->id_).second) {
        company.push_back(other);
      }
    }
  }
  return company;
}

namespace {

// A pin of the household that names another one.
bool pinned_elsewhere(sheet const& s, household const& h, std::optional<std::string> planning::pin::* what,
                      std::string_view const id) {
  return std::ranges::any_of(
      s.s_.pins_, [&](planning::pin const& p) { return p.household_ == h.id_ && p.*what && *(p.*what) != id; });
}

bool is_forbidden(sheet const& s, household const& h, std::optional<std::string> forbidden_pair::* what,
                  std::string_view const id) {
  return std::ranges::any_of(s.s_.forbidden_, [&](forbidden_pair const& f) {
    return f.household_ && *f.household_ == h.id_ && f.*what && *(f.*what) == id;
  });
}

}  // namespace

bool may_use_vehicle(sheet const& s, household const& h, std::string_view const vehicle) {
  return !pinned_elsewhere(s, h, &planning::pin::vehicle_, vehicle) &&
         !is_forbidden(s, h, &forbidden_pair::vehicle_, vehicle);
}

bool may_use_centre(sheet const& s, household const& h, std::string_view const centre) {
  return !pinned_elsewhere(s, h, &planning::pin::centre_, centre) &&
         !is_forbidden(s, h, &forbidden_pair::centre_, centre);
}

bool may_use_point(sheet const& s, household const& h, std::string_view const point) {
  return !pinned_elsewhere(s, h, &planning::pin::pickup_point_, point) &&
         !is_forbidden(s, h, &forbidden_pair::pickup_point_, point);
}

bool may_meet(sheet const& s, std::string_view const vehicle, std::string_view const point,
              std::string_view const centre) {
  return std::ranges::none_of(s.s_.forbidden_, [&](forbidden_pair const& f) {
    return !f.household_ && (!f.vehicle_ || *f.vehicle_ == vehicle) &&
           (!f.pickup_point_ || *f.pickup_point_ == point) && (!f.centre_ || *f.centre_ == centre);
  });
}

}  // namespace leeward::check
