#!/bin/bash
# The sizes of every file of ours under a folder: at most 500 lines a file, 70 a function.
set -euo pipefail
cd "$1"
find src tests bench -path tests/house/examples -prune -o \( -name '*.h' -o -name '*.cc' \) -print0 |
  sort -z | xargs -0 awk -v max_file=500 -v max_function=70 -f "$(dirname "$(readlink -f "$0")")/sizes.awk"
