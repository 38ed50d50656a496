#pragma once

#include <vector>

#include "app/day/script.h"
#include "base/result.h"
#include "cli/console.h"
#include "cli/data_folder.h"
#include "operation/state.h"
#include "report/report.h"

namespace leeward::cli {

// For the page of a demonstration: somebody of the day is searched for, shown as they were known at two times, given a
// ticket, and erased. Nothing, if the script has no people. `now`: how the day ended. Errors: those of the errands.
result<std::vector<report::shown_step>> show_people(data_folder_options const&, app::day_script const&,
                                                    operation::state const& now, console const&);

}  // namespace leeward::cli
