#include "app/day/script.h"

#include <algorithm>
#include <string>

#include <fmt/format.h>

#include "app/day/names_in_text.h"
#include "base/json/decode.h"
#include "base/json/reader.h"
#include "base/json/uuid.h"
#include "base/problems.h"
#include "ledger/codec.h"

namespace leeward::app {

namespace {

constexpr auto const kKinds =
    std::string_view{"ask, set_up, all_ask, confirm_all, plan, stays_away, miscount, centre_life, told"};

int things_in(day_step const& s) {
  return static_cast<int>(s.ask_.has_value()) + static_cast<int>(s.set_up_.has_value()) +
         static_cast<int>(s.all_ask_.has_value()) + static_cast<int>(s.confirm_all_.has_value()) +
         static_cast<int>(s.plan_.has_value()) + static_cast<int>(s.stays_away_.has_value()) +
         static_cast<int>(s.miscount_.has_value()) + static_cast<int>(s.centre_life_.has_value()) +
         static_cast<int>(s.told_.has_value());
}

void check_list(problems& wrong, std::string const& path, std::size_t const n) {
  if (n > kMostNamed) {
    wrong.add(path, fmt::format("has {} entries, may have at most {}", n, kMostNamed));
  }
}

void check_life(problems& wrong, std::string const& path, centre_life const& c) {
  if (c.how_.has_value() != (c.does_ == in_centre::kLeaves)) {
    wrong.add(path + ".how", c.how_ ? "is given, and nobody leaves" : "is missing: say how they leave");
  }
  if (c.person_ && *c.person_ < 1) {
    wrong.add(path + ".person", fmt::format("is {}, must be 1 or more", *c.person_));
  }
}

void check_step(problems& wrong, std::string const& path, day_step const& s) {
  if (things_in(s) != 1) {
    wrong.add(path, fmt::format("says {} things, must say exactly one of {}", things_in(s), kKinds));
  }
  if (!s.ask_ && (s.refused_ || !s.candidates_.empty() || !s.about_.empty())) {
    wrong.add(path, "has \"candidates\", \"about\" or \"refused\" without \"ask\"");
  }
  check_list(wrong, path + ".about", s.about_.size());
  check_list(wrong, path + ".candidates", s.candidates_.size());
  if (s.set_up_) {
    check_list(wrong, path + ".set_up.less_centres", s.set_up_->less_centres_.size());
  }
  if (s.all_ask_) {
    check_list(wrong, path + ".all_ask.less_households", s.all_ask_->less_households_.size());
    if (s.all_ask_->by_themselves_every_ < 0) {
      wrong.add(path + ".all_ask.by_themselves_every", "must be 0 or more");
    }
    if (s.all_ask_->until_ < s.at_) {
      wrong.add(path + ".all_ask.until", fmt::format("is {}, before \"at\"", to_string(s.all_ask_->until_)));
    }
  }
  if (s.confirm_all_ && s.confirm_all_->less_last_ < 0) {
    wrong.add(path + ".confirm_all.less_last", "must be 0 or more");
  }
  if (s.plan_ && s.plan_->name_.empty()) {
    wrong.add(path + ".plan.name", "is empty");
  }
  if (s.centre_life_) {
    check_life(wrong, path + ".centre_life", *s.centre_life_);
  }
}

void check_times(problems& wrong, day_script const& d) {
  for (auto i = std::size_t{0}; i != d.steps_.size(); ++i) {
    auto const at = d.steps_[i].at_;
    auto const path = fmt::format("steps[{}].at", i);
    if (i != 0 && at < d.steps_[i - 1].at_) {
      wrong.add(path, fmt::format("is {}, before the step ahead of it", to_string(at)));
    }
    if (at > d.end_) {
      wrong.add(path, fmt::format("is {}, after the day's end, {}", to_string(at), to_string(d.end_)));
    }
  }
  if (!d.steps_.empty() && d.end_ - d.steps_.front().at_ > kLongestDay) {
    wrong.add("end",
              fmt::format("is {}, more than {} days after the first step", to_string(d.end_), kLongestDay.v_ / 86'400));
  }
}

void check_people(problems& wrong, day_script const& d) {
  if (d.people_.size() > kMostDescribed) {
    wrong.add("people", fmt::format("has {} entries, may have at most {}", d.people_.size(), kMostDescribed));
  }
  for (auto i = std::size_t{0}; i != d.people_.size(); ++i) {
    if (d.people_[i].person_ < 1) {
      wrong.add(fmt::format("people[{}].person", i), fmt::format("is {}, must be 1 or more", d.people_[i].person_));
    }
  }
}

void check_day(problems& wrong, day_script const& d) {
  if (d.format_ != kDayFormat) {
    wrong.add("format", fmt::format("is \"{}\", must be \"{}\"", d.format_, kDayFormat));
  }
  if (d.steps_.empty() || d.steps_.size() > kMostSteps) {
    wrong.add("steps", fmt::format("has {} entries, must have 1 to {}", d.steps_.size(), kMostSteps));
  }
  if (d.utc_offset_s_ < -86'400 || d.utc_offset_s_ > 86'400) {
    wrong.add("utc_offset_s", fmt::format("is {}, must be -86400 to 86400", d.utc_offset_s_));
  }
  for (auto i = std::size_t{0}; i != d.steps_.size(); ++i) {
    check_step(wrong, fmt::format("steps[{}]", i), d.steps_[i]);
  }
  check_people(wrong, d);
  check_times(wrong, d);
}

// Two plans of one name would be one plan.
void check_plan_names(problems& wrong, day_script const& d) {
  for (auto i = std::size_t{0}; i != d.steps_.size(); ++i) {
    auto const same = [&](day_step const& s) {
      return s.plan_ && d.steps_[i].plan_ && s.plan_->name_ == d.steps_[i].plan_->name_;
    };
    if (std::any_of(d.steps_.begin(), d.steps_.begin() + static_cast<std::ptrdiff_t>(i), same)) {
      wrong.add(fmt::format("steps[{}].plan.name", i), fmt::format("is \"{}\" once more", d.steps_[i].plan_->name_));
    }
  }
}

}  // namespace

result<readable_day> read_day(std::string_view const json, std::string_view const source) {
  if (json.size() > kMostDayBytes) {
    return fail(error_kind::kTooLarge,
                fmt::format("{}: has {} bytes, may have at most {}", source, json.size(), kMostDayBytes));
  }
  auto script = json::decode<day_script>(with_numbers(json), source);
  if (!script) {
    return tl::unexpected{script.error()};
  }
  auto wrong = problems{source};
  check_day(wrong, *script);
  check_plan_names(wrong, *script);
  auto day = readable_day{std::move(*script), {}};
  for (auto i = std::size_t{0}; i != day.script_.steps_.size(); ++i) {
    auto& asked = day.asked_.emplace_back();
    if (auto const& ask = day.script_.steps_[i].ask_) {
      auto c = ledger::decode_command(ask->text_, "ask");
      if (c) {
        asked = std::move(*c);
      } else {
        wrong.add(fmt::format("steps[{}]", i), c.error().sentence_);
      }
    }
  }
  if (!wrong.empty()) {
    return wrong.to_error();
  }
  return day;
}

}  // namespace leeward::app
