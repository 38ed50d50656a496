#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <boost/describe/class.hpp>

#include "base/time.h"
#include "base/uuid.h"
#include "operation/devices/events.h"
#include "operation/ids.h"
#include "operation/needs.h"
#include "operation/table.h"

namespace leeward::operation::devices {

// Operations of a log that have not come, and between what they lie.
struct gap {
  std::uint64_t first_{0};
  std::uint64_t last_{0};
  std::string before_;  // the hash of the one before the first; empty: it is the beginning of the log
  std::string after_;   // the hash that the last must have
  instant from_;        // when those around it happened
  instant until_;
};
BOOST_DESCRIBE_STRUCT(gap, (), (first_, last_, before_, after_, from_, until_))

struct device {
  static constexpr auto const kMostGaps = std::size_t{1'000};

  device_id id_;
  scope scope_;
  std::string holder_;  // a subject
  instant invited_until_;
  std::optional<instant> enrolled_{};
  std::string public_key_{};  // 64 hex digits
  std::optional<instant> revoked_{};
  std::uint64_t last_{0};       // of its log, as far as it is known
  std::string hash_{};          // of that one
  instant happened_{};          // that one
  std::vector<gap> missing_{};  // in order
  std::uint64_t given_up_{0};   // operations of gaps that were too many to be kept
  std::uint64_t taken_{0};      // that are part of its log
  std::uint64_t set_aside_{0};  // without effect: of these, and others
  std::set<household_id> registered_{};
  std::vector<lease_row> leases_{};  // that have not ended
};
BOOST_DESCRIBE_STRUCT(device, (),
                      (id_, scope_, holder_, invited_until_, enrolled_, public_key_, revoked_, last_, hash_, happened_,
                       missing_, given_up_, taken_, set_aside_, registered_, leases_))

// Before the last that came, and never here.
inline std::uint64_t missing_of(device const& d) {
  auto all = d.given_up_;
  for (auto const& g : d.missing_) {
    all += g.last_ - g.first_ + 1;
  }
  return all;
}

struct lease {
  lease_id id_;
  device_row device_;
  trip_row trip_;
  centre_row centre_;
  space space_;  // that is left
  beds beds_;
  instant until_;
  std::optional<lease_end> ended_{};
};
BOOST_DESCRIBE_STRUCT(lease, (), (id_, device_, trip_, centre_, space_, beds_, until_, ended_))

// What somebody has said of a field last.
struct edit {
  std::optional<device_row> by_;  // none: at a desk
  std::uint32_t version_{0};
  uuid value_;
  needs seen_;  // of needs: as they were when they were seen last
  needs said_;
};
BOOST_DESCRIBE_STRUCT(edit, (), (by_, version_, value_, seen_, said_))

// Of one field of one person or household (fields.h).
struct history {
  std::uint32_t version_{0};
  std::vector<edit> standing_{};   // one for each editor; not what somebody has seen who edited it since
  std::vector<needs> were_{};      // of needs: at the latest versions, this one last
  std::optional<case_id> case_{};  // the last that was opened about it
};
BOOST_DESCRIBE_STRUCT(history, (), (version_, standing_, were_, case_))

struct state {
  table<device_tag, device> devices_;
  table<lease_tag, lease> leases_;
  std::set<std::pair<instant, lease_row>> by_end_;       // that have not ended
  std::map<trip_row, std::vector<lease_row>> of_trips_;  // the same
  std::map<std::pair<uuid, field>, history> fields_;     // that were edited
  std::map<household_row, case_id> questioned_;          // the last case about its promise that an edit opened
  std::map<std::pair<device_row, std::uint64_t>, edit_awaited> awaited_;  // by number in its log
};
BOOST_DESCRIBE_STRUCT(state, (), (devices_, leases_, by_end_, of_trips_, fields_, questioned_, awaited_))

}  // namespace leeward::operation::devices
