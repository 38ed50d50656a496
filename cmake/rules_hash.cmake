# cmake "-DFILES=…" -DROOT=… -DOUT=… -P rules_hash.cmake: a build step of src/ledger. Writes a source that says of which
# rules a program was built.
set(all "")
foreach(file IN LISTS FILES)
  file(SHA256 ${ROOT}/${file} hash)
  string(APPEND all "${file} ${hash}\n")
endforeach()
string(SHA256 hash "${all}")
file(CONFIGURE OUTPUT ${OUT} CONTENT [[
#include "ledger/rules_hash.h"

namespace leeward::ledger {

std::string_view rules_hash() { return "@hash@"; }

}  // namespace leeward::ledger
]] @ONLY)
