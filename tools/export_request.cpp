#include "export_request.hpp"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "arguments.hpp"

namespace d1mcp::tools {
namespace {

struct Description {
  ExportFormat format = ExportFormat::sql;
  std::string_view name;
  std::string_view mime_type;
};

constexpr std::array<Description, 5> kFormats = {
    {{ExportFormat::sql, "sql", "application/sql"},
     {ExportFormat::sqlite, "sqlite", "application/vnd.sqlite3"},
     {ExportFormat::csv, "csv", "text/csv"},
     {ExportFormat::jsonl, "jsonl", "application/jsonl"},
     {ExportFormat::types, "types", "application/typescript"}}};

const Description& description_of(ExportFormat format) {
  return *std::ranges::find(kFormats, format, &Description::format);
}

ExportFormat format_called(const std::string& name) {
  const auto* const found = std::ranges::find(kFormats, name, &Description::name);
  return found == kFormats.end() ? ExportFormat::sql : found->format;
}

Error wrong_request(std::string message, std::string hint) {
  return Error{.code = ErrorCode::invalid_argument,
               .message = std::move(message),
               .hint = std::move(hint),
               .place = {}};
}

Status check_rows(const ExportRequest& request) {
  const std::string format(name_of(request.format));
  const std::size_t sources = request.selection.tables.size() + (request.sql.empty() ? 0 : 1);
  if (sources != 1) {
    return wrong_request(format + " holds the rows of one table or one query",
                         "give exactly one name in tables, or sql");
  }
  if (!request.selection.data) return wrong_request(format + " holds rows only", "leave data out");
  if (request.verify) {
    return wrong_request(format + " holds rows only, which make no database to compare",
                         "leave verify out, or use format sql or sqlite");
  }
  return {};
}

Status check_not_packed(const ExportRequest& request) {
  if (packing_of(request) == Compression::none) return {};
  return wrong_request(
      "a file of format " + std::string(name_of(request.format)) +
          " is not packed: programs use it as it is",
      "leave the ending .gz or .zst out of output, or use format sql, csv or jsonl");
}

Status check_sqlite_file(const ExportRequest& request) {
  const transfer::ExportSelection& selection = request.selection;
  if (!selection.tables.empty() || !selection.schema || !selection.data) {
    return wrong_request("a SQLite file is a copy of the whole database",
                         "leave out tables, schema and data, or use format sql");
  }
  if (request.output.empty()) {
    return wrong_request("a SQLite file cannot be given inline",
                         "give output, the name of the file to write");
  }
  return check_not_packed(request);
}

Status check_dump(const ExportRequest& request) {
  if (!request.verify || request.selection.schema) return {};
  return wrong_request("a dump without definitions makes no database to compare",
                       "leave verify out, or export the schema too");
}

Status check_types(const ExportRequest& request) {
  if (!request.selection.schema || !request.selection.data) {
    return wrong_request("types tell what the rows are like and hold none",
                         "leave out schema and data");
  }
  if (request.verify) {
    return wrong_request("types make no database to compare",
                         "use check, which compares them with a file written before");
  }
  if (request.check && request.output.empty()) {
    return wrong_request("check compares the types with a file written before",
                         "give output, the name of that file");
  }
  return check_not_packed(request);
}

Status check_fits(const ExportRequest& request) {
  const bool takes_sql =
      request.format == ExportFormat::csv || request.format == ExportFormat::jsonl;
  if (!request.sql.empty() && !takes_sql) {
    return wrong_request("the rows of a query are written as csv or jsonl only",
                         "set format to one of them, or leave sql out");
  }
  if (request.check && request.format != ExportFormat::types) {
    return wrong_request("check is for format types only",
                         "use verify, which compares what is written with the database");
  }
  switch (request.format) {
    case ExportFormat::sql: return check_dump(request);
    case ExportFormat::sqlite: return check_sqlite_file(request);
    case ExportFormat::csv:
    case ExportFormat::jsonl: return check_rows(request);
    case ExportFormat::types: return check_types(request);
  }
  return {};
}

}  // namespace

std::string_view name_of(ExportFormat format) {
  return description_of(format).name;
}

Compression packing_of(const ExportRequest& request) {
  return compression_named(request.output);
}

std::string_view mime_type_of(const ExportRequest& request) {
  switch (packing_of(request)) {
    case Compression::none: break;
    case Compression::gzip: return "application/gzip";
    case Compression::zstd: return "application/zstd";
  }
  return description_of(request.format).mime_type;
}

Result<ExportRequest> decode_export(const Json& arguments) {
  ExportRequest request{
      .database = text_argument(arguments, "database"),
      .format = format_called(text_argument(arguments, "format")),
      .output = text_argument(arguments, "output"),
      .sql = text_argument(arguments, "sql"),
      .selection = {.tables = {},
                    .schema = flag_argument(arguments, "schema", /*fallback=*/true),
                    .data = flag_argument(arguments, "data", /*fallback=*/true)},
      .existing = flag_argument(arguments, "overwrite", /*fallback=*/false) ? Existing::replace
                                                                            : Existing::refuse,
      .verify = flag_argument(arguments, "verify", /*fallback=*/false),
      .check = flag_argument(arguments, "check", /*fallback=*/false)};
  if (arguments.contains("tables"))
    request.selection.tables = arguments.at("tables").get<std::vector<std::string>>();
  TRY(check_fits(request));
  return request;
}

}  // namespace d1mcp::tools
