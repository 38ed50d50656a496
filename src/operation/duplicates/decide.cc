#include <cstddef>
#include <optional>
#include <utility>

#include "operation/cases/open.h"
#include "operation/duplicates/rules.h"
#include "operation/duplicates/standing.h"
#include "operation/known.h"

// What may be one household, and what a person says of it.
namespace leeward::operation::duplicates {

namespace {

tl::expected<pair_of_households, refusal> both(operation::state const& s, household_id const& a,
                                               household_id const& b) {
  if (a == b) {
    return refuse(refusal_code::kInvalid, "A household is not its own duplicate.", "b", "another household");
  }
  return standing(s, a, "a").and_then([&](household_row const first) {
    return standing(s, b, "b").map([&](household_row const second) { return pair_of(first, second); });
  });
}

}  // namespace

decision decide(operation::state const& s, suggest const& c, context const& now) {
  if (c.reasons_.empty()) {
    return refuse(refusal_code::kInvalid, "Say why the two may be one household.", "reasons", "a reason");
  }
  return is_short_enough(c.reasons_, kMostText, "reasons")
      .and_then([&] { return both(s, c.a_, c.b_); })
      .map([&](pair_of_households const& pair) {
        if (s.duplicates_.open_.contains(pair)) {
          return events{};
        }
        auto about = cases::about{};
        about.households_ = {c.a_, c.b_};
        return events{cases::open(now, 0, cases::kind::kDuplicate, std::move(about), c.reasons_)};
      });
}

decision decide(operation::state const& s, ask_for<judged> const& c, context const&) {
  auto const& what = c.what_;
  if (what.reason_.empty() || what.by_.empty()) {
    return refuse(refusal_code::kInvalid, "Say what the verdict rests on, and whose it is.",
                  what.reason_.empty() ? "reason" : "by", "a sentence, and a member of staff");
  }
  return is_short_enough(what.reason_, kMostText, "reason")
      .and_then([&] { return is_short_enough(what.by_, kMostName, "by"); })
      .and_then([&] { return both(s, what.a_, what.b_); })
      .map([&](pair_of_households const& pair) {
        auto all = events{what};
        auto const open = s.duplicates_.open_.find(pair);
        if (open != s.duplicates_.open_.end() && what.verdict_ != verdict::kUnsure) {
          all.emplace_back(cases::settled{open->second, what.reason_, what.by_});
        }
        return all;
      });
}

}  // namespace leeward::operation::duplicates
