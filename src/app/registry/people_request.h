#pragma once

#include <vector>

#include "base/uuid.h"
#include "ledger/request.h"
#include "vault/personal.h"

namespace leeward::app {

// What is personal about one subject. What is left out stays as the newest version has it; an empty text takes it out.
struct about {
  uuid subject_;
  vault::personal what_;
};

// What is asked, with what is personal of those it speaks of. A device's operation whose words cannot be kept is set
// aside. Versions in the command need not be given: whoever keeps
// the records knows them. A person's subject is its own id, and so is an appeal's.
struct people_request {
  ledger::request what_;
  std::vector<about> about_{};
};

}  // namespace leeward::app
