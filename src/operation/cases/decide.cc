#include "operation/cases/rules.h"
#include "operation/known.h"

namespace leeward::operation::cases {

namespace {

check is_open(operation::state const& s, case_id const& id) {
  return known(s.cases_.cases_, id, "a case", "case").and_then([&](auto const row) -> check {
    if (s.cases_.cases_.at(row).settled_) {
      return refuse(refusal_code::kWrongState, "The case is settled already.", "case", "an open case");
    }
    return {};
  });
}

}  // namespace

decision decide(operation::state const& s, ask_for<assigned> const& c, context const& now) {
  return is_open(s, c.what_.case_)
      .and_then([&] { return is_short_enough(c.what_.to_, kMostName, "to"); })
      .and_then([&]() -> decision {
        if (c.what_.due_ <= now.now_) {
          return refuse(refusal_code::kInvalid, "A case cannot be due in the past.", "due",
                        "a time after now, " + to_string(now.now_));
        }
        return events{c.what_};
      });
}

decision decide(operation::state const& s, ask_for<settled> const& c, context const&) {
  if (c.what_.how_.empty() || c.what_.by_.empty()) {
    return refuse(refusal_code::kInvalid, "Say how the case was settled, and who settled it.",
                  c.what_.how_.empty() ? "how" : "by", "a sentence, and a member of staff");
  }
  return is_open(s, c.what_.case_)
      .and_then([&] { return is_short_enough(c.what_.how_, kMostText, "how"); })
      .and_then([&] { return is_short_enough(c.what_.by_, kMostName, "by"); })
      .map([&] { return events{c.what_}; });
}

}  // namespace leeward::operation::cases
