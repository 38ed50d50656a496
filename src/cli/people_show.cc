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

struct show_options {
  data_folder_options data_;
  std::string whose_;
  std::optional<std::string> as_of_;
  who_asks who_;
};

std::vector<option> declare(show_options& o) {
  auto all = declare(o.data_);
  all.push_back({"whose", &o.whose_, "The number of a person or a household", need::kRequired});
  all.push_back({"--as-of", &o.as_of_, "As it was known then, as 2024-01-05T18:00:00+03:00; by default now"});
  for (auto& of_who : declare(o.who_)) {
    all.push_back(std::move(of_who));
  }
  return all;
}

result<app::errand> errand_of(show_options const& o) {
  auto e = app::errand{.what_ = app::errand_kind::kCaseFile};
  e.people_ = app::about_people{.by_ = name_of(o.who_), .why_ = o.who_.why_.value_or("")};
  return parse_whose(o.whose_).and_then([&](uuid const& whose) -> result<app::errand> {
    e.people_->whose_ = whose;
    if (o.as_of_) {
      auto const t = parse_instant(*o.as_of_);
      if (!t) {
        return invalid(fmt::format("--as-of: {}", t.error().sentence_), "--as-of");
      }
      e.as_of_ = *t;
    }
    return e;
  });
}

result<exit_code> run(show_options const& o, console const& out) {
  auto f = app::case_file{};
  return errand_of(o)
      .and_then([&](app::errand const& e) {
        return run_errand(o.data_, e, "reading", out, [&](app::errand_line const& line) {
          if (line.people_) {
            app::add(f, *line.people_);
          }
          return true;
        });
      })
      .map([&] {
        out.print(out.json_ ? json::encode(f) + "\n" : in_words(f));
        return exit_code::kOk;
      });
}

}  // namespace

command people_show() {
  return make_command<show_options>(
      "people show", "All that is known of a person or a household, now or as it was known then",
      "leeward people show day/data 0190a6b2-7c3e-7a10-9f00-0123456789ab --as-of 2024-01-05T18:00:00+03:00", declare,
      run);
}

}  // namespace leeward::cli
