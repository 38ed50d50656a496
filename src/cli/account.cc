#include "app/live/account.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include <boost/describe.hpp>
#include <fmt/format.h>

#include "base/json/encode.h"
#include "cli/commands.h"
#include "cli/data_folder.h"
#include "operation/word.h"

namespace leeward::cli {

namespace {

using operation::word;

constexpr auto const kOverdue = std::string_view{"overdue"};

struct account_options {
  data_folder_options data_;
  std::optional<std::string> only_;
};

struct account_answer {
  app::totals totals_;
  std::vector<app::account_of_person> people_;
};
BOOST_DESCRIBE_STRUCT(account_answer, (), (totals_, people_))

std::vector<option> declare(account_options& o) {
  auto all = declare(o.data_);
  all.push_back(
      {"--only", &o.only_,
       "Only persons at this place (waiting, promised, boarded, under_way, arrived, sheltered, absent, gone), "
       "or overdue: not seen for longer than their limit"});
  return all;
}

result<void> check_only(account_options const& o) {
  auto known = std::vector<std::string>{std::string{kOverdue}};
  for (auto const& w : json::words_of<operation::place>()) {
    known.push_back(w.word_);
  }
  if (o.only_ && std::ranges::find(known, *o.only_) == known.end()) {
    return invalid(fmt::format("--only: is \"{}\", must be one of {}", *o.only_, fmt::join(known, ", ")), "--only");
  }
  return {};
}

bool is_wanted(app::account_of_person const& p, account_options const& o) {
  return !o.only_ || (*o.only_ == kOverdue ? p.overdue_ : !p.same_as_ && *o.only_ == word(p.place_));
}

std::string plain(std::string text) {
  std::ranges::replace(text, '_', ' ');
  return text;
}

std::string in_words(app::evidence const& e) {
  auto text = fmt::format("last seen {} at {}", plain(word(e.as_)), to_string(e.at_));
  if (!e.where_.empty()) {
    text += ", " + e.where_;
  }
  return e.trip_ ? text + ", trip " + to_string(*e.trip_) : text;
}

std::string in_words(app::account_of_person const& p) {
  if (p.same_as_) {
    return fmt::format("{}  the same person as {}\n", to_string(p.person_), to_string(*p.same_as_));
  }
  auto text = fmt::format("{}  {} since {}; {}", to_string(p.person_), plain(word(p.place_)), to_string(p.since_),
                          p.last_ ? in_words(*p.last_) : "not seen yet");
  if (p.overdue_ && p.limit_) {
    text += fmt::format("\n  should have been seen by {}: ", to_string(*p.limit_));
    text += p.question_
                ? fmt::format(
                      "case {}, with the {}{}, due {}", to_string(p.question_->case_), plain(word(p.question_->owner_)),
                      p.question_->to_.empty() ? "" : " (" + p.question_->to_ + ")", to_string(p.question_->due_))
                : "no case yet, the clock opens one";
  }
  return text + "\n";
}

std::string in_words(app::totals const& t) {
  auto text = t.operation_ ? fmt::format("{}, {}", *t.operation_,
                                         t.kind_ == operation::operations::kind::kLive ? "live" : "an exercise")
                           : std::string{"No operation is open in this folder"};
  text += fmt::format(", as of {} (event {}):\n", to_string(t.as_of_), t.events_);
  auto sum = std::int64_t{0};
  for (auto const& w : json::words_of<operation::place>()) {
    auto const n = t.places_.at(w.word_);
    sum += n;
    text += fmt::format("  {:<12}{:>9}\n", plain(w.word_), n);
  }
  text += fmt::format("  {:<12}{:>9}, {}\n", "registered", t.registered_,
                      sum == t.registered_ ? "which is their sum" : fmt::format("but the sum of them is {}", sum));
  return text + fmt::format(
                    "Not seen for longer than their limit: {}, {} of them without a case. Open cases of every "
                    "kind: {}.\n",
                    t.overdue_, t.without_case_, t.open_cases_);
}

std::string in_words(account_answer const& a) {
  auto text = std::string{};
  for (auto const& p : a.people_) {
    text += in_words(p);
  }
  return text + in_words(a.totals_);
}

result<exit_code> run(account_options const& o, console const& out) {
  auto a = account_answer{};
  return check_only(o)
      .and_then([&] {
        return run_errand(o.data_, {.what_ = app::errand_kind::kAccount}, "counting", out,
                          [&](app::errand_line const& line) {
                            if (line.totals_) {
                              a.totals_ = *line.totals_;
                            }
                            if (line.person_ && is_wanted(*line.person_, o)) {
                              a.people_.push_back(*line.person_);
                            }
                            return true;
                          });
      })
      .map([&] {
        out.print(out.json_ ? json::encode(a) + "\n" : in_words(a));
        return exit_code::kOk;
      });
}

}  // namespace

command account() {
  return make_command<account_options>(
      "account", "Account for everyone: where each person is, by what evidence, and who looks for those not seen",
      "leeward account day/data --only overdue", declare, run);
}

}  // namespace leeward::cli
