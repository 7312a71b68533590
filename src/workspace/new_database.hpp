#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>

#include "core/files.hpp"
#include "core/result.hpp"
#include "core/work.hpp"
#include "sql/connection.hpp"
#include "transfer/dump_reader.hpp"
#include "transfer/row_import.hpp"

namespace d1mcp::workspace {

/// A SQLite file that is to be made of a text.
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

/// Puts what there is to import into an empty database.
using Loader = std::function<Result<transfer::ImportSummary>(sql::Connection& scratch)>;

/// Everything in a SQL dump. Both must outlive the loader.
Loader load_dump(const transfer::InputText& dump, const Work& work);

/// The rows of a CSV or JSON Lines file, in a new table with columns after what is in them. The
/// file is read once and kept in a private one meanwhile. All must outlive the loader.
Loader load_rows(const transfer::InputText& file,
                 const transfer::RowTarget& target,
                 const Work& work);

/// Loads a new SQLite file, which appears at its place whole or not at all.
Result<MadeDatabase> make_database(const NewDatabase& database, const Loader& load);

/// Loads a private database, which is gone afterwards: to see that it can be loaded.
Result<transfer::ImportSummary> try_loading(const Loader& load);

}  // namespace d1mcp::workspace
