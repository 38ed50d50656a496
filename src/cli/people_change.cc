#include "cli/commands.h"
#include "cli/people_lines.h"

namespace leeward::cli {

namespace {

std::vector<option> declare_all(people_file_options& o) { return declare(o); }

result<exit_code> run(people_file_options const& o, console const& out) {
  return take_lines(o, app::errand_kind::kChangePeople, "changing", out);
}

}  // namespace

command people_change() {
  return make_command<people_file_options>("people change",
                                           "Change what is known of people, from a file with a line for each person",
                                           "leeward people change day/data --file changes.json", declare_all, run);
}

}  // namespace leeward::cli
