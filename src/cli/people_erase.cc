#include <string>
#include <vector>

#include <fmt/format.h>

#include "base/json/encode.h"
#include "cli/commands.h"
#include "cli/data_folder.h"
#include "cli/who_asks.h"

namespace leeward::cli {

namespace {

struct erase_options {
  data_folder_options data_;
  std::string whose_;
  std::string reason_;
  std::string by_;
};

std::vector<option> declare(erase_options& o) {
  auto all = declare(o.data_);
  auto const more = std::vector<option>{
      {"whose", &o.whose_, "The number of a person, a household with all its people and appeals, or an appeal",
       need::kRequired},
      {"--reason", &o.reason_, "Why; it stands in the log for ever, so name nobody in it", need::kRequired},
      {"--by", &o.by_, "Who decides it", need::kRequired}};
  all.insert(all.end(), more.begin(), more.end());
  return all;
}

std::string in_words(app::erasing_done const& a) {
  auto text = std::string{};
  for (auto const& s : a.subjects_) {
    text += fmt::format("{}: erased\n", to_string(s));
  }
  return text + fmt::format(
                    "{} erased for good, {} were already. They are still counted. Backups from before have them still: "
                    "a restore erases them again, with the register in the keys folder.\n",
                    a.subjects_.size(), a.before_);
}

result<exit_code> run(erase_options const& o, console const& out) {
  auto done = app::erasing_done{};
  return parse_whose(o.whose_)
      .and_then([&](uuid const& whose) {
        auto e = app::errand{.what_ = app::errand_kind::kErasePeople};
        e.people_ = app::about_people{.by_ = o.by_, .why_ = o.reason_};
        e.people_->whose_ = whose;
        return run_errand(o.data_, e, "erasing", out, [&](app::errand_line const& line) {
          if (line.people_ && line.people_->erased_) {
            done = *line.people_->erased_;
          }
          return true;
        });
      })
      .map([&] {
        out.print(out.json_ ? json::encode(done) + "\n" : in_words(done));
        return exit_code::kOk;
      });
}

}  // namespace

command people_erase() {
  return make_command<erase_options>("people erase",
                                     "Erase for good what is personal of somebody; counts and the log stay right",
                                     "leeward people erase day/data 0190a6b2-7c3e-7a10-9f00-0123456789ab --reason "
                                     "\"they asked for it\" --by officer-1",
                                     declare, run);
}

}  // namespace leeward::cli
