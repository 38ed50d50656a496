#include "operation/devices/edits.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/json/description.h"
#include "operation/cases/open.h"
#include "operation/custody/what_follows.h"
#include "operation/devices/fields.h"
#include "operation/devices/log.h"
#include "operation/duplicates/standing.h"
#include "operation/households/checks.h"
#include "operation/word.h"

namespace leeward::operation::devices {

namespace {

constexpr auto const kQuestion = kEdits + 64;  // the number of a case, behind those of the edit

std::vector<need> list_of(needs const& n) {
  auto all = std::vector<need>{};
  for (auto const& w : json::words_of<need>()) {
    if (n.has(w.value_)) {
      all.push_back(w.value_);
    }
  }
  return all;
}

edited by_device(coming const& c, std::vector<field> const& fields) {
  auto e = edited{};
  e.device_ = c.device_.id_;
  for (auto const f : fields) {
    auto const seen = c.from_.base_.find(word(f));
    e.fields_.push_back({f, seen == c.from_.base_.end() ? 0 : seen->second, std::nullopt});
  }
  return e;
}

// The trip, not to leave before it happened, on which somebody of the household was ever promised a place: what became
// of the promise since depends on what other devices have told by now.
std::optional<trip_id> promised_by(coming const& c, household_row const h) {
  auto found = std::optional<trip_id>{};
  for (auto const p : c.s_.households_.households_.at(h).persons_) {
    for (auto const& l : c.s_.custody_.tracks_[p.v_].legs_) {
      auto const is_promise = std::ranges::any_of(
          l.facts_, [](custody::stated const& f) { return f.place_ == place::kPromised && !f.void_; });
      if (is_promise && !l.trip_.is_none() && c.s_.trips_.trips_.at(l.trip_).departs_ > c.happened_) {
        found = c.s_.trips_.trips_.at(l.trip_).id_;
      }
    }
  }
  return found;
}

// One at a time: whoever was promised something has to be asked again.
void question_promise(coming const& c, household_row const h, std::string sentence, events& all) {
  auto const trip = promised_by(c, h);
  auto const before = c.s_.devices_.questioned_.find(h);
  auto const is_open = before != c.s_.devices_.questioned_.end() && !c.s_.cases_.cases_.at(before->second).settled_;
  if (!trip || is_open) {
    return;
  }
  auto about = cases::about{};
  about.households_ = {c.s_.households_.households_.at(h).id_};
  about.trip_ = trip;
  auto const opened =
      cases::open(c.now_, kQuestion, cases::kind::kPromiseChanged, std::move(about), std::move(sentence));
  all.emplace_back(promise_questioned{c.s_.households_.households_.at(h).id_, opened.case_});
  all.emplace_back(opened);
}

bool boards_there(operation::state const& s, household_row const row, households::boarding_changed const& what) {
  auto const& h = s.households_.households_.at(row);
  auto const point = what.point_ ? s.zones_.points_.row_of(*what.point_) : point_row{};
  return h.zone_ == s.zones_.zones_.row_of(what.zone_) && h.point_ == point && h.at_door_ == what.at_door_;
}

tl::expected<person_row, refusal> person_in_scope(coming const& c, person_id const& id) {
  return duplicates::standing(c.s_, id, "person")
      .and_then([&](person_row const p) -> tl::expected<person_row, refusal> {
        return may_speak_of(c, c.s_.households_.persons_.at(p).household_, "person").map([&] { return p; });
      });
}

}  // namespace

decision edit_in_field(coming const& c, households::needs_changed const& what) {
  return person_in_scope(c, what.person_).map([&](person_row const row) {
    auto const& p = c.s_.households_.persons_.at(row);
    auto e = by_device(c, {field::kNeeds});
    e.person_ = what.person_;
    e.needs_ = list_of(needs{what.needs_});
    auto const after = history_after(c.s_, e, e.fields_.front());
    auto all = edit_and_cases(c.s_, std::move(e), c.now_);
    if (needs_by(after) != p.needs_) {
      all.emplace_back(households::needs_changed{what.person_, list_of(needs_by(after))});
      std::ranges::move(custody::places_for(c.s_, row, needs_by(after), fact_of(c.from_), c.now_),
                        std::back_inserter(all));
    }
    if (after.standing_.back().seen_ != after.standing_.back().said_) {
      question_promise(c, p.household_, "Somebody needs another place or bed than was promised.", all);
    }
    return all;
  });
}

decision edit_in_field(coming const& c, households::boarding_changed const& what) {
  return duplicates::standing(c.s_, what.household_, "household").and_then([&](household_row const h) {
    return may_speak_of(c, h, "household")
        .and_then([&] { return households::boards_somewhere(c.s_, what.zone_, what.point_, what.at_door_); })
        .map([&] {
          auto e = by_device(c, {field::kBoardingPlace});
          e.household_ = what.household_;
          e.value_ = value_of(what);
          auto all = edit_and_cases(c.s_, std::move(e), c.now_);
          if (!boards_there(c.s_, h, what)) {
            all.emplace_back(what);
          }
          question_promise(c, h, "The household waits at another place than where its trip comes.", all);
          return all;
        });
  });
}

decision edit_in_field(coming const& c, households::person_described const& what) {
  if (what.version_ == 0) {
    return refuse(refusal_code::kInvalid, "Versions are counted from 1; this is version 0.", "version", "1 or later");
  }
  return person_in_scope(c, what.person_).and_then([&](person_row) {
    return households::are_details(what.fields_).map([&] {
      auto fields = std::vector<field>{};
      for (auto const d : what.fields_) {
        fields.push_back(field_of(d));
      }
      auto e = by_device(c, fields);
      e.person_ = what.person_;
      e.value_ = c.from_.op_;
      auto all = edit_and_cases(c.s_, std::move(e), c.now_);
      all.emplace_back(what);
      return all;
    });
  });
}

}  // namespace leeward::operation::devices
