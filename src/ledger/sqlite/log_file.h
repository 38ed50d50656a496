#pragma once

#include "base/result.h"
#include "ledger/sqlite/sqlite_store.h"

namespace leeward::ledger {

// Writes the write-ahead log that lies beside a ledger anew over itself and flushes it; nothing if there is none. The
// process before may have ended because a flush failed: the system then still shows what never came to the disk, SQLite
// would read it and carry it to its places, and a power cut would leave older pages in the log than in the file
// (Rebello and others, "Can Applications Recover from fsync Failures?", USENIX ATC 2020). Before SQLite opens the
// ledger. Errors: kStorage; kInvalid when another program is at work in it.
result<void> write_log_anew(sqlite_options const&);

}  // namespace leeward::ledger
