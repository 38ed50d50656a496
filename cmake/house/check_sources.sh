#!/bin/bash
# check_sources.sh ROOT BUILD: every .cc file under ROOT/src belongs to a target, so that none is dead.
set -euo pipefail
cd "$1"
commands=$2/compile_commands.json
# What is compiled together is named in one file for each such unit.
mapfile -t units < <(sed -n 's/^ *"file": "\(.*\/Unity\/.*\)",\{0,1\}$/\1/p' "$commands" | sort -u)
built=$(cat "$commands" "${units[@]}")
status=0
while IFS= read -r file; do
  if ! grep -qF "\"$PWD/$file\"" <<<"$built"; then
    echo "$file: no target builds this file" >&2
    status=1
  fi
done < <(find src -name '*.cc' | sort)
exit $status
