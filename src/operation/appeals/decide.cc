#include <fmt/format.h>

#include "operation/appeals/rules.h"
#include "operation/duplicates/standing.h"
#include "operation/known.h"

namespace leeward::operation::appeals {

namespace {

check is_reference(verbatim const& t) {
  if (t.subject_.empty() || t.version_ == 0) {
    return refuse(refusal_code::kInvalid, "Say where the words of the appeal are kept.", "text",
                  "a subject and its version, from 1");
  }
  return is_short_enough(t.subject_, kMostName, "text.subject");
}

tl::expected<appeal_row, refusal> open_appeal(operation::state const& s, appeal_id const& id) {
  return known(s.appeals_.appeals_, id, "an appeal", "appeal")
      .and_then([&](appeal_row const row) -> tl::expected<appeal_row, refusal> {
        if (s.appeals_.appeals_.at(row).closed_) {
          return refuse(refusal_code::kWrongState, "The appeal is closed already.", "appeal",
                        "an open appeal, or a new one");
        }
        return row;
      });
}

// A version that was seen already says nothing new; an earlier one would undo what came after it.
check is_no_older(verbatim const& is, verbatim const& asked) {
  if (asked.subject_ == is.subject_ && asked.version_ < is.version_) {
    return refuse(
        refusal_code::kWrongState,
        fmt::format("Version {} of the text is known already; this is version {}.", is.version_, asked.version_),
        "text.version", fmt::format("{} or later", is.version_));
  }
  return {};
}

}  // namespace

decision decide(operation::state const& s, ask_for<taken> const& c, context const& now) {
  return is_new(s.appeals_.appeals_, c.what_.appeal_, "an appeal", "appeal")
      .and_then([&] { return is_reference(c.what_.text_); })
      .and_then([&]() -> decision {
        if (c.what_.taken_at_ > now.now_) {
          return refuse(refusal_code::kInvalid, "An appeal cannot have been taken in the future.", "taken_at",
                        "a time up to now, " + to_string(now.now_));
        }
        return events{c.what_};
      });
}

decision decide(operation::state const& s, ask_for<linked> const& c, context const&) {
  return is_reference(c.what_.text_)
      .and_then([&] { return open_appeal(s, c.what_.appeal_); })
      .and_then([&](appeal_row const row) {
        auto const& a = s.appeals_.appeals_.at(row);
        return is_no_older(a.text_, c.what_.text_)
            .and_then([&] { return duplicates::standing(s, c.what_.household_, "household"); })
            .and_then([&](household_row const h) -> decision {
              auto const own = s.appeals_.of_.find(h);
              if (a.household_ == h && a.text_ == c.what_.text_) {
                return events{};
              }
              if (a.household_ != h && own != s.appeals_.of_.end() && own->second.size() >= kMostOfHousehold) {
                return refuse(refusal_code::kFull,
                              fmt::format("This household has {} appeals already.", kMostOfHousehold), "household",
                              "close the appeal with a reason instead");
              }
              return events{c.what_};
            });
      });
}

decision decide(operation::state const& s, ask_for<closed> const& c, context const&) {
  if (c.what_.reason_.empty() || c.what_.by_.empty()) {
    return refuse(refusal_code::kInvalid, "Say why the appeal is closed, and who closes it.",
                  c.what_.reason_.empty() ? "reason" : "by", "a reason, and a member of staff");
  }
  return is_short_enough(c.what_.reason_, kMostText, "reason")
      .and_then([&] { return is_short_enough(c.what_.by_, kMostName, "by"); })
      .and_then([&] { return open_appeal(s, c.what_.appeal_); })
      .map([&](appeal_row) { return events{c.what_}; });
}

}  // namespace leeward::operation::appeals
