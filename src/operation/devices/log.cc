#include "operation/devices/log.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "base/must_have.h"
#include "operation/custody/fact_number.h"

namespace leeward::operation::devices {

namespace {

// What lies around an operation in its log.
struct around {
  bool follows_{true};
  bool adjoins_{true};  // one that is known is right before or right behind it
  instant from_;        // when those happened
  instant until_;
};

around beside(device const& d, arrival const& a, instant const now) {
  if (a.seq_ > d.last_) {
    auto const is_next = a.seq_ == d.last_ + 1;
    auto const fits = !is_next || d.last_ == 0 || a.prev_ == d.hash_;
    return {.follows_ = fits, .adjoins_ = is_next, .from_ = d.happened_, .until_ = now};
  }
  auto const gap =
      std::ranges::find_if(d.missing_, [&](devices::gap const& g) { return g.first_ <= a.seq_ && a.seq_ <= g.last_; });
  if (gap == d.missing_.end()) {
    return {.follows_ = false, .adjoins_ = false, .from_ = d.happened_, .until_ = now};
  }
  auto const is_first = a.seq_ == gap->first_;
  auto const is_last = a.seq_ == gap->last_;
  auto const begins = !is_first || gap->before_.empty() || a.prev_ == gap->before_;
  auto const ends = !is_last || a.hash_ == gap->after_;
  return {.follows_ = begins && ends, .adjoins_ = is_first || is_last, .from_ = gap->from_, .until_ = gap->until_};
}

refusal why(refusal_code const code, std::string sentence, std::string field, std::string accepted) {
  return {code, std::move(sentence), std::move(field), std::move(accepted)};
}

refusal of_another_log(arrival const& a) {
  return why(
      refusal_code::kTaken,
      fmt::format("Operation {} is not of the log that this device has sent so far: two may have its key.", a.seq_),
      a.seq_ == 0 ? "seq" : "prev", "what follows from the operations that came before");
}

// By a number of version 7 (RFC 9562), which begins with the milliseconds since 1970. A clock may be wrong by years,
// but not by a hundred: whoever made this number did not ask one.
bool is_of_no_clock(uuid const& op, instant const now) {
  constexpr auto const kHundredYears = seconds{std::int64_t{36'525} * 24 * 3600};
  auto const is_version_7 = ((op.high_ >> 12U) & 0xFU) == 7 && op.low_ >> 62U == 2;
  auto const made = instant{static_cast<std::int64_t>((op.high_ >> 16U) / 1'000)};
  return is_version_7 && made > now + kHundredYears;
}

seconds apart(instant const a, instant const b) { return a < b ? b - a : a - b; }

}  // namespace

reading read_log(device const& d, arrival const& a, instant const now) {
  auto const enrolled = must_have(d.enrolled_, "an operation is read of a device that has no keys");
  auto const place = beside(d, a, now);
  auto const said = std::max(a.heard_.value_or(enrolled), enrolled) + std::max(a.since_heard_, seconds{0});
  auto const in_future = said > now + kClockMayDiffer;
  auto r = reading{.follows_ = place.follows_, .happened_ = place.from_, .clock_off_ = false, .why_not_ = {}};
  if (!in_future) {
    r.happened_ = std::max(place.from_, std::min({said, place.until_, now}));
  }
  r.clock_off_ = apart(a.claimed_, r.happened_) > kClockMayDiffer;
  if (!place.follows_) {
    r.why_not_ = of_another_log(a);
  } else if (in_future) {
    r.why_not_ = why(refusal_code::kInvalid,
                     fmt::format("It would have happened at {}; it is {} now.", to_string(said), to_string(now)),
                     "t_mono_since_sync", "a time that has been");
  } else if (is_of_no_clock(a.op_, now)) {
    r.why_not_ = why(refusal_code::kInvalid, "Its number says that it was made more than a hundred years from now.",
                     "op", "a number that is made when it is done");
  } else if (d.revoked_ && (r.happened_ >= *d.revoked_ || !place.adjoins_)) {
    r.why_not_ =
        why(refusal_code::kNotAllowed,
            fmt::format("The device was revoked at {}. {}", to_string(*d.revoked_),
                        place.adjoins_ ? "This happened later." : "What was done before this operation has not come."),
            "device", "what was done before, one after the other");
  }
  return r;
}

fact_id fact_of(arrival const& a) { return custody::fact_number(a.seq_, derived(a.op_, 0)); }

}  // namespace leeward::operation::devices
