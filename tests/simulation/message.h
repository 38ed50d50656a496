#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "app/registry/people_request.h"
#include "device/acknowledgement.h"
#include "ledger/request.h"

// What goes between the server and whoever asks something of it.
namespace leeward::simulation {

// Who asks: a desk, or a device.
using party = std::size_t;

struct question {
  uuid op_;
  ledger::asked what_;
  std::vector<app::about> people_{};  // what is personal of those it speaks of
};

struct message {
  bool is_to_server() const { return question_.has_value() || batch_.has_value(); }

  party who_{0};
  uuid op_;                // of the question; of a batch: the device
  std::size_t about_{0};   // which of all questions
  std::uint64_t copy_{0};  // the n-th time that it is sent
  bool is_forged_{false};
  std::optional<question> question_{};  // to the server
  std::optional<ledger::answer> answer_{};
  std::optional<std::string> batch_{};  // to the server, from a device
  std::optional<device::acknowledgement> received_{};
};

}  // namespace leeward::simulation
