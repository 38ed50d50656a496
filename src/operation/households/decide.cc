#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "operation/cases/open.h"
#include "operation/centres/too_few.h"
#include "operation/devices/fields.h"
#include "operation/duplicates/standing.h"
#include "operation/holds/beds_held.h"
#include "operation/households/checks.h"
#include "operation/households/rules.h"
#include "operation/known.h"
#include "operation/legs.h"
#include "operation/people.h"

namespace leeward::operation::households {

check boards_somewhere(operation::state const& s, zone_id const& zone, std::optional<point_id> const& point,
                       bool const at_door) {
  return known(s.zones_.zones_, zone, "a zone", "zone").and_then([&](zone_row) -> check {
    if (!point) {
      return {};
    }
    if (at_door) {
      return refuse(refusal_code::kInvalid, "A household boards at its door or at a pickup point, not at both.",
                    "point", "no point, or at_door: false");
    }
    return known(s.zones_.points_, *point, "a pickup point", "point").map([](point_row) {});
  });
}

namespace {

check are_new(operation::state const& s, std::vector<member> const& all) {
  for (auto i = std::size_t{0}; i != all.size(); ++i) {
    auto const& id = all[i].person_;
    if (id.is_none() || s.households_.persons_.has(id)) {
      return is_new(s.households_.persons_, id, "a person", fmt::format("members[{}].person", i));
    }
    auto const before = all.begin() + static_cast<std::ptrdiff_t>(i);
    if (std::find_if(all.begin(), before, [&](member const& m) { return m.person_ == id; }) != before) {
      return refuse(refusal_code::kTaken, "The same person is listed twice.", fmt::format("members[{}].person", i),
                    "each person once");
    }
  }
  return {};
}

check is_size(std::size_t const n, std::string_view const field) {
  if (n >= 1 && n <= kMostMembers) {
    return {};
  }
  return refuse(refusal_code::kInvalid, fmt::format("A household of {} people cannot be entered.", n),
                std::string{field}, fmt::format("1 to {} people", kMostMembers));
}

// The trip on which somebody of a household has a place.
std::optional<trip_id> trip_of(operation::state const& s, household_row const h) {
  for (auto const p : members(s, h)) {
    auto const where = place_of(s, p);
    auto const* const l = current_leg(s.custody_.tracks_[p.v_]);
    if (where >= place::kPromised && where <= place::kUnderWay && l != nullptr && !l->trip_.is_none()) {
      return s.trips_.trips_.at(l->trip_).id_;
    }
  }
  return std::nullopt;
}

// Whoever was promised something as they were before has to be asked again.
void note_changed_promise(operation::state const& s, household_row const h, context const& now, std::string sentence,
                          events& all) {
  auto const& hold = s.holds_.of_[h.v_];
  auto about = cases::about{};
  about.households_ = {s.households_.households_.at(h).id_};
  about.trip_ = trip_of(s, h);
  if (hold) {
    about.centre_ = s.centres_.centres_.at(hold->centre_).id_;
  }
  if (hold || about.trip_) {
    all.emplace_back(cases::open(now, 0, cases::kind::kPromiseChanged, std::move(about), std::move(sentence)));
  }
}

// Whoever lives in a centre takes up another kind of bed, also where there is none.
void note_beds(operation::state const& s, person_row const p, needs const& then, context const& now, events& all) {
  auto const found = s.centres_.stays_.find(p.v_);
  if (found == s.centres_.stays_.end() || !found->second.room_ || found->second.bed_ == bed_for(then)) {
    return;
  }
  auto stay = found->second;
  stay.bed_ = bed_for(then);
  auto asked = centres::beds_asked{};
  asked.add(stay, *stay.room_);
  for (auto const c : centres::too_few(s, asked)) {
    auto about = cases::about{};
    about.centre_ = s.centres_.centres_.at(c).id_;
    all.emplace_back(cases::open(now, 1, cases::kind::kOverbooked, std::move(about),
                                 "Somebody who lives there needs another kind of bed than there is."));
  }
}

}  // namespace

decision decide(operation::state const& s, ask_for<registered> const& c, context const& now) {
  auto const& what = c.what_;
  return is_new(s.households_.households_, what.household_, "a household", "household")
      .and_then([&] { return is_size(what.members_.size(), "members"); })
      .and_then([&] { return are_new(s, what.members_); })
      .and_then([&] { return boards_somewhere(s, what.zone_, what.point_, what.at_door_); })
      .map([&] {
        auto all = events{};
        all.emplace_back(what);
        auto n = std::size_t{0};
        for (auto const& other : now.candidates_) {
          if (s.households_.households_.has(other.household_)) {
            auto about = cases::about{};
            about.households_ = {what.household_, other.household_};
            all.emplace_back(cases::open(now, n++, cases::kind::kDuplicate, std::move(about), other.reason_));
          }
        }
        return all;
      });
}

decision decide(operation::state const& s, confirm const& c, context const& now) {
  if (c.households_.empty() || c.households_.size() > kMostConfirmedAtOnce) {
    return refuse(refusal_code::kInvalid,
                  fmt::format("{} households cannot be confirmed at once.", c.households_.size()), "households",
                  fmt::format("1 to {}", kMostConfirmedAtOnce));
  }
  if (c.by_ == origin::kSelf) {
    return refuse(refusal_code::kInvalid, "Nobody can confirm themselves.", "by", "staff, school, home, at_point");
  }
  auto fresh = confirmed{.batch_ = now.fresh<batch_id>(0), .by_ = c.by_, .households_ = {}};
  for (auto i = std::size_t{0}; i != c.households_.size(); ++i) {
    auto const h = known(s.households_.households_, c.households_[i], "a household", fmt::format("households[{}]", i));
    if (!h) {
      return tl::unexpected{h.error()};
    }
    if (!s.households_.households_.at(*h).confirmed_) {
      fresh.households_.push_back(c.households_[i]);
    }
  }
  return fresh.households_.empty() ? events{} : events{std::move(fresh)};
}

decision decide(operation::state const& s, ask_for<confirmation_undone> const& c, context const&) {
  if (!s.households_.confirmations_.contains(c.what_.batch_)) {
    return refuse(refusal_code::kUnknown, "There is no such confirmation that could be undone.", "batch",
                  "the number that the confirmation was answered with");
  }
  return events{c.what_};
}

decision decide(operation::state const& s, ask_for<person_joined> const& c, context const& now) {
  return duplicates::standing(s, c.what_.household_, "household").and_then([&](household_row const h) -> decision {
    auto const size = s.households_.households_.at(h).persons_.size() + 1;
    return is_size(size, "household").and_then([&] { return are_new(s, {c.what_.member_}); }).map([&] {
      auto all = events{c.what_};
      note_changed_promise(s, h, now, "One more person than was promised seats and a bed.", all);
      return all;
    });
  });
}

decision decide(operation::state const& s, ask_for<needs_changed> const& c, context const& now) {
  return duplicates::standing(s, c.what_.person_, "person").map([&](person_row const row) {
    auto const& p = s.households_.persons_.at(row);
    if (p.needs_ == needs{c.what_.needs_}) {
      return events{};
    }
    auto all = devices::edit_and_cases(s, devices::at_desk(s, c.what_), now);
    all.emplace_back(c.what_);
    note_changed_promise(s, p.household_, now, "Somebody needs another place or bed than was promised.", all);
    note_beds(s, row, needs{c.what_.needs_}, now, all);
    return all;
  });
}

decision decide(operation::state const& s, ask_for<boarding_changed> const& c, context const& now) {
  return duplicates::standing(s, c.what_.household_, "household").and_then([&](household_row const h) {
    return boards_somewhere(s, c.what_.zone_, c.what_.point_, c.what_.at_door_).map([&] {
      auto all = devices::edit_and_cases(s, devices::at_desk(s, c.what_), now);
      all.emplace_back(c.what_);
      note_changed_promise(s, h, now, "The household waits at another place than where its trip comes.", all);
      return all;
    });
  });
}

namespace {

// What was held for those who leave goes with them: all of it, if whoever stays is gone.
void split_hold(operation::state const& s, household_row const h, split const& what,
                std::vector<person_row> const& leaving, events& all) {
  auto const& hold = s.holds_.of_[h.v_];
  if (!hold) {
    return;
  }
  auto const somebody_stays = std::ranges::any_of(
      members(s, h), [&](person_row const p) { return std::ranges::find(leaving, p) == leaving.end(); });
  auto const theirs = somebody_stays ? smaller(holds::beds_held_for(s, leaving), hold->beds_) : hold->beds_;
  if (theirs == beds{}) {
    return;
  }
  auto const trip = hold->trip_.is_none() ? std::nullopt : std::optional{s.trips_.trips_.at(hold->trip_).id_};
  if (auto const rest = holds::give_back(s, h, theirs, holds::release::kReplaced)) {
    all.emplace_back(*rest);
  }
  all.emplace_back(
      holds::event{holds::taken{what.into_, trip, s.centres_.centres_.at(hold->centre_).id_, theirs, hold->until_}});
}

tl::expected<std::vector<person_row>, refusal> who_leave(operation::state const& s, household_row const h,
                                                         split const& what) {
  auto leaving = std::vector<person_row>{};
  for (auto i = std::size_t{0}; i != what.persons_.size(); ++i) {
    auto const p = s.households_.persons_.find(what.persons_[i]);
    auto const field = fmt::format("persons[{}]", i);
    if (p.is_none() || s.households_.persons_.at(p).household_ != h) {
      return refuse(refusal_code::kUnknown, "This person is not in the household.", field, "a member of it");
    }
    if (std::ranges::find(leaving, p) != leaving.end()) {
      return refuse(refusal_code::kTaken, "The same person is listed twice.", field, "each person once");
    }
    leaving.push_back(p);
  }
  if (leaving.empty() || leaving.size() == s.households_.households_.at(h).persons_.size()) {
    return refuse(refusal_code::kInvalid, "A household is split when some leave it and some stay.", "persons",
                  "at least one, and not all");
  }
  return leaving;
}

}  // namespace

decision decide(operation::state const& s, ask_for<split> const& c, context const&) {
  auto const& what = c.what_;
  if (what.consent_.empty()) {
    return refuse(refusal_code::kNotAllowed, "A household is split only by its own consent.", "consent",
                  "where their consent is kept");
  }
  return is_short_enough(what.consent_, kMostName, "consent")
      .and_then([&] { return is_new(s.households_.households_, what.into_, "a household", "into"); })
      .and_then([&] { return duplicates::standing(s, what.household_, "household"); })
      .and_then([&](household_row const h) {
        return who_leave(s, h, what).map([&](std::vector<person_row> const& leaving) {
          auto all = events{what};
          split_hold(s, h, what, leaving, all);
          return all;
        });
      });
}

decision decide(operation::state const& s, ask_for<disclosure_set> const& c, context const&) {
  return known(s.households_.households_, c.what_.household_, "a household", "household")
      .map([&](household_row const h) {
        return s.households_.households_.at(h).secret_ == c.what_.secret_ ? events{} : events{c.what_};
      });
}

decision decide(operation::state const& s, ask_for<order_overridden> const& c, context const& now) {
  auto const& what = c.what_;
  if (what.reason_.empty() || what.by_.empty()) {
    return refuse(refusal_code::kInvalid, "Say why this household comes first, and who decides it.",
                  what.reason_.empty() ? "reason" : "by", "a reason, and a member of staff");
  }
  return is_short_enough(what.reason_, kMostText, "reason")
      .and_then([&] { return is_short_enough(what.by_, kMostName, "by"); })
      .and_then([&] { return duplicates::standing(s, what.household_, "household"); })
      .map([&](household_row const h) {
        if (s.households_.households_.at(h).put_first_) {
          return events{};
        }
        auto about = cases::about{};
        about.households_ = {what.household_};
        return events{what, cases::open(now, 0, cases::kind::kOverride, std::move(about), what.reason_)};
      });
}

}  // namespace leeward::operation::households
