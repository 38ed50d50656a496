#include <vector>

#include "cli/commands.h"
#include "planning/made/numbers_file.h"

namespace leeward::cli {

namespace {

struct numbers_options {};

std::vector<option> declare(numbers_options&) { return {}; }

result<exit_code> run(numbers_options const&, console const& out) {
  out.print(planning::to_json(planning::made_numbers{}));
  return exit_code::kOk;
}

}  // namespace

command scenario_numbers() {
  return make_command<numbers_options>(
      "scenario numbers", "Print what made scenarios are made of, as JSON to be changed and given with --numbers",
      "leeward scenario numbers > numbers.json", declare, run);
}

}  // namespace leeward::cli
