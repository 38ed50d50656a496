# The house rules that the build itself keeps: who may use whom, what a file may include, and that a header needs nothing
# before it. leeward_library() calls leeward_house_library(); leeward_house_finish() runs once every target is known.

# Each folder under src/ with those that it may use; what these may use, it may use too. A target belongs to the deepest
# folder named here above it.
set(LEEWARD_MAY_USE
    "base:"
    "roads: base"
    "operation: base"
    "planning: base roads"
    "check: base roads planning/model"
    "simulation: operation planning"
    "report: planning simulation"
    "tickets: base"
    "device: base operation"
    "vault: base"
    "ledger: operation vault"
    "notices: operation"
    "exchange: operation vault notices"
    "channels: notices"
    "app: check report tickets device ledger exchange channels"
    "server: app"
    "cli: app server")

# Headers that cost seconds in every file that sees them: PREFIX=FOLDER, and only in that folder's .cc files.
set(LEEWARD_HEAVY_HEADERS
    boost/beast=server/http boost/asio=server/http boost/json=base/json CLI/=cli
    Clp=planning/bound Coin=planning/bound lemon/=planning/place sqlite3.h=ledger/sqlite libpq-fe.h=ledger/postgresql
    unicode/=base/text)

# Folders without clock, I/O, threads and randomness of their own, and the headers that would bring them in.
set(LEEWARD_PURE_FOLDERS operation planning notices)
set(LEEWARD_IMPURE_HEADERS
    chrono ctime random fstream iostream cstdio filesystem thread future unistd.h base/file.h)

set(LEEWARD_HOUSE_DIR ${CMAKE_CURRENT_LIST_DIR}/house)
set(LEEWARD_HOUSE_OUT ${CMAKE_BINARY_DIR}/house)
set(LEEWARD_NO_SOURCE ${LEEWARD_HOUSE_OUT}/no_source.cc)
file(CONFIGURE OUTPUT ${LEEWARD_NO_SOURCE} CONTENT "")

# Adds the include check to a target as a build step: any include that is not allowed stops the target's build.
function(leeward_house_library name uses private_uses)
  cmake_path(RELATIVE_PATH CMAKE_CURRENT_SOURCE_DIR BASE_DIRECTORY ${PROJECT_SOURCE_DIR}/src OUTPUT_VARIABLE folder)
  set_property(GLOBAL APPEND PROPERTY LEEWARD_LIBRARIES ${name})
  set_target_properties(${name} PROPERTIES LEEWARD_FOLDER "${folder}" LEEWARD_USES "${uses}"
                                           LEEWARD_PRIVATE_USES "${private_uses}")
  get_target_property(sources ${name} SOURCES)
  set(patterns ${CMAKE_CURRENT_SOURCE_DIR}/*.h ${CMAKE_CURRENT_SOURCE_DIR}/*.cc)
  foreach(source IN LISTS sources)
    cmake_path(ABSOLUTE_PATH source NORMALIZE)
    cmake_path(GET source PARENT_PATH directory)
    cmake_path(IS_PREFIX CMAKE_CURRENT_SOURCE_DIR ${directory} written)  # and not made by the build
    if(written)
      list(APPEND patterns ${directory}/*.h ${directory}/*.cc)
    endif()
  endforeach()
  list(REMOVE_DUPLICATES patterns)
  file(GLOB files CONFIGURE_DEPENDS ${patterns})
  set(rules ${LEEWARD_HOUSE_OUT}/${name}.rules)
  set(stamp ${LEEWARD_HOUSE_OUT}/${name}.checked)
  add_custom_command(
    OUTPUT ${stamp}
    COMMAND ${CMAKE_COMMAND} -DRULES=${rules} -DSTAMP=${stamp} -DROOT=${PROJECT_SOURCE_DIR}/src/
            "-DFILES=${files}" -P ${LEEWARD_HOUSE_DIR}/check_includes.cmake
    DEPENDS ${files} ${rules} ${LEEWARD_HOUSE_DIR}/includes.awk ${LEEWARD_HOUSE_DIR}/check_includes.cmake
    COMMENT "Who may include whom: src/${folder}"
    VERBATIM)
  target_sources(${name} PRIVATE ${stamp})
endfunction()

# The row of the table that a folder falls under.
function(leeward_house_row folder out_row out_uses)
  set(best "")
  foreach(row IN LISTS LEEWARD_MAY_USE)
    string(REGEX MATCH "^[^:]+" row_folder "${row}")
    string(FIND "${folder}/" "${row_folder}/" at)
    if(at EQUAL 0)
      set(best ${row_folder})
      string(REGEX REPLACE "^[^:]+: *" "" best_uses "${row}")
    endif()
  endforeach()
  if(NOT best)
    message(FATAL_ERROR "src/${folder} is in no row of LEEWARD_MAY_USE (cmake/house.cmake)")
  endif()
  string(REPLACE " " ";" best_uses "${best_uses}")
  set(${out_row} ${best} PARENT_SCOPE)
  set(${out_uses} "${best_uses}" PARENT_SCOPE)
endfunction()

# All that a folder may use by the table, itself included.
function(leeward_house_may_use folder out)
  leeward_house_row(${folder} row todo)
  set(allowed ${row})
  while(todo)
    list(POP_FRONT todo next)
    if(NOT next IN_LIST allowed)
      list(APPEND allowed ${next})
      leeward_house_row(${next} ignored more)
      list(APPEND todo ${more})
    endif()
  endwhile()
  set(${out} "${allowed}" PARENT_SCOPE)
endfunction()

# Stops the configuration if a target's USES go against the table.
function(leeward_house_check_uses name folder uses)
  leeward_house_may_use(${folder} allowed)
  foreach(used IN LISTS uses)
    get_target_property(used_folder ${used} LEEWARD_FOLDER)
    set(fits FALSE)
    foreach(prefix IN LISTS allowed)
      string(FIND "${used_folder}/" "${prefix}/" at)
      if(at EQUAL 0)
        set(fits TRUE)
      endif()
    endforeach()
    if(NOT fits)
      string(REPLACE ";" ", " allowed "${allowed}")
      message(FATAL_ERROR "src/${folder} (target ${name}) may not use src/${used_folder}. "
                          "It may use: ${allowed} (LEEWARD_MAY_USE in cmake/house.cmake)")
    endif()
  endforeach()
endfunction()

# Our own targets among what a target uses.
function(leeward_house_own_uses name property out)
  get_property(libraries GLOBAL PROPERTY LEEWARD_LIBRARIES)
  get_target_property(uses ${name} ${property})
  set(own)
  foreach(used IN LISTS uses)
    if(used IN_LIST libraries)
      list(APPEND own ${used})
    endif()
  endforeach()
  set(${out} "${own}" PARENT_SCOPE)
endfunction()

# The folders whose headers a target may include: its own, those it uses, and those that these use publicly.
function(leeward_house_write_rules name folders)
  get_target_property(folder ${name} LEEWARD_FOLDER)
  leeward_house_own_uses(${name} LEEWARD_USES todo)
  leeward_house_own_uses(${name} LEEWARD_PRIVATE_USES private_uses)
  list(APPEND todo ${private_uses})
  leeward_house_check_uses(${name} ${folder} "${todo}")
  set(seen)
  set(allowed ${folder})
  while(todo)
    list(POP_FRONT todo next)
    if(NOT next IN_LIST seen)
      list(APPEND seen ${next})
      get_target_property(next_folder ${next} LEEWARD_FOLDER)
      list(APPEND allowed ${next_folder})
      leeward_house_own_uses(${next} LEEWARD_USES more)
      list(APPEND todo ${more})
    endif()
  endwhile()
  leeward_house_row(${folder} row ignored)
  set(impure)
  if(row IN_LIST LEEWARD_PURE_FOLDERS)
    set(impure ${LEEWARD_IMPURE_HEADERS})
  endif()
  file(CONFIGURE OUTPUT ${LEEWARD_HOUSE_OUT}/${name}.rules
       CONTENT "set(own ${folder})
set(allowed ${allowed})
set(folders ${folders})
set(heavy ${LEEWARD_HEAVY_HEADERS})
set(impure ${impure})
")
endfunction()

# One small file for each header that no .cc of its own proves to compile alone (a .cc includes its own header first,
# which the include check keeps), in the target headers_alone.
function(leeward_house_headers_alone)
  file(GLOB_RECURSE headers CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/src/*.h)
  set(sources ${LEEWARD_NO_SOURCE})
  foreach(header IN LISTS headers)
    cmake_path(REPLACE_EXTENSION header LAST_ONLY .cc OUTPUT_VARIABLE own_source)
    if(NOT EXISTS ${own_source})
      cmake_path(RELATIVE_PATH header BASE_DIRECTORY ${PROJECT_SOURCE_DIR}/src OUTPUT_VARIABLE relative)
      set(source ${LEEWARD_HOUSE_OUT}/alone/${relative}.cc)
      file(CONFIGURE OUTPUT ${source} CONTENT "#include \"${relative}\"\n")
      list(APPEND sources ${source})
    endif()
  endforeach()
  # No links: the check needs no built library, and Debian's headers are all on the default path.
  add_library(headers_alone OBJECT EXCLUDE_FROM_ALL ${sources})
  target_include_directories(headers_alone PRIVATE ${PROJECT_SOURCE_DIR}/src)
  target_compile_options(headers_alone PRIVATE ${LEEWARD_WARNINGS} -O0)
endfunction()

function(leeward_house_finish)
  get_property(libraries GLOBAL PROPERTY LEEWARD_LIBRARIES)
  set(folders)
  foreach(name IN LISTS libraries)
    get_target_property(folder ${name} LEEWARD_FOLDER)
    list(APPEND folders ${folder})
  endforeach()
  foreach(name IN LISTS libraries)
    leeward_house_write_rules(${name} "${folders}")
  endforeach()
  leeward_house_headers_alone()
endfunction()
cmake_language(DEFER DIRECTORY ${CMAKE_SOURCE_DIR} CALL leeward_house_finish)
