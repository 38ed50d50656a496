# cmake -DFROM=FILE -DTO=FILE.cc -DNAME=FUNCTION -P embed.cmake: a text file as a function that returns it.
file(READ ${FROM} text)
# A raw string literal holds at most 64 KiB in some compilers: cut into lines.
string(REPLACE "\n" "\n)toml\"\nR\"toml(" text "${text}")
file(WRITE ${TO} "#include <string_view>\n\nnamespace leeward::roads {\n\nstd::string_view ${NAME}();\n\nstd::string_view ${NAME}() {\n  return R\"toml(${text})toml\";\n}\n\n}  // namespace leeward::roads\n")
