#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include <boost/describe/class.hpp>

#include "base/time.h"
#include "operation/needs.h"
#include "operation/state.h"

// Where everybody is: registered = the sum over all places.
namespace leeward::app {

struct free_of_tier {
  bool operator==(free_of_tier const&) const = default;

  std::int64_t tier_{1};
  operation::beds beds_;  // of open centres; of other regions only what they offer
};
BOOST_DESCRIBE_STRUCT(free_of_tier, (), (tier_, beds_))

struct table_row {
  bool operator==(table_row const&) const = default;

  instant at_;
  std::int64_t registered_{0};
  std::int64_t waiting_{0};
  std::int64_t promised_{0};
  std::int64_t boarded_{0};
  std::int64_t under_way_{0};
  std::int64_t arrived_{0};
  std::int64_t sheltered_{0};
  std::int64_t absent_{0};
  std::int64_t gone_{0};
  std::int64_t sum_{0};
  std::vector<free_of_tier> free_;
};
BOOST_DESCRIBE_STRUCT(table_row, (),
                      (at_, registered_, waiting_, promised_, boarded_, under_way_, arrived_, sheltered_, absent_,
                       gone_, sum_, free_))

table_row row_of(operation::state const&, instant);

// "09:30", so far east of Greenwich.
std::string time_of_day(instant, seconds utc_offset);

// For people: a head, and a line for each row; times as they are read so far east of Greenwich.
std::string table_head();
std::string in_words(table_row const&, seconds utc_offset);

}  // namespace leeward::app
