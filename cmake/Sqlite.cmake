include(SqliteRowCounts)

# Defines d1mcp_sqlite3: the SQLite this build uses, either the system's library or an amalgamation
# compiled in. The amalgamation is built with D1's surface (FTS5, R-tree, maths functions, double
# quoted strings) and without what a private, single-purpose connection never needs.
add_library(d1mcp_sqlite3 INTERFACE)

if(D1MCP_SQLITE_AMALGAMATION)
  if(NOT EXISTS "${D1MCP_SQLITE_AMALGAMATION}/sqlite3.c")
    message(FATAL_ERROR "D1MCP_SQLITE_AMALGAMATION has no sqlite3.c: ${D1MCP_SQLITE_AMALGAMATION}")
  endif()
  set(_sqlite_source "${D1MCP_SQLITE_AMALGAMATION}/sqlite3.c")
  set(_sqlite_counting "${CMAKE_BINARY_DIR}/sqlite/sqlite3.c")
  d1mcp_count_rows("${_sqlite_source}" "${_sqlite_counting}" _sqlite_counts)
  if(_sqlite_counts)
    set(_sqlite_source "${_sqlite_counting}")
  else()
    message(WARNING "rows read and written are not counted: cmake/SqliteRowCounts.cmake is for another SQLite")
  endif()
  add_library(d1mcp_sqlite_amalgamation STATIC "${_sqlite_source}")
  target_include_directories(d1mcp_sqlite_amalgamation SYSTEM PUBLIC "${D1MCP_SQLITE_AMALGAMATION}")
  target_compile_definitions(d1mcp_sqlite_amalgamation
    PUBLIC SQLITE_ENABLE_PREUPDATE_HOOK SQLITE_ENABLE_COLUMN_METADATA
    PRIVATE
      SQLITE_THREADSAFE=2 SQLITE_DEFAULT_MEMSTATUS=0 SQLITE_USE_ALLOCA SQLITE_OMIT_SHARED_CACHE
      SQLITE_OMIT_DEPRECATED SQLITE_MAX_EXPR_DEPTH=1000
      SQLITE_ENABLE_FTS5 SQLITE_ENABLE_RTREE SQLITE_ENABLE_MATH_FUNCTIONS SQLITE_ENABLE_NORMALIZE
      SQLITE_ENABLE_UPDATE_DELETE_LIMIT SQLITE_ENABLE_SESSION
      HAVE_USLEEP=1)
  target_compile_options(d1mcp_sqlite_amalgamation PRIVATE -O2 -w)
  target_link_libraries(d1mcp_sqlite_amalgamation PUBLIC m Threads::Threads)
  target_link_libraries(d1mcp_sqlite3 INTERFACE d1mcp_sqlite_amalgamation)
  target_compile_definitions(d1mcp_sqlite3 INTERFACE D1MCP_SQLITE_BUNDLED
    $<$<BOOL:${_sqlite_counts}>:D1MCP_SQLITE_COUNTS_ROWS>)
else()
  find_package(SQLite3 3.40 REQUIRED)
  # Rows changed per table, cascades and triggers included, are counted by the pre-update hook.
  include(CheckCSourceCompiles)
  set(CMAKE_REQUIRED_LIBRARIES SQLite::SQLite3)
  check_c_source_compiles("
    #define SQLITE_ENABLE_PREUPDATE_HOOK
    #include <sqlite3.h>
    int main(void) { return sqlite3_preupdate_hook(0, 0, 0) != 0; }" D1MCP_SQLITE_HAS_PREUPDATE_HOOK)
  unset(CMAKE_REQUIRED_LIBRARIES)
  if(NOT D1MCP_SQLITE_HAS_PREUPDATE_HOOK)
    message(FATAL_ERROR "the system's SQLite lacks SQLITE_ENABLE_PREUPDATE_HOOK; "
                        "set D1MCP_SQLITE_AMALGAMATION to a folder with sqlite3.c and sqlite3.h")
  endif()
  target_link_libraries(d1mcp_sqlite3 INTERFACE SQLite::SQLite3)
  target_compile_definitions(d1mcp_sqlite3 INTERFACE SQLITE_ENABLE_PREUPDATE_HOOK SQLITE_ENABLE_COLUMN_METADATA)
endif()
