#pragma once

#include "base/result.h"
#include "ledger/sqlite/connection.h"

namespace leeward::ledger {

// All that is ever said to a ledger's file, prepared once.
struct statements {
  statement begin_;
  statement commit_;
  statement rollback_;
  statement put_event_;
  statement put_head_;
  statement put_answer_;
  statement put_subject_;
  statement put_key_;
  statement drop_subject_;
  statement drop_key_;
  statement put_trial_;
  statement drop_trial_;
  statement head_;
  statement events_;
  statement answer_;
  statement subject_;
  statement key_;
  statement tokens_;
  statement keys_;
  statement drop_snapshot_;
  statement put_part_;
  statement put_snapshot_;
  statement snapshots_;
  statement part_;
};

// Errors: kStorage, the schema is another.
result<statements> prepare_all(sqlite3*);

}  // namespace leeward::ledger
