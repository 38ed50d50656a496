#include "cli/commands.h"
#include "cli/people_lines.h"

namespace leeward::cli {

namespace {

std::vector<option> declare_all(people_file_options& o) { return declare(o); }

result<exit_code> run(people_file_options const& o, console const& out) {
  return take_lines(o, app::errand_kind::kRegisterPeople, "registering", out);
}

}  // namespace

command people_register() {
  return make_command<people_file_options>("people register",
                                           "Register households with their names, from a file with a line for each",
                                           "leeward people register day/data --file people.json", declare_all, run);
}

}  // namespace leeward::cli
