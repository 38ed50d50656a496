#!/bin/bash
# check_sources.sh ROOT BUILD: every .cc file under ROOT/src belongs to a target, so that none is dead.
set -euo pipefail
cd "$1"
status=0
while IFS= read -r file; do
  if ! grep -qF "\"$PWD/$file\"" "$2/compile_commands.json"; then
    echo "$file: no target builds this file" >&2
    status=1
  fi
done < <(find src -name '*.cc' | sort)
exit $status
