# Every package we use, from Debian 12. `./run` installs them.
find_package(fmt REQUIRED)
find_package(tl-expected REQUIRED)
find_package(Boost 1.81 REQUIRED COMPONENTS json)
find_package(Threads REQUIRED)
find_package(ZLIB REQUIRED)
find_package(GTest REQUIRED)
find_package(CLI11 REQUIRED)
find_package(ICU 72 REQUIRED COMPONENTS i18n uc)
find_package(PkgConfig REQUIRED)
pkg_check_modules(sodium REQUIRED IMPORTED_TARGET libsodium)
pkg_check_modules(crypto REQUIRED IMPORTED_TARGET libcrypto)
pkg_check_modules(sqlite REQUIRED IMPORTED_TARGET sqlite3)
pkg_check_modules(qrencode REQUIRED IMPORTED_TARGET libqrencode)

# Headers only: what we use of it is templates.
find_path(LEMON_INCLUDE_DIR lemon/network_simplex.h REQUIRED)

# CLP's own pkg-config file names static libraries that its solver class does not need.
find_path(CLP_INCLUDE_DIR ClpSimplex.hpp PATH_SUFFIXES coin REQUIRED)
find_library(CLP_LIBRARY Clp REQUIRED)
find_library(COINUTILS_LIBRARY CoinUtils REQUIRED)
add_library(clp INTERFACE IMPORTED)
target_include_directories(clp SYSTEM INTERFACE ${CLP_INCLUDE_DIR})
target_link_libraries(clp INTERFACE ${CLP_LIBRARY} ${COINUTILS_LIBRARY})
