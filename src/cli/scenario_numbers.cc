#include <vector>

#include "cli/commands.h"
#include "planning/made/numbers_file.h"
#include "planning/made/the_day.h"

namespace leeward::cli {

namespace {

struct numbers_options {
  bool day_{false};
};

std::vector<option> declare(numbers_options& o) {
  return {{"--day", &o.day_, "Those of scenarios/the_day.json instead of the usual ones"}};
}

result<exit_code> run(numbers_options const& o, console const& out) {
  out.print(planning::to_json(o.day_ ? planning::the_day::numbers() : planning::made_numbers{}));
  return exit_code::kOk;
}

}  // namespace

command scenario_numbers() {
  return make_command<numbers_options>(
      "scenario numbers", "Print what made scenarios are made of, as JSON to be changed and given with --numbers",
      "leeward scenario numbers > numbers.json", declare, run);
}

}  // namespace leeward::cli
