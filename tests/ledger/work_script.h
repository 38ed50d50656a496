#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "base/result.h"
#include "base/uuid.h"
#include "ledger/store.h"

// Commands of several callers as plain batches for a store: each with its id, its events and its answer.
namespace leeward::ledger {

struct scripted_command {
  uuid op_;
  std::string actor_;
  std::vector<std::string> events_;
};

// Command n is the same each time.
scripted_command command_number(std::uint64_t n);

// Answers commands in one transaction as the ledger does: a repeat gets the answer that it had. By the commands' ids.
result<std::map<uuid, std::string>> serve(store&, std::vector<scripted_command> const&);

// What a store holds of the commands that were sent to it.
struct reckoning {
  int lost_{0};     // acknowledged, and not there or with another answer
  int doubled_{0};  // there more than once
  int halved_{0};   // there in part, or events and answer do not belong together
  int damaged_{0};  // the log does not verify, or cannot be read
  int there_{0};    // commands
};

// `sent` is how many commands from 0 on may be there, `acknowledged` what was answered.
reckoning reckon(store&, std::uint64_t sent, std::map<uuid, std::string> const& acknowledged);

}  // namespace leeward::ledger
