#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "base/json/encode.h"
#include "cli/commands.h"
#include "cli/data_folder.h"
#include "cli/people_in_words.h"
#include "cli/who_asks.h"

namespace leeward::cli {

namespace {

struct search_options {
  data_folder_options data_;
  std::optional<std::string> name_;
  std::optional<std::string> phone_;
  std::optional<std::int64_t> born_;
  std::optional<std::string> place_;
  std::int64_t most_{10};
  std::optional<std::string> enquirer_;
  who_asks who_;
};

std::vector<option> declare(search_options& o) {
  auto all = declare(o.data_);
  auto const more = std::vector<option>{
      {"--name", &o.name_, "A name or parts of it, in any spelling, Cyrillic or Latin"},
      {"--phone", &o.phone_, "A telephone number"},
      {"--born", &o.born_, "The year of birth; helps, and excludes nobody"},
      {"--place", &o.place_, "A street or a town of the address"},
      {"--most", &o.most_, "How many at most, 1 to 100 [10]"},
      {"--enquirer", &o.enquirer_, "Only of whom this person, who enquires, may be told; as a subject, or \"\""}};
  all.insert(all.end(), more.begin(), more.end());
  for (auto& of_who : declare(o.who_)) {
    all.push_back(std::move(of_who));
  }
  return all;
}

// No sentence repeats what is looked for.
result<app::errand> errand_of(search_options const& o) {
  constexpr auto const kFirstYear = 1'880;
  constexpr auto const kLastYear = 2'200;
  constexpr auto const kMost = std::int64_t{100};
  if (!o.name_ && !o.phone_ && !o.place_) {
    return invalid("say whom to look for: --name, --phone or --place", "--name");
  }
  if (o.born_ && (*o.born_ < kFirstYear || *o.born_ > kLastYear)) {
    return invalid(fmt::format("--born: must be a year from {} to {}", kFirstYear, kLastYear), "--born");
  }
  if (o.most_ < 1 || o.most_ > kMost) {
    return invalid(fmt::format("--most: is {}, must be from 1 to {}", o.most_, kMost), "--most");
  }
  auto e = app::errand{.what_ = app::errand_kind::kSearchPeople};
  e.people_ = app::about_people{.by_ = name_of(o.who_), .why_ = o.who_.why_.value_or("")};
  e.people_->query_ =
      app::people_query{.name_ = o.name_.value_or(""),
                        .phone_ = o.phone_.value_or(""),
                        .birth_year_ = o.born_ ? std::optional{static_cast<std::uint16_t>(*o.born_)} : std::nullopt,
                        .place_ = o.place_.value_or(""),
                        .most_ = static_cast<std::size_t>(o.most_),
                        .enquirer_ = o.enquirer_};
  return e;
}

std::string in_words(app::found_people const& a, search_options const& o) {
  auto text = std::string{};
  for (auto const& one : a.found_) {
    text += leeward::cli::in_words(one);
  }
  if (a.unreadable_ != 0) {
    text += fmt::format("{} more may be meant, whose records are damaged: leeward ledger verify {}\n", a.unreadable_,
                        o.data_.folder_.string());
  }
  return text + (a.found_.empty() ? "Nobody is found. Try fewer words, or another spelling.\n"
                                  : fmt::format("All that is known of one: leeward people show {} NUMBER\n",
                                                o.data_.folder_.string()));
}

result<exit_code> run(search_options const& o, console const& out) {
  auto a = app::found_people{};
  return errand_of(o)
      .and_then([&](app::errand const& e) {
        return run_errand(o.data_, e, "searching", out, [&](app::errand_line const& line) {
          if (line.people_ && line.people_->found_) {
            a.found_.push_back(*line.people_->found_);
          }
          if (line.people_ && line.people_->searched_) {
            a.unreadable_ = line.people_->searched_->unreadable_;
          }
          return true;
        });
      })
      .map([&] {
        out.print(out.json_ ? json::encode(a) + "\n" : in_words(a, o));
        return exit_code::kOk;
      });
}

}  // namespace

command people_search() {
  return make_command<search_options>("people search", "Find people by parts of a name, telephone, address",
                                      "leeward people search day/data --name Shcherbakova --born 1956", declare, run);
}

}  // namespace leeward::cli
