#include <cstdint>
#include <limits>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "operation/cases/open.h"
#include "operation/centres/rules.h"
#include "operation/known.h"

namespace leeward::operation::centres {

namespace {

constexpr auto const kMostBeds = std::int32_t{20'000};
constexpr auto const kMostRooms = std::size_t{5'000};
constexpr auto const kMostAnHour = std::int32_t{10'000};

check is_possible(beds const& b, std::string_view const field) {
  for (auto const n : {b.general_, b.accessible_}) {
    if (n < 0 || n > kMostBeds) {
      return refuse(refusal_code::kInvalid, fmt::format("A room cannot have {} beds.", n), std::string{field},
                    fmt::format("0 to {}", kMostBeds));
    }
  }
  return {};
}

check is_rate(std::optional<std::int32_t> const& per_hour) {
  if (!per_hour || (*per_hour > 0 && *per_hour <= kMostAnHour)) {
    return {};
  }
  return refuse(refusal_code::kInvalid, fmt::format("A centre cannot take in {} persons an hour.", *per_hour),
                "intake_per_hour", fmt::format("1 to {}, or nothing for no limit", kMostAnHour));
}

// After this change the centre has promised more than it has: said as it is, and somebody has to find other beds.
void note_overbooking(centre const& c, beds const& change, context const& now, events& all) {
  auto const left = free_beds(c) + change;
  if (left.general_ >= 0 && left.accessible_ >= 0) {
    return;
  }
  auto about = cases::about{};
  about.centre_ = c.id_;
  all.emplace_back(
      cases::open(now, 0, cases::kind::kOverbooked, std::move(about),
                  fmt::format("{} has {} general and {} accessible beds too few for those it holds and houses.",
                              c.name_, std::max(0, -left.general_), std::max(0, -left.accessible_))));
}

}  // namespace

decision decide(operation::state const& s, ask_for<added> const& c, context const&) {
  return is_new(s.centres_.centres_, c.what_.centre_, "a reception centre", "centre")
      .and_then([&] { return is_short_enough(c.what_.name_, kMostName, "name"); })
      .and_then([&] { return is_rate(c.what_.intake_per_hour_); })
      .map([&] { return events{c.what_}; });
}

decision decide(operation::state const& s, ask_for<room_set> const& c, context const& now) {
  return known(s.centres_.centres_, c.what_.centre_, "a reception centre", "centre")
      .and_then([&](centre_row const row) -> decision {
        auto const& centre = s.centres_.centres_.at(row);
        auto const old = centre.rooms_.find(c.what_.room_);
        if (old == centre.rooms_.end() && centre.rooms_.size() >= kMostRooms) {
          return refuse(refusal_code::kInvalid, fmt::format("{} has {} rooms already.", centre.name_, kMostRooms),
                        "room", fmt::format("at most {} rooms", kMostRooms));
        }
        return is_possible(c.what_.beds_, "beds").map([&] {
          auto all = events{c.what_};
          note_overbooking(centre, c.what_.beds_ - (old == centre.rooms_.end() ? beds{} : old->second.beds_), now, all);
          return all;
        });
      });
}

decision decide(operation::state const& s, ask_for<beds_blocked> const& c, context const& now) {
  return is_short_enough(c.what_.reason_, kMostText, "reason")
      .and_then([&] { return known(s.centres_.centres_, c.what_.centre_, "a reception centre", "centre"); })
      .and_then([&](centre_row const row) -> decision {
        auto const& centre = s.centres_.centres_.at(row);
        auto const room = centre.rooms_.find(c.what_.room_);
        if (room == centre.rooms_.end()) {
          return refuse(refusal_code::kUnknown, fmt::format("{} has no such room.", centre.name_), "room",
                        "a room of this centre");
        }
        if (!room->second.beds_.fits(c.what_.blocked_)) {
          return refuse(refusal_code::kInvalid,
                        fmt::format("The room has {} general and {} accessible beds; more cannot be blocked.",
                                    room->second.beds_.general_, room->second.beds_.accessible_),
                        "blocked", "at most the room's beds");
        }
        return is_possible(c.what_.blocked_, "blocked").map([&] {
          auto all = events{c.what_};
          note_overbooking(centre, room->second.blocked_ - c.what_.blocked_, now, all);
          return all;
        });
      });
}

// A centre that closes takes nobody new; those it holds beds for have to be found others.
decision decide(operation::state const& s, ask_for<status_set> const& c, context const& now) {
  return is_short_enough(c.what_.reason_, kMostText, "reason")
      .and_then([&] { return known(s.centres_.centres_, c.what_.centre_, "a reception centre", "centre"); })
      .and_then([&](centre_row const row) -> decision {
        auto const& centre = s.centres_.centres_.at(row);
        if (centre.status_ == c.what_.status_) {
          return events{};
        }
        if (c.what_.status_ == status::kClosed && centre.here_.all() > 0) {
          return refuse(refusal_code::kWrongState,
                        fmt::format("{} persons are still in {}.", centre.here_.all(), centre.name_), "status",
                        "\"closing\", until everybody has left");
        }
        auto all = events{c.what_};
        if (c.what_.status_ != status::kOpen && (centre.here_.all() > 0 || centre.held_ != beds{})) {
          auto about = cases::about{};
          about.centre_ = centre.id_;
          all.emplace_back(cases::open(
              now, 0, cases::kind::kOverbooked, std::move(about),
              fmt::format("{} takes nobody any more ({}): {} persons live there and {} beds are held.", centre.name_,
                          c.what_.reason_, centre.here_.all(), centre.held_.general_ + centre.held_.accessible_)));
        }
        return all;
      });
}

decision decide(operation::state const& s, ask_for<intake_set> const& c, context const&) {
  return is_rate(c.what_.per_hour_)
      .and_then([&] { return known(s.centres_.centres_, c.what_.centre_, "a reception centre", "centre"); })
      .map([&](centre_row) { return events{c.what_}; });
}

}  // namespace leeward::operation::centres
