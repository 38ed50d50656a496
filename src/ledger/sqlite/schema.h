#pragma once

#include <cstdint>

#include "base/result.h"
#include "ledger/sqlite/connection.h"
#include "ledger/sqlite/sqlite_store.h"

// The file that a ledger is: telling one from other files, and making a new one.
namespace leeward::ledger {

inline constexpr auto const kApplication = std::uint32_t{0x4C656577};  // "Leew"
inline constexpr auto const kFormatVersion = std::uint32_t{1};

// Looks at the file without opening it as a database, which might change it. True: a ledger is there; false: nothing
// is, or the beginning of one. Errors: those of open_sqlite.
result<bool> is_ledger(sqlite_options const&);

// The connection, with the file to itself and all settings made and checked; the schema is there.
result<connection> connect(sqlite_options const&, bool is_there);

// That somebody else has the file to themselves.
tl::unexpected<error> at_work(sqlite_options const&);

}  // namespace leeward::ledger
