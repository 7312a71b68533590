#pragma once

#include <filesystem>

#include "core/result.hpp"
#include "core/work.hpp"
#include "export_content.hpp"
#include "export_request.hpp"
#include "sql/connection.hpp"
#include "transfer/input_text.hpp"

namespace d1mcp::tools {

/// Writes what `request` asks for to the file `path`, which appears whole or not at all; packed
/// where its name says so, and proven first where that is asked for.
Result<ExportContent> write_file(sql::Connection& database,
                                 const std::filesystem::path& path,
                                 const ExportRequest& request,
                                 const Work& work);

/// Compares the file `path` with what would be written, and writes nothing. A note names the first
/// line that differs.
Result<ExportContent> check_file(sql::Connection& database,
                                 const std::filesystem::path& path,
                                 const ExportRequest& request,
                                 const Work& work);

/// Makes a database of the dump and compares it with `database`; `content` then has its tables with
/// their hashes.
Status prove_dump(sql::Connection& database,
                  const transfer::InputText& dump,
                  const ExportRequest& request,
                  const Work& work,
                  ExportContent& content);

}  // namespace d1mcp::tools
