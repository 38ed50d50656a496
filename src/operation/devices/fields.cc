#include "operation/devices/fields.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "operation/cases/open.h"
#include "operation/word.h"

namespace leeward::operation::devices {

namespace {

uuid entity_of(edited const& e) { return e.person_ ? e.person_->v_ : e.household_.value_or(household_id{}).v_; }

history const* find(operation::state const& s, uuid const& of, field const f) {
  auto const found = s.devices_.fields_.find({of, f});
  return found == s.devices_.fields_.end() ? nullptr : &found->second;
}

needs needs_now(operation::state const& s, edited const& e) {
  return e.person_ ? s.households_.persons_.at(*e.person_).needs_ : needs{};
}

std::string contradiction(field const f) {
  switch (f) {
    case field::kNeeds:
      return "One says that this person needs something no more, and another, who did not know of it, that they do. "
             "It is kept.";
    case field::kBoardingPlace:
      return "Two who did not know of each other have said where this household boards. What came later counts.";
    default:
      return fmt::format(
          "Two who did not know of each other have changed what is known of this person: {}. What came "
          "later counts, and the other is kept.",
          word(f));
  }
}

bool is_open(operation::state const& s, std::optional<case_id> const& c) {
  return c && !s.cases_.cases_.at(*c).settled_;
}

}  // namespace

std::uint32_t version_of(operation::state const& s, uuid const& of, field const f) {
  auto const* const h = find(s, of, f);
  return h == nullptr ? 0 : h->version_;
}

history with(history h, needs const& now, edit e, std::uint32_t seen) {
  if (h.were_.empty()) {
    h.were_.push_back(now);
  }
  seen = std::min(seen, h.version_);
  auto const since = h.version_ - seen;
  e.seen_ = since < h.were_.size() ? h.were_[h.were_.size() - 1 - since] : h.were_.front();
  std::erase_if(h.standing_, [&](edit const& other) { return other.version_ <= seen || other.by_ == e.by_; });
  if (h.standing_.size() == kMostStanding) {
    h.standing_.erase(h.standing_.begin());
  }
  e.version_ = ++h.version_;
  h.standing_.push_back(e);
  h.were_.push_back(needs_by(h));
  if (h.were_.size() > kVersionsKept) {
    h.were_.erase(h.were_.begin());
  }
  return h;
}

bool is_disputed(field const f, history const& h) {
  if (f != field::kNeeds) {
    return std::ranges::any_of(h.standing_, [&](edit const& e) { return e.value_ != h.standing_.front().value_; });
  }
  auto taken_away = needs{};
  for (auto const& e : h.standing_) {
    taken_away = taken_away | e.seen_.without(e.said_);
  }
  return taken_away.without(needs_by(h)) != taken_away;
}

needs needs_by(history const& h) {
  auto all = needs{};
  for (auto const& e : h.standing_) {
    all = all | e.said_;
  }
  return all;
}

field field_of(households::detail const d) {
  switch (d) {
    case households::detail::kName: return field::kName;
    case households::detail::kBirthYear: return field::kBirthYear;
    case households::detail::kPhone: return field::kPhone;
    case households::detail::kAddress: return field::kAddress;
    case households::detail::kText: return field::kText;
    case households::detail::kMedical: return field::kMedical;
    case households::detail::kDocument: return field::kDocument;
  }
  return field::kText;
}

uuid value_of(households::boarding_changed const& b) {
  return uuid_of_name(
      fmt::format("{} {} {}", to_string(b.zone_), b.point_ ? to_string(*b.point_) : "-", b.at_door_ ? "door" : "-"));
}

edited at_desk(operation::state const& s, households::needs_changed const& e) {
  auto made = edited{};
  made.person_ = e.person_;
  made.fields_ = {{field::kNeeds, version_of(s, e.person_.v_, field::kNeeds), std::nullopt}};
  made.needs_ = e.needs_;
  return made;
}

edited at_desk(operation::state const& s, households::boarding_changed const& e) {
  auto made = edited{};
  made.household_ = e.household_;
  made.fields_ = {{field::kBoardingPlace, version_of(s, e.household_.v_, field::kBoardingPlace), std::nullopt}};
  made.value_ = value_of(e);
  return made;
}

edited at_desk(operation::state const& s, households::person_described const& e, context const& now) {
  auto made = edited{};
  made.person_ = e.person_;
  for (auto const d : e.fields_) {
    made.fields_.push_back({field_of(d), version_of(s, e.person_.v_, field_of(d)), std::nullopt});
  }
  made.value_ = now.fresh_;
  return made;
}

history history_after(operation::state const& s, edited const& e, edited_field const& f) {
  auto const* const before = find(s, entity_of(e), f.field_);
  auto one = edit{};
  if (e.device_) {
    one.by_ = s.devices_.devices_.row_of(*e.device_);
  }
  one.value_ = e.value_;
  one.said_ = needs{e.needs_};
  return with(before == nullptr ? history{} : *before, needs_now(s, e), one, f.seen_);
}

events edit_and_cases(operation::state const& s, edited e, context const& now) {
  auto cases = events{};
  auto about = cases::about{};
  if (e.person_) {
    about.persons_ = {*e.person_};
  }
  if (e.household_) {
    about.households_ = {*e.household_};
  }
  auto n = kEdits;
  for (auto& f : e.fields_) {
    auto const after = history_after(s, e, f);
    auto const disputed = is_disputed(f.field_, after);
    auto const was_open = is_open(s, after.case_);
    if (disputed && !was_open) {
      auto const opened = cases::open(now, n++, cases::kind::kContradiction, about, contradiction(f.field_));
      f.case_ = opened.case_;
      cases.emplace_back(opened);
    } else if (!disputed && was_open) {
      cases.emplace_back(cases::settled{*after.case_, "What is said of it does not contradict any more.", {}});
    }
  }
  auto all = events{std::move(e)};
  std::ranges::move(cases, std::back_inserter(all));
  return all;
}

}  // namespace leeward::operation::devices
