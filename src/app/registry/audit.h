#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include <boost/describe/class.hpp>

#include "base/json/uuid.h"
#include "base/result.h"
#include "base/time.h"
#include "base/uuid.h"
#include "ledger/keys.h"
#include "ledger/record.h"
#include "ledger/store.h"

// Who has read whose record, and why: a second stream of the store, with a chain of its own (docs/formats/vault.md).
namespace leeward::app {

inline constexpr auto const kReadsStream = ledger::stream{2};

// Who asks to see what is personal.
struct reader {
  std::string who_;  // a subject
  std::string why_;
  instant at_;
};

struct people_read {
  static constexpr auto const kName = std::string_view{"people_read"};

  std::vector<uuid> subjects_;
  std::string why_;
};
BOOST_DESCRIBE_STRUCT(people_read, (), (subjects_, why_))

// On the disk when it returns: what they read is shown only then. Nobody: nothing is written. Errors: kInvalidInput, it
// is not said who reads, or at too much length; kStorage.
result<void> note_read(ledger::store&, ledger::keys const&, reader const&, std::vector<uuid> subjects);

}  // namespace leeward::app
