#include <string>
#include <vector>

#include <fmt/format.h>

#include "cli/commands.h"
#include "planning/model/scenario_file.h"

namespace leeward::cli {

namespace {

struct schema_options {
  std::string of_{"scenario"};
};

std::vector<option> declare(schema_options& o) {
  return {{"--of", &o.of_, "Which format: scenario, or plan [scenario]"}};
}

result<exit_code> run(schema_options const& o, console const& out) {
  if (o.of_ != "scenario" && o.of_ != "plan") {
    return invalid(fmt::format("--of: is \"{}\", must be \"scenario\" or \"plan\"", o.of_), "--of");
  }
  out.print(o.of_ == "plan" ? planning::plan_schema() : planning::scenario_schema());
  return exit_code::kOk;
}

}  // namespace

command scenario_schema() {
  return make_command<schema_options>("scenario schema", "Print the JSON Schema of scenario files, or of plans",
                                      "leeward scenario schema > scenario.schema.json", declare, run);
}

}  // namespace leeward::cli
