# Third-party libraries, found where the system's package manager put them.
find_package(Threads REQUIRED)
find_package(PkgConfig REQUIRED)
find_package(nlohmann_json 3.11 REQUIRED)
find_package(spdlog 1.10 REQUIRED)
find_package(CLI11 2.1 REQUIRED)

# toml++ is used header-only, in one translation unit.
find_package(tomlplusplus 3.3 REQUIRED)

pkg_check_modules(sodium REQUIRED IMPORTED_TARGET GLOBAL libsodium)

# Debian and Ubuntu ship cpp-httplib as a compiled library without a CMake package. Its compile
# definitions are part of the ABI, so it is only ever used through one of these two targets.
find_package(httplib CONFIG QUIET)
if(NOT TARGET httplib::httplib)
  pkg_check_modules(httplib REQUIRED IMPORTED_TARGET GLOBAL cpp-httplib)
  add_library(httplib::httplib ALIAS PkgConfig::httplib)
endif()
