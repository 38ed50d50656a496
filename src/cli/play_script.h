#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe/class.hpp>

#include "app/day/script.h"
#include "base/result.h"
#include "base/time.h"
#include "cli/console.h"
#include "operation/refusal.h"

// A day's script through the rules, the planner and the ledger.
namespace leeward::cli {

struct script_to_play {
  std::filesystem::path script_;
  std::filesystem::path folder_;  // of the operation's data
  std::optional<std::filesystem::path> keys_;
  std::optional<std::filesystem::path> report_;
  bool shows_people_{false};  // on the report: search, a case file, a ticket; and one household is erased
  double speed_{0};           // seconds of the day in a second; 0: as fast as can be
};

struct not_played {
  app::told_kind kind_{app::told_kind::kMeasure};
  std::int64_t count_{0};
};
BOOST_DESCRIBE_STRUCT(not_played, (), (kind_, count_))

struct refused_line {
  instant at_;
  std::string what_;
  operation::refusal refusal_;
};
BOOST_DESCRIBE_STRUCT(refused_line, (), (at_, what_, refusal_))

struct day_answer {
  std::int64_t requests_{0};
  std::int64_t refused_as_expected_{0};
  std::vector<refused_line> refused_;
  std::vector<not_played> not_played_yet_;
  std::int64_t not_accounted_for_{0};
  std::uint64_t events_{0};
};
BOOST_DESCRIBE_STRUCT(day_answer, (),
                      (requests_, refused_as_expected_, refused_, not_played_yet_, not_accounted_for_, events_))

std::string in_words(day_answer const&, std::filesystem::path const& folder);

// Prints a line of the table as often as there is one. Errors: those of the script, its scenario and the folder; a plan
// that the judge finds fault with.
result<day_answer> play_script(script_to_play const&, console const&);

}  // namespace leeward::cli
