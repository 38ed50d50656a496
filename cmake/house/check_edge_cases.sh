#!/bin/bash
# check_edge_cases.sh DOCUMENT BUILD: every case from 1 to 38 has one line in the document that names tests or "later",
# and every test that it names is among those of the build. That they all run, and none is skipped, is `./run test`'s.
set -euo pipefail
document=$1 build=$2
tests=$(mktemp)
trap 'rm -f "$tests"' EXIT
ctest --test-dir "$build" --show-only | sed -nE 's/^ *Test +#[0-9]+: (.*)$/\1/p' >"$tests"
wrong=0
for ((n = 1; n <= 38; ++n)); do
  line=$(grep -E "^\| $n \|" "$document") || { echo "$document: case $n has no line"; wrong=1; continue; }
  held=$(awk -F'|' '{print $4}' <<<"$line")
  names=$(grep -oE '`[^`]+`' <<<"$held" | tr -d '`' || true)
  if [[ -z $names && $held != *later:* ]]; then
    echo "$document: case $n names no test, and no later work that will hold it"
    wrong=1
  fi
  for name in $names; do
    grep -qxF -- "$name" "$tests" || { echo "$document: case $n: there is no test $name"; wrong=1; }
  done
done
exit $wrong
