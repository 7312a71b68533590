#pragma once

#include <filesystem>
#include <vector>

#include "core/result.hpp"
#include "core/work.hpp"
#include "sql/connection.hpp"
#include "transfer/dump_reader.hpp"
#include "transfer/export_selection.hpp"
#include "transfer/verify.hpp"

namespace d1mcp::workspace {

/// `transfer::verify_dump` with a private database in the temporary directory, which is gone
/// afterwards.
Result<std::vector<transfer::TableContent>> prove_dump(sql::Connection& database,
                                                       const transfer::ExportSelection& selection,
                                                       const transfer::InputText& dump,
                                                       const Work& work);

/// `transfer::verify_copy` of the SQLite file `copy`.
Result<std::vector<transfer::TableContent>> prove_copy(sql::Connection& database,
                                                       const std::filesystem::path& copy,
                                                       const Work& work);

}  // namespace d1mcp::workspace
