#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe/class.hpp>

#include "app/registry/case_file.h"
#include "app/registry/search.h"
#include "base/json/uuid.h"
#include "ledger/request.h"
#include "operation/ids.h"

// What is asked about people from outside, and told of them.
namespace leeward::app {

struct people_query {
  static constexpr auto const kMayBeMissing = std::array{"name", "phone", "place"};

  std::string name_{};
  std::string phone_{};
  std::optional<std::uint16_t> birth_year_{};
  std::string place_{};
  std::size_t most_{10};
  std::optional<std::string> enquirer_{};  // only what this subject may be told
};
BOOST_DESCRIBE_STRUCT(people_query, (), (name_, phone_, birth_year_, place_, most_, enquirer_))

struct about_people {
  static constexpr auto const kMayBeMissing = std::array{"why"};

  std::string by_;                       // who asks
  std::string why_{};                    // who searches or reads: why; erase: the reason
  std::optional<std::string> file_{};    // register, change: an absolute path
  std::optional<people_query> query_{};  // search
  std::optional<uuid> whose_{};          // case_file, erase: a person or a household
};
BOOST_DESCRIBE_STRUCT(about_people, (), (by_, why_, file_, query_, whose_))

// What came of a line of a file.
struct line_done {
  static constexpr auto const kMayBeMissing = std::array{"may_be"};

  std::size_t line_{0};
  std::optional<operation::household_id> household_{};
  std::vector<operation::person_id> persons_{};
  ledger::outcome outcome_{};
  std::optional<operation::refusal> refusal_{};
  std::vector<operation::household_id> may_be_{};  // the same household: a case for each
};
BOOST_DESCRIBE_STRUCT(line_done, (), (line_, household_, persons_, outcome_, refusal_, may_be_))

struct search_done {
  std::size_t unreadable_{0};
};
BOOST_DESCRIBE_STRUCT(search_done, (), (unreadable_))

struct erasing_done {
  std::vector<uuid> subjects_;
  std::size_t before_{0};  // more who were erased already
};
BOOST_DESCRIBE_STRUCT(erasing_done, (), (subjects_, before_))

struct master_key_changed {
  std::string file_;
  std::uint64_t subjects_{0};
};
BOOST_DESCRIBE_STRUCT(master_key_changed, (), (file_, subjects_))

// One of these.
struct told_of_people {
  std::optional<line_done> line_{};
  std::optional<found_one> found_{};
  std::optional<search_done> searched_{};
  std::optional<file_head> file_{};  // a case file: first
  std::optional<file_person> person_{};
  std::optional<file_appeal> appeal_{};
  std::optional<file_case> case_{};
  std::optional<erasing_done> erased_{};
  std::optional<master_key_changed> new_master_{};
};
BOOST_DESCRIBE_STRUCT(told_of_people, (),
                      (line_, found_, searched_, file_, person_, appeal_, case_, erased_, new_master_))

// What is told of a case file, put together again.
void add(case_file&, told_of_people const&);

}  // namespace leeward::app
