#include <vector>

#include <fmt/format.h>

#include "base/json/encode.h"
#include "cli/commands.h"
#include "cli/data_folder.h"

namespace leeward::cli {

namespace {

std::vector<option> declare_all(data_folder_options& o) { return declare(o); }

std::string in_words(app::master_key_changed const& a) {
  return fmt::format(
      "{}: is new, and opens the records of {} subjects; the old one opens nothing any more.\nKeep a copy of it "
      "elsewhere now. Backups from before need the old one: make a new backup.\n",
      a.file_, a.subjects_);
}

result<exit_code> run(data_folder_options const& o, console const& out) {
  auto done = app::master_key_changed{};
  return run_errand(o, {.what_ = app::errand_kind::kNewMasterKey}, "changing the key", out,
                    [&](app::errand_line const& line) {
                      if (line.people_ && line.people_->new_master_) {
                        done = *line.people_->new_master_;
                      }
                      return true;
                    })
      .map([&] {
        out.print(out.json_ ? json::encode(done) + "\n" : in_words(done));
        return exit_code::kOk;
      });
}

}  // namespace

command vault_new_key() {
  return make_command<data_folder_options>("vault new-key",
                                           "Give the people's records a new master key, while work goes on",
                                           "leeward vault new-key day/data", declare_all, run);
}

}  // namespace leeward::cli
