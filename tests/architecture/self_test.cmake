# The layer check, checked: each case lays out a small tree and names one line that must be reported.
#   cmake -D WORK=<folder to use> -P self_test.cmake
cmake_minimum_required(VERSION 3.25)

# case(EXPECTED [file content]...): EXPECTED is that line, or "" for a tree in which nothing is wrong.
function(case expected)
  file(REMOVE_RECURSE "${WORK}")
  math(EXPR last "${ARGC} - 2")
  foreach(file RANGE 1 ${last} 2)
    math(EXPR content "${file} + 1")
    file(WRITE "${WORK}/${ARGV${file}}" "${ARGV${content}}\n")
  endforeach()
  execute_process(
    COMMAND "${CMAKE_COMMAND}" -D "ROOT=${WORK}" -P "${CMAKE_CURRENT_LIST_DIR}/layering.cmake"
    RESULT_VARIABLE status ERROR_VARIABLE report)
  string(FIND "${report}" "  ${expected}\n" found)
  if(expected STREQUAL "" AND NOT status EQUAL 0)
    message(SEND_ERROR "A tree in order was refused:\n${report}")
  elseif(NOT expected STREQUAL "" AND (status EQUAL 0 OR found EQUAL -1))
    message(SEND_ERROR "Not reported: ${expected}\n${report}")
  endif()
endfunction()

case("" src/sql/a.cpp "#include \"sql/a.hpp\"\n#include <vector>\n#include <sys/stat.h>" src/CMakeLists.txt "")
case("" src/sqlite/a.cpp "#include <sqlite3.h>\n#include \"d1/limits.hpp\"")
case("" src/core/log.cpp "#include <spdlog/spdlog.h>" tools/a.cpp "#include \"schemas.hpp\"")
case("" tools/tools.hpp "" tools/a.cpp "#include \"tools.hpp\"" src/app/main.cpp "#include \"tools.hpp\"")
case("" src/app/main.cpp "#include \"sample_project.hpp\"" src/app/data.sql "SELECT ']'")

case("src/core/a.cpp: core must not include sql (\"sql/value.hpp\")" src/core/a.cpp "#include \"sql/value.hpp\"")
case("src/d1/a.cpp: d1 must not include sql (\"sql/value.hpp\")" src/d1/a.cpp "  #  include \"sql/value.hpp\"")
case("src/migration/lint/a.hpp: migration must not include mcp (\"mcp/tool.hpp\")"
     src/migration/lint/a.hpp "int x[2]; // ];\n#include \"mcp/tool.hpp\"  // ;")
case("src/cli/a.cpp: cli must not include app (\"app/main.hpp\")" src/cli/a.cpp "#include \"app/main.hpp\"")
case("tools/a.cpp: tools must not include sqlite (\"sqlite/database.hpp\")"
     tools/a.cpp "#include \"sqlite/database.hpp\"")
case("src/mcp/a.cpp: mcp must not include tools (\"tools.hpp\")"
     tools/tools.hpp "" src/mcp/a.cpp "#include \"tools.hpp\"")

case("src/migration/a.cpp: migration must not see nlohmann (nlohmann/json.hpp)"
     src/migration/a.cpp "#include <nlohmann/json.hpp>")
case("src/sql/a.cpp: sql must not see nlohmann (nlohmann/json.hpp)" src/sql/a.cpp "#include \"nlohmann/json.hpp\"")
case("src/workspace/a.cpp: workspace must not see sqlite3 (sqlite3.h)" src/workspace/a.cpp "#include <sqlite3.h>")
case("src/mcp/a.cpp: mcp must not see httplib (httplib.h)" src/mcp/a.cpp "#include <httplib.h>")
case("src/app/main.cpp: app must not see CLI11 (CLI/CLI.hpp)" src/app/main.cpp "#include <CLI/CLI.hpp>")
case("src/app/main.cpp: app must not see toml++ (toml++/toml.h)" src/app/main.cpp "#include <toml++/toml.h>")
case("src/core/text.cpp: core must not see spdlog (spdlog/spdlog.h)" src/core/text.cpp "#include <spdlog/spdlog.h>")
case("src/core/log.cpp: core must not see sodium (sodium.h)" src/core/log.cpp "#include <sodium.h>")
case("src/core/a.cpp: <boost/any.hpp> belongs to no library of rules.cmake" src/core/a.cpp "#include <boost/any.hpp>")
case("src/mcp/a.cpp: mcp must not include the generated schemas.hpp" src/mcp/a.cpp "#include \"schemas.hpp\"")

case("src/kitchen/a.cpp: is in no known room" src/kitchen/a.cpp "")
case("src/a.cpp: is in no known room" src/a.cpp "")
case("src/sql/a.cpp: \"../core/text.hpp\" names no room" src/sql/a.cpp "#include \"../core/text.hpp\"")
case("src/sql/a.cpp: \"value.hpp\" names no room" src/sql/value.hpp "" src/sql/a.cpp "#include \"value.hpp\"")
case("src/sql/a.cpp: \"attic/rule.hpp\" names no room" src/sql/a.cpp "#include \"attic/rule.hpp\"")
case("rooms include each other in a cycle: core, d1"
     src/core/a.cpp "#include \"d1/limits.hpp\"" src/d1/a.cpp "#include \"core/text.hpp\"")
case("rooms include each other in a cycle: core, d1, sql"
     src/core/a.cpp "#include \"d1/a.hpp\"" src/d1/a.cpp "#include \"sql/a.hpp\""
     src/sql/a.cpp "#include \"core/a.hpp\"")

string(REPEAT "int x[1];\n" 499 lines)
case("" src/core/a.cpp "${lines}")
case("tools/a.cpp: 501 lines, more than 500" tools/a.cpp "${lines}\n")
