#!/bin/bash
# refuses.sh TEXT COMMAND…: passes if the command fails and says TEXT (line breaks count as blanks).
set -uo pipefail
text=$1
shift
if output=$("$@" 2>&1); then
  echo "expected to fail, but passed: $*"
  exit 1
fi
if [[ "$(tr -s ' \n' ' ' <<<"$output")" != *"$text"* ]]; then
  printf 'expected to say: %s\nbut said:\n%s\n' "$text" "$output"
  exit 1
fi
