# Files of the source tree as string constants of the program, so that it is one self-contained file.
# CMake runs again when an embedded file changes.

# d1mcp_string_view(RESULT path [WITHOUT_INDENTATION]): the initializer of a std::string_view that holds a text file, one
# source line for each of its lines; line ends become "\n". The text is escaped, so nothing in it can
# end the literal early, and its length is given, so the compiler never counts. WITHOUT_INDENTATION
# drops white space at the beginning of lines, which JSON can do without.
function(d1mcp_string_view result path)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${path}")
  file(READ "${path}" text)
  if("WITHOUT_INDENTATION" IN_LIST ARGN)
    string(REGEX REPLACE "\n[ \t]+" "\n" text "${text}")
  endif()
  string(LENGTH "${text}" length)
  string(REPLACE "\\" "\\\\" text "${text}")
  string(REPLACE "\"" "\\\"" text "${text}")
  string(REPLACE "\t" "\\t" text "${text}")
  string(REPLACE "\r" "\\r" text "${text}")
  string(REPLACE "\n" "\\n\"\n\"" text "${text}")
  set(${result} "{\n\"${text}\",\n${length}}" PARENT_SCOPE)
endfunction()

# d1mcp_generated_header(TARGET NAME content): an INTERFACE library whose users can include NAME, which
# is touched only when its content changes. It is a system header, since a literal in it may be longer
# than the 65,536 bytes that -Wpedantic accepts.
function(d1mcp_generated_header target name content)
  set(folder "${CMAKE_CURRENT_BINARY_DIR}/include")
  set(content "#pragma once\n\n#include <string_view>\n${content}")
  file(CONFIGURE OUTPUT "${folder}/${name}" CONTENT "@content@" @ONLY)
  add_library(${target} INTERFACE)
  target_include_directories(${target} SYSTEM INTERFACE "${folder}")
endfunction()
