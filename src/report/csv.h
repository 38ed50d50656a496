#pragma once

#include <string>
#include <vector>

#include "report/report.h"

// A plan as tables (RFC 4180) for spreadsheets and other programs: ids as in the plan's file, times in UTC (RFC 3339).
namespace leeward::report {

struct table_file {
  std::string name_;  // "trips.csv"
  std::string text_;
};

// The names of the files that make_tables gives.
std::vector<std::string> table_names();

// plan.csv (what it was made from, the attribution, the objective), trips.csv, duties.csv, households.csv (also those
// not served, with the reason) and centres.csv, in the plan's order.
std::vector<table_file> make_tables(planned const&);

}  // namespace leeward::report
