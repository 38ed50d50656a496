# Who may include whom, for the files of one target. Prints each fault as FILE:LINE: sentence; exit code 1 if any.
#   awk -v own=FOLDER -v allowed="FOLDER…" -v folders="FOLDER…" -v heavy="PREFIX=FOLDER…" -v root=SRC/ -f includes.awk FILE…
# own      the target's folder
# allowed  folders whose headers it may include, its own among them
# folders  the folders of all targets: a header belongs to the deepest one above it
# heavy    headers that only one folder's .cc files may include
# impure   headers of clocks, I/O, threads and randomness, where the target has to do without
BEGIN {
  fill(allowed, is_allowed)
  fill(folders, is_folder)
  fill(impure, is_impure)
  heavies = split(heavy, heavy_rule, " ")
}

function fill(list, set, parts, i, n) {
  n = split(list, parts, " ")
  for (i = 1; i <= n; ++i) set[parts[i]] = 1
}

function fault(sentence) {
  print FILENAME ":" FNR ": " sentence > "/dev/stderr"
  faults++
}

function folder_of(path) {
  while (sub("/[^/]*$", "", path)) {
    if (path in is_folder) return path
  }
  return ""
}

function check_ours(header, folder) {
  folder = folder_of(header)
  if (folder == "") {
    fault("\"" header "\" belongs to no target: write the path from src/, and declare the folder with leeward_library")
  } else if (!(folder in is_allowed)) {
    fault("src/" own " may not include \"" header "\": src/" folder " is not among its USES (allowed: " allowed ")")
  }
}

function check_heavy(header, rule, i) {
  for (i = 1; i <= heavies; ++i) {
    split(heavy_rule[i], rule, "=")
    if (index(header, rule[1]) == 1 && (is_header || own != rule[2])) {
      fault("<" header "> is slow to compile: only .cc files of src/" rule[2] " may include it")
    }
  }
}

function exists(path, line, found) {
  found = (getline line < path) >= 0
  close(path)
  return found
}

FNR == 1 {
  is_header = FILENAME ~ /\.h$/
  includes = 0
  guarded = 0
  own_header = FILENAME
  sub(/\.cc$/, ".h", own_header)
  has_own_header = !is_header && exists(own_header)
  own_header = substr(own_header, length(root) + 1)
}

/^#pragma once/ { guarded = 1 }

/^[ \t]*#[ \t]*include[ \t]*["<]/ {
  quoted = /include[ \t]*"/
  header = $0
  sub(/^[^"<]*["<]/, "", header)
  sub(/[">].*$/, "", header)
  if (++includes == 1 && has_own_header && header != own_header) {
    fault("the first include must be the file's own header \"" own_header "\", so that the header is known to compile alone")
  }
  if (is_header && !guarded) fault("a header starts with #pragma once")
  guarded = 1
  if (quoted) check_ours(header)
  if (header in is_impure) {
    fault("src/" own " is pure: no clock, I/O, threads or randomness that was not passed in, so no <" header ">")
  }
  check_heavy(header)
}

END { exit faults > 0 }
