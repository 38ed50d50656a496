#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "operation/cases/events.h"
#include "operation/refusal.h"

// What occurred in one run or in many.
namespace leeward::simulation {

struct report {
  void fault(std::string_view kind) { ++faults_[std::string{kind}]; }
  void fault_if(bool const yes, std::string_view const kind) {
    if (yes) {
      fault(kind);
    }
  }
  void refused(operation::refusal const&);
  void opened(operation::cases::kind);

  // The text of an event: {"NAME":…}.
  void happened(std::string_view event);

  void add(report const&);

  std::uint64_t runs_{0};
  std::uint64_t operations_{0};  // that the server answered for the first time
  std::uint64_t of_devices_{0};  // of these, so many
  std::uint64_t devices_{0};     // that did them
  std::uint64_t restarts_{0};
  std::map<std::string, std::uint64_t> faults_;
  std::map<std::string, std::uint64_t> events_;
  std::map<std::string, std::uint64_t> refusals_;
  std::map<std::string, std::uint64_t> cases_;
};

// What ought to occur and did not: "event trip_diverted", "case two_places", "refusal full", "fault late".
std::vector<std::string> missing(report const&);

std::string in_words(report const&);

}  // namespace leeward::simulation
