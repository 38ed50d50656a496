#include <string>
#include <vector>

#include <fmt/format.h>

#include "cli/commands.h"
#include "ledger/codec.h"
#include "planning/made/numbers_file.h"
#include "planning/model/scenario_file.h"

namespace leeward::cli {

namespace {

struct schema_options {
  std::string of_{"scenario"};
};

std::vector<option> declare(schema_options& o) {
  return {{"--of", &o.of_, "Which format: scenario, plan, numbers, or command [scenario]"}};
}

result<exit_code> run(schema_options const& o, console const& out) {
  if (o.of_ == "scenario") {
    out.print(planning::scenario_schema());
  } else if (o.of_ == "plan") {
    out.print(planning::plan_schema());
  } else if (o.of_ == "numbers") {
    out.print(planning::numbers_schema());
  } else if (o.of_ == "command") {
    out.print(ledger::commands_schema());
  } else {
    return invalid(fmt::format("--of: is \"{}\", must be \"scenario\", \"plan\", \"numbers\" or \"command\"", o.of_),
                   "--of");
  }
  return exit_code::kOk;
}

}  // namespace

command scenario_schema() {
  return make_command<schema_options>("scenario schema",
                                      "Print the JSON Schema of scenario files, plans, made numbers, or commands",
                                      "leeward scenario schema > scenario.schema.json", declare, run);
}

}  // namespace leeward::cli
