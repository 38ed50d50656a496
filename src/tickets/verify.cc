#include "tickets/verify.h"

#include <cstdint>

#include <fmt/format.h>

namespace leeward::tickets {

namespace {

constexpr auto const kMinute = std::int64_t{60};
constexpr auto const kHour = 60 * kMinute;
constexpr auto const kDay = 24 * kHour;
constexpr auto const kClockMayDiffer = seconds{10 * kMinute};

std::string age(seconds const s) {
  if (s.v_ < kMinute) {
    return "less than a minute";
  }
  return s.v_ < kHour      ? fmt::format("{} min", s.v_ / kMinute)
         : s.v_ < 2 * kDay ? fmt::format("{} h {:02} min", s.v_ / kHour, s.v_ % kHour / kMinute)
                           : fmt::format("{} days", s.v_ / kDay);
}

std::string about_the_list(known_tickets const& known, instant const now) {
  if (!known.as_of_) {
    return "No list of tickets taken back has reached this device: one that was withdrawn or replaced passes here.";
  }
  if (now < *known.as_of_) {
    return fmt::format(
        "The list of tickets taken back is as of {}, which this device's clock has not reached: "
        "set the clock.",
        to_string(*known.as_of_));
  }
  return fmt::format("The list of tickets taken back is {} old (as of {}): one taken back since then passes here.",
                     age(now - *known.as_of_), to_string(*known.as_of_));
}

std::string named(ticket const& t) {
  return fmt::format("{}, {} {}", to_string(t.number_), t.persons_, t.persons_ == 1 ? "person" : "persons");
}

finding judged(ticket const& t, known_tickets const& known, instant const now) {
  auto const said = [&](verdict const v, std::string sentence) {
    return finding{.verdict_ = v, .sentence_ = std::move(sentence), .notes_ = {}, .ticket_ = t};
  };
  if (auto const why = known.is_taken_back(t)) {
    return *why == taken_back::kWithdrawn
               ? said(verdict::kWithdrawn,
                      fmt::format("This ticket was withdrawn ({}), known as of {}. Ask the dispatcher by the number.",
                                  named(t), to_string(*known.as_of_)))
               : said(verdict::kReplaced,
                      fmt::format("This ticket is an old one ({}): a newer one was issued, known as of {}. Ask for the "
                                  "newer one, or look the household up by its number and code word.",
                                  named(t), to_string(*known.as_of_)));
  }
  if (now >= t.expires_) {
    return said(verdict::kExpired, fmt::format("This ticket ({}) was good until {}, and now it is {}. Look the "
                                               "household up by its number and code word.",
                                               named(t), to_string(t.expires_), to_string(now)));
  }
  if (auto const at = known.seen_at(t)) {
    return said(verdict::kSeenBefore,
                fmt::format("This ticket ({}) was seen on this device before, at {}. It may be a copy: ask for the "
                            "code word and count heads.",
                            named(t), to_string(*at)));
  }
  return said(verdict::kGood, fmt::format("A good ticket: {}, until {}.", named(t), to_string(t.expires_)));
}

}  // namespace

finding verify(std::string_view const text, verifier const& by, known_tickets const& known, instant const now) {
  auto const read = read_ticket(text);
  if (!read) {
    return {.verdict_ = verdict::kUnreadable, .sentence_ = read.error().sentence_, .notes_ = {}};
  }
  auto const& t = read->ticket_;
  if (t.operation_ != by.operation_) {
    return {.verdict_ = verdict::kOtherOperation,
            .sentence_ = fmt::format("This ticket is of another operation ({}), and not of this one ({}). Send its "
                                     "household to that one's buses, or register it here.",
                                     to_string(t.operation_), to_string(by.operation_)),
            .notes_ = {}};
  }
  if (!is_signed_by(*read, by.key_)) {
    return {.verdict_ = verdict::kForged,
            .sentence_ =
                "This ticket is forged or was altered: the operation did not sign it. Keep it if you can, and "
                "tell the dispatcher.",
            .notes_ = {}};
  }
  auto f = judged(t, known, now);
  f.notes_.push_back(about_the_list(known, now));
  if (now + kClockMayDiffer < t.issued_) {
    f.notes_.push_back(
        fmt::format("It was issued at {}, which this device's clock ({}) has not reached: set the clock.",
                    to_string(t.issued_), to_string(now)));
  }
  return f;
}

}  // namespace leeward::tickets
