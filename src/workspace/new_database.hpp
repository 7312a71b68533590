#pragma once

#include <cstdint>
#include <filesystem>

#include "core/files.hpp"
#include "core/result.hpp"
#include "core/work.hpp"
#include "transfer/dump_reader.hpp"

namespace d1mcp::workspace {

/// A SQLite file that is to be made of a SQL dump.
struct NewDatabase {
  std::filesystem::path path;
  Existing existing = Existing::refuse;
  Privacy privacy = Privacy::usual;
};

/// What was made.
struct MadeDatabase {
  transfer::ImportSummary summary;
  std::uint64_t bytes = 0;
};

/// Loads `dump` into a new SQLite file, which appears at its place whole or not at all.
Result<MadeDatabase> make_database(const NewDatabase& database,
                                   const transfer::InputText& dump,
                                   const Work& work);

/// Loads `dump` into a private database, which is gone afterwards: to see that it can be loaded.
Result<transfer::ImportSummary> try_dump(const transfer::InputText& dump, const Work& work);

}  // namespace d1mcp::workspace
