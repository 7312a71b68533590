# Who may know whom. The same table, with its reasons, is in ARCHITECTURE.md.

# room(NAME rooms...): the room and those whose headers it may include.
macro(room name)
  list(APPEND rooms ${name})
  set(${name}_knows ${ARGN})
endmacro()

# library(NAME regex readers...): the headers of a library, and the rooms or files that may include them.
macro(library name headers)
  list(APPEND libraries ${name})
  set(${name}_headers "${headers}")
  set(${name}_readers ${ARGN})
endmacro()

# generated_header(NAME rooms...): a header made by the build, and the rooms that may include it.
macro(generated_header name)
  list(APPEND generated_headers ${name})
  set(${name}_readers ${ARGN})
endmacro()

room(core)
room(d1        core)
room(sql       core)
room(sqlite    core sql d1)
room(wrangler  core)
room(migration core sql d1)
room(drift     core sql migration)
room(lint      core sql d1)
room(transfer  core sql d1)
room(workspace core sql d1 sqlite wrangler migration transfer)
room(jsonrpc   core)
room(mcp       core jsonrpc)
room(transport core jsonrpc mcp)
room(tools     core d1 sql migration drift lint transfer workspace mcp jsonrpc)
room(offers    core sql migration transfer workspace jsonrpc mcp tools)
room(cli       core d1 jsonrpc)
room(app       ${rooms})

library(nlohmann "^nlohmann/"          jsonrpc mcp wrangler tools offers app)
library(sqlite3  "^sqlite3(ext)?[.]h$" sqlite)
library(httplib  "^httplib[.]h$"       transport app)
library(CLI11    "^CLI/"               cli)
library(toml++   "^toml([+][+])?[/.]"  wrangler)
library(spdlog   "^(spdlog|fmt)/"      src/core/log.cpp)
library(sodium   "^sodium[/.]"         src/core/encoding.cpp)
library(zlib     "^zlib[.]h$"          src/core/gzip.cpp)
library(zstd     "^zstd[.]h$"          src/core/zstd.cpp)

generated_header(schemas.hpp        tools)
generated_header(skill_texts.hpp    offers)
generated_header(sample_project.hpp app)

# The C++ and C standard libraries and the operating system.
set(system_headers "^([a-z0-9_]+([.]h)?|(sys|netinet|arpa|net|linux|mach|mach-o)/[a-z0-9_-]+[.]h)$")
