#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "base/quantities.h"
#include "base/random.h"
#include "base/time.h"
#include "ledger/request.h"
#include "ledger/store.h"
#include "operation/running.h"

// What several callers ask of a small operation from its first event on: commands right and wrong, plans, and personal
// records with some of them.
namespace leeward::ledger {

class operation_script {
public:
  // Between two commands so much time goes by; each personal record has so many bytes.
  explicit operation_script(seconds between, std::size_t record_bytes = 50);

  // The same each time.
  request const& at(std::size_t n);
  instant clock_at(std::size_t n) const;

private:
  void make_next();
  asked next_asked();
  commit_plan some_plan();

  seconds between_;
  std::size_t record_bytes_;
  random_source dice_{5};
  operation::running model_;  // decides as the ledger will, but for the ids that it makes
  std::size_t beginning_;     // so many commands made the model
  std::vector<request> made_;
};

// What a store holds of what was sent to it.
struct reckoning {
  int lost_{0};     // answered, and not there or with another answer
  int doubled_{0};  // there more than once, or sent by nobody
  int halved_{0};   // there in part, or events, records and answer do not belong together
  int damaged_{0};  // the log does not verify or cannot be read, or the snapshot says something else than the log
  int there_{0};    // requests
};

// The first `sent` may be there; `answered`: the answers that their callers got, as JSON.
reckoning reckon(store&, operation_script&, std::size_t sent, std::map<std::size_t, std::string> const& answered);

}  // namespace leeward::ledger
