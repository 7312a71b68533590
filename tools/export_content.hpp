#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/result.hpp"
#include "core/work.hpp"
#include "export_request.hpp"
#include "sql/connection.hpp"
#include "transfer/destination.hpp"

namespace d1mcp::tools {

/// A table in the answer of export_db.
struct ExportedTable {
  std::string name;
  std::uint64_t rows = 0;
  std::string sha256;  ///< Empty unless verified.
};

/// What an export wrote.
struct ExportContent {
  std::uint64_t bytes = 0;
  std::vector<ExportedTable> tables;  ///< Those whose rows were written.
  std::vector<std::string> notes;     ///< Sentences without full stop.
  /// Whether it was found to be what the database holds; nothing unless that was asked for.
  std::optional<bool> verified;
};

/// Writes what `request` asks for to `sink`: every format but sqlite.
Result<ExportContent> write_content(sql::Connection& database,
                                    const ExportRequest& request,
                                    transfer::ByteSink& sink,
                                    const Work& work);

}  // namespace d1mcp::tools
