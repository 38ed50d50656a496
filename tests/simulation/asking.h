#pragma once

#include <cstdint>
#include <optional>

#include "ledger/request.h"
#include "simulation/message.h"

namespace leeward::simulation {

// A question with what came of it, as the one who asked knows it.
struct asking {
  party who_{0};
  question question_;
  bool reuses_{false};  // its number stood for something else
  std::uint64_t copies_{0};
  std::optional<ledger::answer> told_{};
};

// The second that came under a number: nothing of it was done, and nothing of it is kept.
inline bool is_taken_number(ledger::answer const& a) {
  return a.refusal_ && a.refusal_->code_ == operation::refusal_code::kTaken && a.refusal_->field_ == "op";
}

}  // namespace leeward::simulation
