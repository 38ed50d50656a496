#include "app/day/playing.h"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "app/plans/names.h"
#include "app/plans/setting.h"

namespace leeward::app {

namespace {

using namespace operation;

constexpr auto const kActor = std::string_view{"day"};

// In turn, as they came in on that day.
constexpr auto const kChannels =
    std::array{appeals::channel::kSocialNetwork, appeals::channel::kTelephone, appeals::channel::kSocialNetwork,
               appeals::channel::kCounter, appeals::channel::kTelephone};

std::string_view word_of(occasion_kind const k) {
  switch (k) {
    case occasion_kind::kReleased: return "released";
    case occasion_kind::kAtPoint: return "at point";
    case occasion_kind::kBoarding: return "boarding";
    case occasion_kind::kDeparture: return "departure";
    case occasion_kind::kArrival: return "arrival";
    case occasion_kind::kBeds: return "beds";
  }
  return "";
}

// Those of different trips can be told at once; of one trip the next waits for the answer.
std::vector<occasion> one_of_each_trip(std::vector<occasion>& all) {
  auto seen = std::set<trip_id>{};
  auto first = std::vector<occasion>{};
  auto rest = std::vector<occasion>{};
  for (auto& o : all) {
    auto& to = seen.insert(o.trip_).second ? first : rest;
    to.push_back(std::move(o));
  }
  all = std::move(rest);
  return first;
}

}  // namespace

playing::playing(readable_day const& day, planning::scenario const& everybody, desk& d, planner const& p,
                 watcher const& w)
    : day_{day}, everybody_{everybody}, desk_{d}, planner_{p}, watch_{w} {
  running_.scenario_ = everybody;
  running_.scenario_.households_.clear();
  running_.scenario_.pins_.clear();
  running_.scenario_.forbidden_.clear();
  next_row_ = day.script_.steps_.front().at_ + kBetweenRows;
  for (auto const& who : day.script_.people_) {
    people_.emplace(who.household_, &who);
  }
}

result<day_outcome> playing::play() {
  auto const& steps = day_.script_.steps_;
  for (auto i = std::size_t{0}; i != steps.size(); ++i) {
    auto const done = run_until(steps[i].at_, false).and_then([&] { return take(steps[i], i); });
    if (!done) {
      return tl::unexpected{done.error()};
    }
  }
  return run_until(day_.script_.end_, true).map([&] {
    outcome_.last_ = row_of(known(), day_.script_.end_);
    watch_.row_(outcome_.last_);
    return std::move(outcome_);
  });
}

result<void> playing::run_until(instant const until, bool const with_the_last) {
  while (!due_.empty() && (due_.begin()->first < until || (with_the_last && due_.begin()->first == until))) {
    auto const at = due_.begin()->first;
    show_rows_until(at);
    auto now = std::vector<due>{};
    for (auto const end = due_.upper_bound(at); due_.begin() != end;) {
      now.push_back(std::move(due_.extract(due_.begin()).mapped()));
    }
    if (auto const done = do_what_is_due(at, std::move(now)); !done) {
      return done;
    }
  }
  show_rows_until(until);
  return {};
}

result<void> playing::do_what_is_due(instant const at, std::vector<due> all) {
  auto appeals = std::vector<to_ask>{};
  auto on_trips = std::vector<occasion>{};
  for (auto& d : all) {
    if (auto const* const h = std::get_if<asks_for_help>(&d)) {
      add_appeal(at, *h, appeals);
    } else {
      on_trips.push_back(std::move(std::get<occasion>(d)));
    }
  }
  return ask(at, std::move(appeals)).and_then([&](auto const&) { return hear_from_trips(at, std::move(on_trips)); });
}

result<void> playing::hear_from_trips(instant const at, std::vector<occasion> all) {
  while (!all.empty()) {
    auto requests = std::vector<to_ask>{};
    auto const now = one_of_each_trip(all);
    for (auto const& o : now) {
      auto n = 0;
      for (auto& r : reports_of(known(), o, deviations_)) {
        requests.push_back(
            {fmt::format("trip {}: {} at {}, {}", to_string(o.trip_), word_of(o.what_), to_string(at), ++n),
             std::move(r.what_), r.may_be_refused_});
      }
    }
    if (auto const done = ask(at, std::move(requests)); !done) {
      return tl::unexpected{done.error()};
    }
    for (auto const& o : now) {
      for (auto const& h : o.households_) {  // they stay away from one bus
        deviations_.stay_away_.erase(h);
      }
    }
  }
  return {};
}

void playing::show_rows_until(instant const until) {
  for (; next_row_ < until; next_row_ = next_row_ + kBetweenRows) {
    watch_.time_(next_row_);
    watch_.row_(row_of(known(), next_row_));
  }
}

void playing::add_appeal(instant const at, asks_for_help const& who, std::vector<to_ask>& all) {
  auto const& h = everybody_.households_[who.household_];
  auto const appeal = number_of<appeal_id>(h.id_ + "/appeal");
  auto const text = appeals::verbatim{to_string(appeal), 1};
  auto const channel = who.by_itself_ ? appeals::channel::kWeb : kChannels.at(who.household_ % kChannels.size());
  auto said = std::vector<about>{};
  auto people = std::vector<about>{};
  for (auto const& [household, p] : std::ranges::subrange{people_.lower_bound(h.id_), people_.upper_bound(h.id_)}) {
    if (p->text_) {
      said.push_back({appeal.v_, {.text_ = p->text_}});
    }
    people.push_back(
        {person_number(h.id_, static_cast<std::size_t>(p->person_ - 1)).v_,
         {.name_ = p->name_, .birth_year_ = p->birth_year_, .phone_ = p->phone_, .address_ = p->address_}});
  }
  auto const say = [&](std::string_view const what, command c, std::vector<about> words) {
    all.push_back({fmt::format("{}: {}", h.id_, what), std::move(c), false, {}, std::move(words)});
  };
  say("appeal", appeals::command{ask_for<appeals::taken>{{appeal, channel, text, at}}}, std::move(said));
  say("registration",
      households::command{ask_for<households::registered>{
          registration_of(h, who.by_itself_ ? households::origin::kSelf : households::origin::kStaff)}},
      std::move(people));
  say("link", appeals::command{ask_for<appeals::linked>{{appeal, number_of<household_id>(h.id_), text}}}, {});
}

result<std::vector<ledger::answer>> playing::ask(instant const at, std::vector<to_ask> all) {
  if (all.empty()) {
    return {};
  }
  watch_.time_(at);
  auto requests = std::vector<people_request>{};
  for (auto& a : all) {
    requests.push_back({{.op_ = uuid_of_name(fmt::format("{}: {}", day_.script_.name_, a.name_)),
                         .actor_ = std::string{kActor},
                         .what_ = std::move(a.what_),
                         .candidates_ = std::move(a.candidates_)},
                        std::move(a.about_)});
  }
  outcome_.requests_ += std::ssize(requests);
  auto answers = desk_.ask(at, std::move(requests));
  if (!answers) {
    return answers;
  }
  for (auto i = std::size_t{0}; i != all.size(); ++i) {
    auto const& a = (*answers)[i];
    if (a.outcome_ == ledger::outcome::kNotKept) {
      return fail(error_kind::kStorage, fmt::format("{}: {}", all[i].name_, a.refusal_ ? a.refusal_->sentence_ : ""));
    }
    if (a.refusal_ && !all[i].may_be_refused_) {
      refused(at, all[i].name_, *a.refusal_);
    }
  }
  return answers;
}

void playing::refused(instant const at, std::string what, refusal why) {
  if (outcome_.refused_.size() < kMostRefusals) {
    outcome_.refused_.push_back({at, std::move(what), std::move(why)});
  }
}

result<day_outcome> play_day(readable_day const& day, planning::scenario const& everybody, desk& d, planner const& p,
                             watcher const& w) {
  return playing{day, everybody, d, p, w}.play();
}

}  // namespace leeward::app
