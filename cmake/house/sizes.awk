# A file is one idea (500 lines), a function fits on a screen (70 lines, signature included; a text quoted in a raw
# string is data and does not count).
# Prints each fault as FILE:LINE: sentence; exit code 1 if any.
#   awk -v max_file=500 -v max_function=70 -f sizes.awk FILE…
#
# No parser: it follows the braces of code formatted by clang-format. A brace opens a scope if the words before it
# declare one (namespace, struct, …), an initializer if it touches a name, a function if there is a `)` before it, and
# inside a function everything belongs to the function.
function fault(line, sentence) {
  print file ":" line ": " sentence > "/dev/stderr"
  faults++
}

function start(name) {
  file = name
  depth = 0
  text = ""
  raw_end = ""
  in_comment = 0
  function_depth = 0
}

# The line without comments, strings and character literals, so that every brace left is code.
function code_of(line, out, at) {
  out = ""
  while (line != "") {
    if (raw_end != "") {
      at = index(line, raw_end)
      if (!at) return out
      line = substr(line, at + length(raw_end))
      raw_end = ""
    } else if (in_comment) {
      at = index(line, "*/")
      if (!at) return out
      line = substr(line, at + 2)
      in_comment = 0
    } else if (!match(line, /\/\/|\/\*|R"[^( ]*\(|"|'/)) {
      return out line
    } else {
      at = RSTART
      token = substr(line, at, RLENGTH)
      before = substr(line, 1, at - 1)
      line = substr(line, at + RLENGTH)
      out = out before
      if (token == "//") return out
      if (token == "/*") in_comment = 1
      else if (token ~ /^R"/) raw_end = ")" substr(token, 3, length(token) - 3) "\""
      else if (token == "\"") line = after_literal(line, "\"")
      else if (before !~ /[0-9a-fA-F]$/) line = after_literal(line, "'")  # else a digit separator: 1'000
    }
  }
  return out
}

function after_literal(line, quote, c) {
  while (line != "") {
    c = substr(line, 1, 1)
    line = substr(line, c == "\\" ? 3 : 2)
    if (c == quote) return line
  }
  return ""
}

function declares_scope(statement) {
  gsub(/alignas\([^)]*\)/, "", statement)
  return statement ~ /(^| )(namespace|class|struct|union|enum)( [^(]*)?$/
}

function open_brace() {
  depth++
  if (function_depth) return
  if (declares_scope(text)) {
    kind[depth] = "scope"
  } else if (text ~ /[A-Za-z0-9_>]$/ || text ~ /(=|,|\(|requires) *$/) {
    kind[depth] = "initializer"
  } else if (text ~ /\)/) {
    kind[depth] = "function"
    function_depth = depth
    first_line = text_line
    quoted_lines = 0
  } else {
    kind[depth] = "scope"
  }
}

function close_brace() {
  if (kind[depth] == "function" && depth == function_depth) {
    length_now = FNR - first_line + 1 - quoted_lines
    if (length_now > max_function) {
      fault(first_line, "this function has " length_now " lines; at most " max_function " are allowed")
    }
    function_depth = 0
  }
  if (!function_depth && kind[depth] != "initializer") text = ""
  if (depth > 0) depth--
}

function read_code(code, at, c) {
  while (match(code, /[{};]/)) {
    add(substr(code, 1, RSTART - 1))
    c = substr(code, RSTART, 1)
    code = substr(code, RSTART + 1)
    if (c == "{") {
      open_brace()
      if (!function_depth && kind[depth] == "scope") text = ""
    } else if (c == "}") {
      close_brace()
    } else if (!function_depth && kind[depth] != "initializer") {
      text = ""
    }
  }
  add(code)
}

function add(piece) {
  if (function_depth) return
  if (text ~ /^ *$/) {
    text = ""
    if (piece ~ /[^ ]/) text_line = FNR
  }
  text = text piece
}

FNR == 1 { start(FILENAME) }
FNR == max_file + 1 { fault(FNR, "a file has at most " max_file " lines: this one is more than one idea") }
raw_end != "" { quoted_lines++ }
raw_end == "" && !in_comment && /^[ \t]*#/ { next }
/^ *(public|private|protected):$/ { next }
{ read_code(code_of($0) " ") }

END { exit faults > 0 }
