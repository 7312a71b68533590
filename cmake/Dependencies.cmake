# Third-party libraries, found where the system's package manager put them.
find_package(Threads REQUIRED)
find_package(PkgConfig REQUIRED)
find_package(nlohmann_json 3.11 REQUIRED)
find_package(spdlog 1.10 REQUIRED)
find_package(CLI11 2.1 REQUIRED)

# toml++ is used header-only, in one translation unit.
find_package(tomlplusplus 3.3 REQUIRED)

pkg_check_modules(sodium REQUIRED IMPORTED_TARGET GLOBAL libsodium)

# d1mcp_archive(NAME header archive library): the target d1mcp_NAME, from an archive where there is one:
# each further shared library is paid for at every start.
function(d1mcp_archive name header archive library)
  find_path(D1MCP_${name}_INCLUDE ${header} REQUIRED)
  find_library(D1MCP_${name}_LIBRARY NAMES ${archive} ${library} REQUIRED)
  add_library(d1mcp_${name} INTERFACE)
  target_include_directories(d1mcp_${name} SYSTEM INTERFACE "${D1MCP_${name}_INCLUDE}")
  target_link_libraries(d1mcp_${name} INTERFACE "${D1MCP_${name}_LIBRARY}")
endfunction()

d1mcp_archive(zlib zlib.h libz.a z)
d1mcp_archive(zstd zstd.h libzstd.a zstd)

# Debian and Ubuntu ship cpp-httplib as a compiled library without a CMake package. Its compile
# definitions are part of the ABI, so it is only ever used through one of these two targets.
find_package(httplib CONFIG QUIET)
if(NOT TARGET httplib::httplib)
  pkg_check_modules(httplib REQUIRED IMPORTED_TARGET GLOBAL cpp-httplib)
  add_library(httplib::httplib ALIAS PkgConfig::httplib)
endif()
