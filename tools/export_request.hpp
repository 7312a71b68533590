#pragma once

#include <string>
#include <string_view>

#include "core/compression.hpp"
#include "core/files.hpp"
#include "core/result.hpp"
#include "mcp/tool.hpp"
#include "transfer/export_selection.hpp"

namespace d1mcp::tools {

enum class ExportFormat { sql, sqlite, csv, jsonl, types };

/// As the contract of export_db spells it.
std::string_view name_of(ExportFormat format);

/// The arguments of export_db.
struct ExportRequest {
  std::string database;
  ExportFormat format = ExportFormat::sql;
  std::string output;  ///< Empty: inline.
  std::string sql;     ///< Of csv and jsonl: the query whose rows are written. Empty: a table's.
  transfer::ExportSelection selection;
  Existing existing = Existing::refuse;
  bool verify = false;
  bool check = false;  ///< Of types: compare with `output`, and write nothing.
};

/// How what is written is packed: by the name of the output.
Compression packing_of(const ExportRequest& request);

/// Of the file that is written.
std::string_view mime_type_of(const ExportRequest& request);

/// The request that arguments which satisfy the contract stand for. What the format cannot do is
/// `invalid_argument`.
Result<ExportRequest> decode_export(const mcp::Json& arguments);

}  // namespace d1mcp::tools
