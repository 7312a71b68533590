// Tool `export_db`: the database or a part of it as a file. Contract: schemas/export_db.json

#include "export_db.hpp"

#include <optional>

#include "arguments.hpp"
#include "core/encoding.hpp"
#include "core/files.hpp"
#include "core/text.hpp"
#include "schemas.hpp"
#include "tools.hpp"
#include "transfer/csv_writer.hpp"
#include "transfer/destination.hpp"
#include "transfer/dump_writer.hpp"
#include "transfer/file_chunks.hpp"
#include "transfer/json_lines_writer.hpp"
#include "transfer/sqlite_file.hpp"
#include "workspace/proof.hpp"
#include "workspace/protected_files.hpp"

namespace d1mcp::tools {
namespace {

// As much as an assistant can afford to read; more goes to a file.
constexpr std::uint64_t kLargestInline = 50'000;

struct Args {
  std::string database;
  std::string format;
  std::string output;
  transfer::ExportSelection selection;
  Existing existing = Existing::refuse;
  bool verify = false;
};

/// A table in the answer.
struct ExportedTable {
  std::string name;
  std::uint64_t rows = 0;
  std::string sha256;  ///< Empty unless verified.
};

struct Out {
  std::string database;
  std::string format;
  std::string path;
  std::optional<std::string> content;
  std::uint64_t bytes = 0;
  std::vector<ExportedTable> tables;
  std::vector<std::string> notes;
  bool verified = false;
};

Error bad_selection(std::string message, std::string hint) {
  return Error{.code = ErrorCode::invalid_argument,
               .message = std::move(message),
               .hint = std::move(hint),
               .place = {}};
}

// What a verified export has to be: something that makes a database again.
Status check_verifiable(const Args& args) {
  if (!args.verify) return {};
  if (args.format == "csv" || args.format == "jsonl") {
    return bad_selection(
        args.format + " holds rows of one table only, which make no database to compare",
        "leave verify out, or use format sql or sqlite");
  }
  if (!args.selection.schema) {
    return bad_selection("a dump without definitions makes no database to compare",
                         "leave verify out, or export the schema too");
  }
  return {};
}

Result<Args> decode(const Json& in) {
  Args args{.database = text_argument(in, "database"),
            .format = text_argument(in, "format"),
            .output = text_argument(in, "output"),
            .selection = {.tables = {},
                          .schema = flag_argument(in, "schema", /*fallback=*/true),
                          .data = flag_argument(in, "data", /*fallback=*/true)},
            .existing = flag_argument(in, "overwrite", /*fallback=*/false) ? Existing::replace
                                                                           : Existing::refuse,
            .verify = flag_argument(in, "verify", /*fallback=*/false)};
  if (args.format.empty()) args.format = "sql";
  if (in.contains("tables"))
    args.selection.tables = in.at("tables").get<std::vector<std::string>>();
  const bool is_rows = args.format == "csv" || args.format == "jsonl";
  const bool is_whole = args.selection.schema && args.selection.data;
  if (is_rows && args.selection.tables.size() != 1) {
    return bad_selection(args.format + " holds the rows of one table",
                         "give exactly one name in tables");
  }
  if (is_rows && !args.selection.data)
    return bad_selection(args.format + " holds rows only", "leave data out");
  if (args.format == "sqlite" && (!args.selection.tables.empty() || !is_whole)) {
    return bad_selection("a SQLite file is a copy of the whole database",
                         "leave out tables, schema and data, or use format sql");
  }
  if (args.format == "sqlite" && args.output.empty()) {
    return bad_selection("a SQLite file cannot be given inline",
                         "give output, the name of the file to write");
  }
  TRY(check_verifiable(args));
  return args;
}

// The text formats: all of them write bytes to a sink.
Status write_text(sql::Connection& database,
                  const Args& args,
                  transfer::ByteSink& sink,
                  const Work& work,
                  Out& out) {
  if (args.format == "sql") {
    TRY_ASSIGN(auto summary, transfer::write_dump(database, args.selection, sink, work));
    out.bytes = summary.bytes;
    for (auto& table : summary.tables) {
      out.tables.push_back({.name = std::move(table.table), .rows = table.rows, .sha256 = {}});
    }
    out.notes = std::move(summary.notes);
    if (!summary.missing_parents.empty()) {
      out.notes.push_back("referenced but not exported: " + join(summary.missing_parents, ", "));
    }
    return {};
  }
  const transfer::RowSource source{
      .table = args.selection.tables.front(), .sql = {}, .parameters = {}};
  TRY_ASSIGN(auto summary,
             args.format == "csv" ? transfer::write_csv(database, source, sink, work)
                                  : transfer::write_json_lines(database, source, sink, work));
  out.bytes = summary.bytes;
  out.tables = {{.name = source.table, .rows = summary.rows, .sha256 = {}}};
  out.notes = std::move(summary.notes);
  return {};
}

// JSON carries UTF-8 only, and a repaired export would not be what the database holds.
Error not_utf8(const std::string& format) {
  return Error{.code = ErrorCode::unsupported,
               .message =
                   "the database holds text that is not valid UTF-8, which an answer cannot "
                   "give unchanged as " +
                   format,
               .hint =
                   "give output, the name of a file to write, or use format jsonl, which gives "
                   "such text in base64",
               .place = {}};
}

void put_proof(std::vector<transfer::TableContent> contents, Out& out) {
  out.tables.clear();
  for (auto& [table, content] : contents) {
    out.tables.push_back(
        {.name = std::move(table), .rows = content.rows, .sha256 = std::move(content.sha256)});
  }
  out.verified = true;
}

Status prove_dump(sql::Connection& database,
                  sql::ChunkSource chunks,
                  const Args& args,
                  const Work& work,
                  Out& out) {
  const transfer::InputText dump{
      .chunks = std::move(chunks), .name = "the dump", .bytes = out.bytes};
  TRY_ASSIGN(auto contents, workspace::prove_dump(database, args.selection, dump, work));
  put_proof(std::move(contents), out);
  return {};
}

Status write_inline(sql::Connection& database, const Args& args, const Work& work, Out& out) {
  transfer::MemorySink sink(kLargestInline);
  if (auto written = write_text(database, args, sink, work, out); !written) {
    Error error = std::move(written).error();
    if (error.code == ErrorCode::limit_exceeded) {
      error.message =
          "the export is larger than the " + human_bytes(kLargestInline) + " an answer may hold";
      error.hint = "give output, the name of a file to write, or choose fewer tables";
    }
    return error;
  }
  if (!is_valid_utf8(sink.content())) return not_utf8(args.format);
  if (args.verify) {
    const auto text = [rest = sink.content()]() mutable -> Result<std::string> {
      return std::exchange(rest, {});
    };
    TRY(prove_dump(database, text, args, work, out));
  }
  out.content = sink.take();
  return {};
}

Status write_sqlite_file(sql::Connection& database,
                         const std::filesystem::path& path,
                         const Args& args,
                         const Work& work,
                         Out& out) {
  const auto prove = [&](const std::filesystem::path& copy) -> Status {
    TRY_ASSIGN(auto contents, workspace::prove_copy(database, copy, work));
    put_proof(std::move(contents), out);
    return {};
  };
  TRY_ASSIGN(
      out.bytes,
      transfer::write_sqlite_file(
          database, path, args.existing, work, args.verify ? prove : transfer::CopyApproval()));
  return {};
}

Status write_to_file(sql::Connection& database,
                     const std::filesystem::path& path,
                     const Args& args,
                     const Work& work,
                     Out& out) {
  if (args.format == "sqlite") return write_sqlite_file(database, path, args, work, out);
  TRY_ASSIGN(NewFile file, NewFile::create(path, args.existing));
  transfer::FileSink sink(file);
  TRY(write_text(database, args, sink, work, out));
  if (args.verify) {
    TRY(file.flush());
    TRY_ASSIGN(const auto chunks, transfer::chunks_of_file(file.temporary_path()));
    TRY(prove_dump(database, chunks, args, work, out));
  }
  TRY_ASSIGN(out.bytes, file.commit());
  return {};
}

std::string_view mime_type_of(std::string_view format) {
  if (format == "sqlite") return "application/vnd.sqlite3";
  if (format == "csv") return "text/csv";
  return format == "jsonl" ? "application/jsonl" : "application/sql";
}

Result<Out> run(const Services& services, const Args& args, const mcp::CallContext& context) {
  TRY_ASSIGN(workspace::Entry* const entry, services.catalog.find(args.database));
  Out out;
  out.database = entry->name();
  out.format = args.format;
  std::filesystem::path path;
  if (!args.output.empty()) {
    TRY_ASSIGN(path, services.outputs.resolve(args.output));
    TRY(workspace::check_spares_databases(path, services.catalog));
  }
  TRY_ASSIGN(const auto reader, entry->reader(context.work));
  const auto write = [&] {
    return args.output.empty() ? write_inline(*reader, args, context.work, out)
                               : write_to_file(*reader, path, args, context.work, out);
  };
  // Whoever writes meanwhile must not make the proof fail.
  TRY(args.verify ? reader->read_consistently(write, sql::ValueSize::unbounded, context.work)
                  : write());
  out.path = path.string();
  return out;
}

// RFC 8089.
Json link_to(const Out& out) {
  return {{"type", "resource_link"},
          {"uri", "file://" + percent_encode(out.path, "/")},
          {"name", to_valid_utf8(std::filesystem::path(out.path).filename().string())},
          {"mimeType", std::string(mime_type_of(out.format))},
          {"size", out.bytes}};
}

mcp::ToolResult encode(const Out& out) {
  Json result = {{"database", out.database}, {"format", out.format}};
  put_text(result, "path", out.path);
  result["bytes"] = out.bytes;
  if (!out.tables.empty()) {
    Json tables = Json::array();
    for (const auto& table : out.tables) {
      tables.push_back({{"name", table.name}, {"rows", table.rows}});
      put_text(tables.back(), "sha256", table.sha256);
    }
    result["tables"] = std::move(tables);
  }
  if (out.verified) result["verified"] = true;
  if (!out.notes.empty()) result["notes"] = out.notes;
  if (out.content) result["content"] = *out.content;
  mcp::ToolResult given{.structured = std::move(result)};
  if (!out.path.empty()) given.links.push_back(link_to(out));
  return given;
}

}  // namespace

Status export_to(const Services& services,
                 const Json& arguments,
                 transfer::ByteSink& sink,
                 const Work& work) {
  TRY_ASSIGN(const Args args, decode(arguments));
  TRY_ASSIGN(workspace::Entry* const entry, services.catalog.find(args.database));
  TRY_ASSIGN(const auto reader, entry->reader(work));
  Out summary;
  return write_text(*reader, args, sink, work, summary);
}

mcp::Tool export_db(const Services& services) {
  mcp::Tool tool = mcp::make_tool<Args, Out>(
      schemas::export_db,
      decode,
      [services](const Args& args, const mcp::CallContext& context) {
        return run(services, args, context);
      },
      encode);
  tool.task_use = [](const Json& arguments, const mcp::Answers&) {
    return arguments.contains("output") ? mcp::TaskUse::optional : mcp::TaskUse::never;
  };
  return tool;
}

}  // namespace d1mcp::tools
