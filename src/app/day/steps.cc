#include <algorithm>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "app/day/playing.h"
#include "app/plans/names.h"
#include "app/plans/setting.h"
#include "operation/legs.h"
#include "operation/people.h"

// The steps of the script, but for its plans.
namespace leeward::app {

namespace {

using namespace operation;

// Of the household, or of it the one person, who live in a centre now.
std::vector<person_row> who_lives_there(operation::state const& s, centre_life const& c) {
  auto const h = s.households_.households_.find(number_of<household_id>(c.household_));
  if (h.is_none()) {
    return {};
  }
  auto all = members_at(s, h, c.does_ == in_centre::kComesBack ? place::kAbsent : place::kSheltered);
  if (c.person_) {
    auto const one = person_number(c.household_, static_cast<std::size_t>(*c.person_ - 1));
    std::erase_if(all, [&](person_row const p) { return s.households_.persons_.at(p).id_ != one; });
  }
  return all;
}

custody::command to_command(operation::state const& s, centre_life const& c, std::vector<person_row> const& who) {
  auto const centre = s.centres_.centres_.at(current_leg(s.custody_.tracks_[who.front().v_])->centre_).id_;
  auto people = std::vector<person_id>{};
  for (auto const p : who) {
    people.push_back(s.households_.persons_.at(p).id_);
  }
  if (c.does_ == in_centre::kLeaves) {
    return custody::check_out{centre, std::move(people), c.how_.value_or(gone::kUnknown), c.to_where_};
  }
  return custody::set_presence{centre, c.does_ == in_centre::kGoesOut, std::move(people)};
}

}  // namespace

result<void> playing::take(day_step const& s, std::size_t const index) {
  if (!s.note_.empty()) {
    watch_.time_(s.at_);
    watch_.note_(s.at_, s.note_);
  }
  if (s.ask_) {
    return ask_command(s, index);
  }
  if (s.set_up_) {
    return set_up(s.at_, *s.set_up_);
  }
  if (s.all_ask_) {
    return let_all_ask(s.at_, *s.all_ask_);
  }
  if (s.confirm_all_) {
    return confirm(s.at_, *s.confirm_all_, index);
  }
  if (s.plan_) {
    return make_plan(s.at_, *s.plan_);
  }
  if (s.stays_away_) {
    deviations_.stay_away_.insert(number_of<household_id>(s.stays_away_->household_));
  } else if (s.miscount_) {
    deviations_.miscounts_[number_of<household_id>(s.miscount_->household_)] = {s.miscount_->more_,
                                                                                s.miscount_->reason_};
  } else if (s.centre_life_) {
    return live(s.at_, *s.centre_life_, index);
  } else if (s.told_) {
    ++outcome_.told_[s.told_->kind_];
  }
  return {};
}

result<void> playing::ask_command(day_step const& s, std::size_t const index) {
  auto const name = fmt::format("steps[{}]", index);
  auto words = std::vector<about>{};
  for (auto const& w : s.about_) {
    words.push_back({w.subject_,
                     {.name_ = w.name_,
                      .birth_year_ = w.birth_year_,
                      .phone_ = w.phone_,
                      .address_ = w.address_,
                      .text_ = w.text_}});
  }
  return ask(s.at_, {{name, *day_.asked_[index], s.refused_.has_value(), s.candidates_, std::move(words)}})
      .map([&](std::vector<ledger::answer> const& answers) {
        if (!s.refused_) {
          return;
        }
        auto const& why = answers.front().refusal_;
        if (why && why->code_ == *s.refused_) {
          ++outcome_.refused_as_expected_;
        } else {
          refused(s.at_, name,
                  why.value_or(refusal{*s.refused_, "The script expects a refusal, and it was done.", "refused", {}}));
        }
      });
}

result<void> playing::ask_all(instant const at, std::string const& name, std::vector<command> commands) {
  auto all = std::vector<to_ask>{};
  for (auto i = std::size_t{0}; i != commands.size(); ++i) {
    all.push_back({fmt::format("{}, {}", name, i), std::move(commands[i])});
  }
  return ask(at, std::move(all)).map([](auto const&) {});
}

result<void> playing::set_up(instant const at, app::set_up const& s) {
  return ask_all(at, "set up", setting_of(everybody_, s.less_centres_));
}

result<void> playing::let_all_ask(instant const at, all_ask const& a) {
  auto const less = std::set<std::string>{a.less_households_.begin(), a.less_households_.end()};
  auto n = std::int64_t{0};
  auto at_once = std::vector<to_ask>{};
  for (auto i = std::size_t{0}; i != everybody_.households_.size(); ++i) {
    auto const& h = everybody_.households_[i];
    auto const asks = std::max(at, planning::ready_from(everybody_, h) - a.before_ready_s_);
    if (asks > a.until_ || less.contains(h.id_)) {
      continue;
    }
    auto const who = asks_for_help{i, a.by_themselves_every_ != 0 && ++n % a.by_themselves_every_ == 0};
    if (asks == at) {
      add_appeal(at, who, at_once);
    } else {
      due_.emplace(asks, who);
    }
  }
  return ask(at, std::move(at_once)).map([](auto const&) {});
}

result<void> playing::confirm(instant const at, confirm_all const& c, std::size_t const index) {
  auto list = households::confirm{c.by_, {}};
  for (auto const& h : known().households_.households_.all()) {
    if (!h.confirmed_ && h.merged_into_.is_none()) {
      list.households_.push_back(h.id_);
    }
  }
  auto const kept = std::max<std::int64_t>(std::ssize(list.households_) - c.less_last_, 0);
  list.households_.resize(std::min(static_cast<std::size_t>(kept), households::kMostConfirmedAtOnce));
  if (list.households_.empty()) {
    return {};
  }
  return ask_all(at, fmt::format("steps[{}]", index), {households::command{std::move(list)}});
}

result<void> playing::live(instant const at, centre_life const& c, std::size_t const index) {
  auto const who = who_lives_there(known(), c);
  if (who.empty()) {
    refused(at, fmt::format("steps[{}]", index),
            {refusal_code::kWrongState, fmt::format("Nobody of {} is there to do so.", c.household_),
             "centre_life.household", "a household that lives in a reception centre then"});
    return {};
  }
  return ask_all(at, fmt::format("steps[{}]", index), {to_command(known(), c, who)});
}

}  // namespace leeward::app
