#include <string>
#include <vector>

#include <fmt/format.h>

#include "cli/commands.h"
#include "planning/made/numbers_file.h"
#include "planning/model/scenario_file.h"

namespace leeward::cli {

namespace {

struct schema_options {
  std::string of_{"scenario"};
};

std::vector<option> declare(schema_options& o) {
  return {{"--of", &o.of_, "Which format: scenario, plan, or numbers [scenario]"}};
}

result<exit_code> run(schema_options const& o, console const& out) {
  if (o.of_ == "scenario") {
    out.print(planning::scenario_schema());
  } else if (o.of_ == "plan") {
    out.print(planning::plan_schema());
  } else if (o.of_ == "numbers") {
    out.print(planning::numbers_schema());
  } else {
    return invalid(fmt::format("--of: is \"{}\", must be \"scenario\", \"plan\" or \"numbers\"", o.of_), "--of");
  }
  return exit_code::kOk;
}

}  // namespace

command scenario_schema() {
  return make_command<schema_options>("scenario schema",
                                      "Print the JSON Schema of scenario files, of plans, or of made numbers",
                                      "leeward scenario schema > scenario.schema.json", declare, run);
}

}  // namespace leeward::cli
