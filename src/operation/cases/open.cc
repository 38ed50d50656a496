#include "operation/cases/open.h"

#include <utility>

namespace leeward::operation::cases {

owner owner_of(kind const k) {
  switch (k) {
    case kind::kDuplicate:
    case kind::kContradiction: return owner::kCallTaker;
    case kind::kOverbooked:
    case kind::kNotSighted: return owner::kCoordinator;
    case kind::kReusedId:
    case kind::kOverride: return owner::kAuditor;
    case kind::kChildAlone:
    case kind::kUnregistered:
    case kind::kTwoPlaces: return owner::kCentreClerk;
    case kind::kSeparated:
    case kind::kHeadCount:
    case kind::kUnfitting:
    case kind::kCalledOff:
    case kind::kSetAside:
    case kind::kPromiseChanged: return owner::kDispatcher;
  }
  return owner::kCoordinator;
}

seconds time_for(kind const k) {
  constexpr auto const kHour = std::int64_t{3600};
  switch (k) {
    case kind::kChildAlone:
    case kind::kSeparated:
    case kind::kCalledOff:
    case kind::kHeadCount: return {kHour / 2};
    case kind::kUnfitting:
    case kind::kTwoPlaces:
    case kind::kUnregistered:
    case kind::kNotSighted: return {kHour};
    case kind::kOverbooked:
    case kind::kSetAside:
    case kind::kPromiseChanged: return {2 * kHour};
    case kind::kContradiction:
    case kind::kDuplicate: return {12 * kHour};
    case kind::kReusedId:
    case kind::kOverride: return {72 * kHour};
  }
  return {kHour};
}

opened open(context const& c, std::uint64_t const n, kind const k, about what, std::string sentence) {
  constexpr auto const kCases = std::uint64_t{1} << 32U;  // apart from the other ids of the same command
  return {.case_ = c.fresh<case_id>(kCases + n),
          .kind_ = k,
          .about_ = std::move(what),
          .owner_ = owner_of(k),
          .due_ = c.now_ + time_for(k),
          .sentence_ = std::move(sentence)};
}

uuid thing_of(about const& a) {
  if (a.trip_) {
    return a.trip_->v_;
  }
  if (a.centre_) {
    return a.centre_->v_;
  }
  if (!a.persons_.empty()) {
    return a.persons_.front().v_;
  }
  return a.households_.empty() ? uuid{} : a.households_.front().v_;
}

}  // namespace leeward::operation::cases
