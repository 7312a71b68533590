# The warnings of the project's own code. Everything that is not ours is included as SYSTEM.
add_library(d1mcp_warnings INTERFACE)
if(D1MCP_DEVELOPER_MODE)
  target_compile_options(d1mcp_warnings INTERFACE $<$<COMPILE_LANGUAGE:CXX>:
    -Wall -Wextra -Wpedantic -Werror
    -Wshadow -Wconversion -Wsign-conversion -Wold-style-cast -Wnon-virtual-dtor -Woverloaded-virtual
    -Wnull-dereference -Wdouble-promotion -Wformat=2 -Wextra-semi -Wundef
    $<$<CXX_COMPILER_ID:GNU>:-Wduplicated-cond;-Wduplicated-branches;-Wlogical-op;-Wsuggest-override>
    $<$<CXX_COMPILER_ID:Clang>:-Wthread-safety;-Wimplicit-fallthrough>>)
endif()
