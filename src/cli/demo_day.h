#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include <boost/describe/class.hpp>

#include "base/quantities.h"
#include "base/result.h"
#include "base/time.h"
#include "cli/console.h"
#include "planning/model/plan.h"

// The day of planning/made/the_day.h from a made region to a page that shows it, with a bridge and a bus lost at noon.
namespace leeward::cli {

struct demo_day {
  std::int64_t people_{0};  // of the city
  std::int64_t evacuees_{0};
  std::int64_t seed_{0};
  std::filesystem::path folder_;
};

struct demo_answer {
  std::string url_;  // empty if it is not served
  std::string page_;
  instant lost_at_;
  std::string bridge_;
  std::int64_t bridge_trips_{0};  // of those that were still to come
  persons bridge_persons_;
  std::vector<std::int64_t> bridge_ways_;
  std::string bus_;
  persons bus_persons_{};  // on board when it stopped
  std::int64_t changed_tickets_{0};
  std::int64_t had_to_change_{0};
  planning::totals before_;
  planning::totals now_;
};
BOOST_DESCRIBE_STRUCT(demo_answer, (),
                      (url_, page_, lost_at_, bridge_, bridge_trips_, bridge_persons_, bridge_ways_, bus_, bus_persons_,
                       changed_tickets_, had_to_change_, before_, now_))

// The files of the folder that the page may lead to.
std::vector<std::string> const& demo_files();

// Writes everything into the folder; a line on the console for each stage. Errors: of the disk; a plan that the judge
// finds fault with.
result<demo_answer> run_demo_day(demo_day const&, console const&);

}  // namespace leeward::cli
