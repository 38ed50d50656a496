#include "cli/people_lines.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <system_error>
#include <vector>

#include <boost/describe.hpp>
#include <fmt/format.h>

#include "base/json/encode.h"

namespace leeward::cli {

namespace {

struct lines_answer {
  std::int64_t done_{0};
  std::int64_t not_done_{0};
  std::int64_t may_be_the_same_{0};
  std::vector<app::line_done> lines_;
};
BOOST_DESCRIBE_STRUCT(lines_answer, (), (done_, not_done_, may_be_the_same_, lines_))

void add(lines_answer& a, app::line_done const& line) {
  auto const done = line.outcome_ == ledger::outcome::kDone;
  a.done_ += done ? 1 : 0;
  a.not_done_ += done ? 0 : 1;
  a.may_be_the_same_ += line.may_be_.empty() ? 0 : 1;
  a.lines_.push_back(line);
}

std::string in_words(app::line_done const& line) {
  if (line.refusal_) {
    auto const& r = *line.refusal_;
    return fmt::format("line {}: not done: {}{}{}\n", line.line_, r.sentence_,
                       r.field_.empty() ? "" : fmt::format(" ({})", r.field_),
                       r.accepted_.empty() ? "" : fmt::format(" Accepted is {}.", r.accepted_));
  }
  auto text = fmt::format("line {}: household {}\n", line.line_,
                          line.household_ ? to_string(*line.household_) : std::string{"unknown"});
  for (auto const& p : line.persons_) {
    text += fmt::format("  person {}\n", to_string(p));
  }
  for (auto const& other : line.may_be_) {
    text += fmt::format("  may be the same as household {}: a case for somebody to judge\n", to_string(other));
  }
  return text;
}

std::string in_words(lines_answer const& a, people_file_options const& o) {
  auto text = std::string{};
  for (auto const& line : a.lines_) {
    text += in_words(line);
  }
  return text + fmt::format(
                    "{} lines done, {} not; {} may be entered already. The same file again does nothing twice. Next:\n"
                    "  leeward people search {} --name NAME\n",
                    a.done_, a.not_done_, a.may_be_the_same_, o.data_.folder_.string());
}

}  // namespace

std::vector<option> declare(people_file_options& o) {
  auto all = declare(o.data_);
  all.push_back({"--file", &o.file_, "The file: a line of JSON for each", need::kRequired});
  for (auto& of_who : declare(o.who_)) {
    all.push_back(std::move(of_who));
  }
  return all;
}

result<exit_code> take_lines(people_file_options const& o, app::errand_kind const kind, std::string_view const what,
                             console const& out) {
  auto code = std::error_code{};
  auto const file = std::filesystem::absolute(o.file_, code);
  auto a = lines_answer{};
  auto e = app::errand{.what_ = kind};
  e.people_ = app::about_people{.by_ = name_of(o.who_), .why_ = o.who_.why_.value_or(""), .file_ = file.string()};
  return run_errand(o.data_, e, what, out,
                    [&](app::errand_line const& line) {
                      if (line.people_ && line.people_->line_) {
                        add(a, *line.people_->line_);
                      }
                      return true;
                    })
      .map([&] {
        out.print(out.json_ ? json::encode(a) + "\n" : in_words(a, o));
        auto const unkept = std::ranges::any_of(
            a.lines_, [](app::line_done const& l) { return l.outcome_ == ledger::outcome::kNotKept; });
        return unkept ? exit_code::kInternal : a.not_done_ != 0 ? exit_code::kBadInput : exit_code::kOk;
      });
}

}  // namespace leeward::cli
