# d1mcp_room(NAME sources... [KNOWS rooms...] [USES targets...])
#
# One folder under src/ is one namespace and one static library. KNOWS names the rooms whose headers
# it may include; tests/architecture checks the same rule on the text.
function(d1mcp_room name)
  cmake_parse_arguments(PARSE_ARGV 1 room "" "" "KNOWS;USES")
  add_library(d1mcp_${name} STATIC ${room_UNPARSED_ARGUMENTS})
  target_include_directories(d1mcp_${name} PUBLIC "${PROJECT_SOURCE_DIR}/src")
  list(TRANSFORM room_KNOWS PREPEND d1mcp_)
  target_link_libraries(d1mcp_${name} PUBLIC ${room_KNOWS} PRIVATE ${room_USES} d1mcp_warnings)
endfunction()

# d1mcp_unit_tests(ROOM sources... [USES targets...]): the unit tests of one room, one executable.
function(d1mcp_unit_tests room)
  cmake_parse_arguments(PARSE_ARGV 1 tests "" "" "USES")
  add_executable(unit_${room} ${tests_UNPARSED_ARGUMENTS})
  target_include_directories(unit_${room} PRIVATE "${PROJECT_SOURCE_DIR}/tests")
  target_link_libraries(unit_${room} PRIVATE d1mcp_${room} ${tests_USES} GTest::gmock_main d1mcp_warnings)
  gtest_discover_tests(unit_${room} PROPERTIES LABELS unit DISCOVERY_TIMEOUT 60)
endfunction()

# d1mcp_fuzzer(NAME source [USES targets...]): a libFuzzer target in a fuzz build. In every build the
# same source, linked with a small driver, runs once over its corpus as a plain test.
function(d1mcp_fuzzer name source)
  cmake_parse_arguments(PARSE_ARGV 2 fuzz "" "" "USES")
  set(corpus "${PROJECT_SOURCE_DIR}/tests/fuzz/corpus/${name}")
  if(D1MCP_FUZZ)
    add_executable(fuzz_${name} ${source})
    target_compile_options(fuzz_${name} PRIVATE -fsanitize=fuzzer,address,undefined)
    target_link_options(fuzz_${name} PRIVATE -fsanitize=fuzzer,address,undefined)
    add_test(NAME fuzz.${name} COMMAND fuzz_${name} -runs=0 "${corpus}")
  else()
    add_executable(fuzz_${name} ${source} "${PROJECT_SOURCE_DIR}/tests/fuzz/corpus_driver.cpp")
    add_test(NAME fuzz.${name} COMMAND fuzz_${name} "${corpus}")
  endif()
  target_link_libraries(fuzz_${name} PRIVATE ${fuzz_USES} d1mcp_warnings)
  set_tests_properties(fuzz.${name} PROPERTIES LABELS fuzz)
endfunction()
