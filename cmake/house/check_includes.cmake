# cmake -DRULES=… -DSTAMP=… -DROOT=… -DFILES=… -P check_includes.cmake: a build step of each library (cmake/house.cmake).
include(${RULES})
foreach(list own allowed folders heavy impure)
  string(REPLACE ";" " " ${list} "${${list}}")
endforeach()
execute_process(COMMAND awk -v own=${own} -v allowed=${allowed} -v folders=${folders} -v heavy=${heavy}
                        -v impure=${impure} -v root=${ROOT} -f ${CMAKE_CURRENT_LIST_DIR}/includes.awk ${FILES}
                RESULT_VARIABLE code)
if(code)
  message(FATAL_ERROR "An include is not allowed (the lines above).")
endif()
file(TOUCH ${STAMP})
