#!/bin/bash
# check_sources.sh ROOT BUILD: every .cc file under ROOT/src belongs to a target, so that none is dead.
set -euo pipefail
cd "$1"
commands=$2/compile_commands.json
# What is compiled together is named in one file for each such unit.
mapfile -t units < <(sed -n 's/^ *"file": "\(.*\/Unity\/.*\)",\{0,1\}$/\1/p' "$commands" | sort -u)
built() { grep -hoF -f <(sed "s|.*|\"$PWD/&\"|" <<<"$files") "$commands" "${units[@]}" | tr -d '"' | sort -u; }
files=$(find src -name '*.cc')
dead=$(comm -23 <(sed "s|^|$PWD/|" <<<"$files" | sort) <(built))
[[ -z $dead ]] || sed "s|^$PWD/\(.*\)|\1: no target builds this file|" <<<"$dead" >&2
[[ -z $dead ]]
