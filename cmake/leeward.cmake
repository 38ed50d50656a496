# The rules of our build, in six functions:
#   leeward_library(NAME [SOURCES …] USES … [PRIVATE_USES …])              one target per folder; USES is who it may include
#   leeward_test(NAME LABEL SOURCES … USES … [TIMEOUT s] [THREADS])        one test program, one CTest label; THREADS: it
#                                                                          starts threads, so it runs under TSan too
#   leeward_test_library(NAME SOURCES … USES …)                            what several test programs share
#   leeward_fuzzer(NAME SOURCE USES …)                                     a libFuzzer target (preset fuzz)
#   leeward_bench(NAME SOURCES … USES …)                                   a program in the build's root that `./run bench` runs;
#                                                                          target benches
#   leeward_mutant(NAME FILE LINE INSTEAD USES…)                           a program with src/FILE as it is, but for this one
#                                                                          line: whoever tests for such a fault has to find it;
#                                                                          only where LEEWARD_SANITIZED is off

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)

set(LEEWARD_FLAGS "-O2" CACHE STRING "optimisation and sanitizers")
option(LEEWARD_FUZZ "build the fuzz targets (clang)" OFF)
set(LEEWARD_TOGETHER 1 CACHE STRING "how many files of a library or a program are compiled at once (unity build)")

separate_arguments(leeward_flags UNIX_COMMAND "${LEEWARD_FLAGS}")
# AVX2 is the base (every x86-64 server since 2015); anything wider is chosen at run time.
add_compile_options(${leeward_flags} -march=x86-64-v3)
add_link_options(${leeward_flags})
if(CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
  add_link_options(-fuse-ld=lld)
else()
  add_link_options(-fuse-ld=mold)
endif()

# Tests take longer to compile than to run.
set(LEEWARD_OF_TESTS -O1)

set(LEEWARD_SANITIZED OFF)
if(LEEWARD_FLAGS MATCHES "-fsanitize")
  set(LEEWARD_SANITIZED ON)
endif()

find_program(CCACHE ccache)
if(CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CCACHE})
endif()

set(LEEWARD_WARNINGS
    -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wnon-virtual-dtor -Wold-style-cast
    -Wcast-qual -Woverloaded-virtual -Wnull-dereference -Wdouble-promotion -Wformat=2 -Werror)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  # GCC 12 sees null dereferences through inlined std::vector that are not there (PR 105562 and its kin).
  list(APPEND LEEWARD_WARNINGS -Wno-null-dereference)
  if(LEEWARD_TOGETHER GREATER 1)
    # It takes a file that is compiled with others for a header, whose unnamed namespaces would differ by includer.
    list(APPEND LEEWARD_WARNINGS -Wno-subobject-linkage)
  endif()
else()
  # Clang blames us for what GCC 12's own std::stable_sort calls (get_temporary_buffer).
  list(APPEND LEEWARD_WARNINGS -Wno-deprecated-declarations)
endif()

include(house)

# Headers that most files of a kind need are compiled once (precompiled headers): those of the rules for whoever uses
# them, and GoogleTest's for tests. What a file includes it still has to say: headers are compiled alone besides.
function(leeward_prelude name)
  cmake_parse_arguments(ARG "" "" "HEADERS;USES" ${ARGN})
  add_library(${name} OBJECT ${LEEWARD_NO_SOURCE})
  target_include_directories(${name} PRIVATE ${PROJECT_SOURCE_DIR}/src)
  target_compile_options(${name} PRIVATE ${LEEWARD_WARNINGS})
  target_link_libraries(${name} PRIVATE fmt::fmt ${ARG_USES})
  target_precompile_headers(${name} PRIVATE <fmt/format.h> ${ARG_HEADERS})
endfunction()

function(leeward_preludes)
  set(rules <operation/command.h> <operation/event.h> <operation/state.h>)
  leeward_prelude(prelude_of_rules_library HEADERS ${rules})
  leeward_prelude(prelude_of_rules_test HEADERS ${rules} <gmock/gmock.h> <gtest/gtest.h> USES GTest::gmock)
  leeward_prelude(prelude_of_test HEADERS <gmock/gmock.h> <gtest/gtest.h> USES GTest::gmock)
endfunction()

# `kind`: library or test.
function(leeward_precompiled name kind)
  get_property(on_rules GLOBAL PROPERTY LEEWARD_ON_RULES)  # targets that use the rules, directly or not
  set(uses_rules FALSE)
  foreach(used IN ITEMS ${name} ${ARGN})
    if(used STREQUAL "operation" OR used IN_LIST on_rules)
      set(uses_rules TRUE)
    endif()
  endforeach()
  if(uses_rules)
    set_property(GLOBAL APPEND PROPERTY LEEWARD_ON_RULES ${name})
    target_precompile_headers(${name} REUSE_FROM prelude_of_rules_${kind})
  elseif(kind STREQUAL "test")
    target_precompile_headers(${name} REUSE_FROM prelude_of_test)
  endif()
endfunction()

# Where two files have a helper of the same name, one says SKIP_UNITY_BUILD_INCLUSION.
function(leeward_together name)
  set_target_properties(${name} PROPERTIES UNITY_BUILD_BATCH_SIZE ${LEEWARD_TOGETHER})
  if(LEEWARD_TOGETHER GREATER 1)
    set_target_properties(${name} PROPERTIES UNITY_BUILD ON)
  endif()
endfunction()

function(leeward_library name)
  cmake_parse_arguments(ARG "" "" "SOURCES;USES;PRIVATE_USES" ${ARGN})
  if(NOT ARG_SOURCES)
    set(ARG_SOURCES ${LEEWARD_NO_SOURCE})  # a folder of headers
  endif()
  add_library(${name} STATIC ${ARG_SOURCES})
  target_include_directories(${name} PUBLIC ${PROJECT_SOURCE_DIR}/src)
  target_compile_options(${name} PRIVATE ${LEEWARD_WARNINGS})
  target_link_libraries(${name} PUBLIC ${ARG_USES} PRIVATE ${ARG_PRIVATE_USES})
  leeward_precompiled(${name} library ${ARG_USES} ${ARG_PRIVATE_USES})
  leeward_together(${name})
  leeward_house_library(${name} "${ARG_USES}" "${ARG_PRIVATE_USES}")
endfunction()

function(leeward_test name label)
  cmake_parse_arguments(ARG "THREADS" "TIMEOUT" "SOURCES;USES" ${ARGN})
  if(NOT ARG_TIMEOUT)
    set(ARG_TIMEOUT 120)
  endif()
  if(LEEWARD_SANITIZED)
    math(EXPR ARG_TIMEOUT "5 * ${ARG_TIMEOUT}")
  endif()
  add_executable(${name} ${ARG_SOURCES})
  leeward_together(${name})
  target_include_directories(${name} PRIVATE ${PROJECT_SOURCE_DIR}/tests)
  target_compile_options(${name} PRIVATE ${LEEWARD_WARNINGS} ${LEEWARD_OF_TESTS})
  target_link_libraries(${name} PRIVATE ${ARG_USES} GTest::gmock GTest::gtest_main)
  target_compile_definitions(${name} PRIVATE LEEWARD_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
  leeward_precompiled(${name} test ${ARG_USES})
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    # GCC 12 takes what a long string has for the length of a short one's buffer when it is moved (PR 105329), and says so
    # where the library's headers come precompiled; with -O1 it sees a vector shrink to less than nothing.
    target_compile_options(${name} PRIVATE -Wno-array-bounds -Wno-stringop-overflow)
  endif()
  add_dependencies(${label}_tests ${name})
  if(ARG_THREADS)
    add_dependencies(threads_tests ${name})
  endif()
  include(GoogleTest)
  gtest_discover_tests(${name} TEST_PREFIX ${name}. DISCOVERY_TIMEOUT 60 NO_PRETTY_VALUES
                       PROPERTIES LABELS ${label} TIMEOUT ${ARG_TIMEOUT})
endfunction()

function(leeward_test_library name)
  cmake_parse_arguments(ARG "" "" "SOURCES;USES" ${ARGN})
  add_library(${name} STATIC ${ARG_SOURCES})
  leeward_together(${name})
  target_include_directories(${name} PUBLIC ${PROJECT_SOURCE_DIR}/tests)
  target_compile_options(${name} PRIVATE ${LEEWARD_WARNINGS} ${LEEWARD_OF_TESTS})
  target_link_libraries(${name} PUBLIC ${ARG_USES})
  leeward_precompiled(${name} library ${ARG_USES})
endfunction()

# The test programs of one label: `cmake --build build/NAME --target unit_tests`.
foreach(label unit scenario fault browser fuzz threads)
  add_custom_target(${label}_tests)
endforeach()

function(leeward_fuzzer name source)
  cmake_parse_arguments(ARG "" "" "USES" ${ARGN})
  if(NOT LEEWARD_FUZZ)
    return()
  endif()
  add_executable(${name} ${source})
  target_include_directories(${name} PRIVATE ${PROJECT_SOURCE_DIR}/tests)
  target_compile_options(${name} PRIVATE ${LEEWARD_WARNINGS})
  target_link_libraries(${name} PRIVATE ${ARG_USES})
  target_link_options(${name} PRIVATE -fsanitize=fuzzer)
  set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/fuzz)
  add_dependencies(fuzz_targets ${name})
endfunction()
add_custom_target(fuzz_targets)

function(leeward_bench name)
  cmake_parse_arguments(ARG "" "" "SOURCES;USES" ${ARGN})
  add_executable(${name} ${ARG_SOURCES})
  leeward_together(${name})
  target_include_directories(${name} PRIVATE ${PROJECT_SOURCE_DIR}/bench)
  target_compile_options(${name} PRIVATE ${LEEWARD_WARNINGS})
  target_link_libraries(${name} PRIVATE ${ARG_USES})
  target_compile_definitions(${name} PRIVATE LEEWARD_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
  set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR})
  add_dependencies(benches ${name})
  set_target_properties(${name} PROPERTIES EXCLUDE_FROM_ALL ON)  # no test runs it
endfunction()
add_custom_target(benches)

function(leeward_mutant name file line instead)
  set(original ${PROJECT_SOURCE_DIR}/src/${file})
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${original})
  file(READ ${original} text)
  string(FIND "${text}" "${line}" first)
  string(FIND "${text}" "${line}" last REVERSE)
  if(first EQUAL -1 OR NOT first EQUAL last)
    message(FATAL_ERROR "src/${file} has to have the line '${line}' once; ${name}, which is without it, is in "
                        "${CMAKE_CURRENT_SOURCE_DIR}")
  endif()
  # It takes the place of its file's own object in the library, which therefore may hold no other file.
  set(folder ${original})
  while(NOT EXISTS ${folder}/CMakeLists.txt)
    cmake_path(GET folder PARENT_PATH folder)
  endwhile()
  set_source_files_properties(${original} DIRECTORY ${folder} PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)
  string(REPLACE "${line}" "${instead}" text "${text}")
  set(mutant ${CMAKE_CURRENT_BINARY_DIR}/${name}.cc)
  file(CONFIGURE OUTPUT ${mutant} CONTENT "${text}" @ONLY)
  add_executable(${name} ${mutant})
  target_compile_options(${name} PRIVATE -Wno-unused)
  target_link_libraries(${name} PRIVATE ${ARGN})
  leeward_precompiled(${name} library ${ARGN})
endfunction()
