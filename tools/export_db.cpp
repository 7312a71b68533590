// Tool `export_db`: the database or a part of it as a file. Contract: schemas/export_db.json

#include "export_db.hpp"

#include <filesystem>
#include <optional>
#include <utility>

#include "arguments.hpp"
#include "core/encoding.hpp"
#include "core/text.hpp"
#include "export_content.hpp"
#include "export_file.hpp"
#include "export_request.hpp"
#include "schemas.hpp"
#include "tools.hpp"
#include "transfer/destination.hpp"
#include "transfer/input_text.hpp"
#include "workspace/protected_files.hpp"

namespace d1mcp::tools {
namespace {

// As much as an assistant can afford to read; more goes to a file.
constexpr std::uint64_t kLargestInline = 50'000;

struct Out {
  std::string database;
  ExportRequest request;
  std::string path;
  std::optional<std::string> text;  ///< Where it is given inline.
  ExportContent content;
};

// JSON carries UTF-8 only, and a repaired export would not be what the database holds.
Error not_utf8(ExportFormat format) {
  return Error{.code = ErrorCode::unsupported,
               .message =
                   "the database holds text that is not valid UTF-8, which an answer cannot "
                   "give unchanged as " +
                   std::string(name_of(format)),
               .hint =
                   "give output, the name of a file to write, or use format jsonl, which gives "
                   "such text in base64",
               .place = {}};
}

Status write_inline(sql::Connection& database,
                    const ExportRequest& request,
                    const Work& work,
                    Out& out) {
  transfer::MemorySink sink(kLargestInline);
  auto written = write_content(database, request, sink, work);
  if (!written) {
    Error error = std::move(written).error();
    if (error.code == ErrorCode::limit_exceeded) {
      error.message =
          "the export is larger than the " + human_bytes(kLargestInline) + " an answer may hold";
      error.hint = "give output, the name of a file to write, or choose fewer tables";
    }
    return error;
  }
  out.content = *std::move(written);
  if (!is_valid_utf8(sink.content())) return not_utf8(request.format);
  if (request.verify) {
    const auto text = [rest = sink.content()]() mutable -> Result<std::string> {
      return std::exchange(rest, {});
    };
    const transfer::InputText dump{.chunks = text, .name = "the dump", .bytes = out.content.bytes};
    TRY(prove_dump(database, dump, request, work, out.content));
  }
  out.text = sink.take();
  return {};
}

/// Where the export goes, or the file to compare it with; empty for an answer inline.
Result<std::filesystem::path> path_of(const Services& services, const ExportRequest& request) {
  if (request.output.empty()) return std::filesystem::path();
  if (request.check) return services.outputs.resolve_input(request.output);
  TRY_ASSIGN(std::filesystem::path path, services.outputs.resolve(request.output));
  TRY(workspace::check_spares_databases(path, services.catalog));
  return path;
}

Result<Out> run(const Services& services,
                const ExportRequest& request,
                const mcp::CallContext& context) {
  TRY_ASSIGN(workspace::Entry* const entry, services.catalog.find(request.database));
  Out out{.database = entry->name(), .request = request, .path = {}, .text = {}, .content = {}};
  TRY_ASSIGN(const std::filesystem::path path, path_of(services, request));
  TRY_ASSIGN(const auto reader, entry->reader(context.work));
  const auto write = [&]() -> Status {
    if (request.output.empty()) return write_inline(*reader, request, context.work, out);
    TRY_ASSIGN(out.content,
               request.check ? check_file(*reader, path, request, context.work)
                             : write_file(*reader, path, request, context.work));
    return {};
  };
  // Whoever writes meanwhile must not make the proof fail.
  TRY(request.verify ? reader->read_consistently(write, sql::ValueSize::unbounded, context.work)
                     : write());
  out.path = path.string();
  return out;
}

// RFC 8089.
Json link_to(const Out& out) {
  return {{"type", "resource_link"},
          {"uri", "file://" + percent_encode(out.path, "/")},
          {"name", to_valid_utf8(std::filesystem::path(out.path).filename().string())},
          {"mimeType", std::string(mime_type_of(out.request))},
          {"size", out.content.bytes}};
}

mcp::ToolResult encode(const Out& out) {
  const ExportContent& content = out.content;
  Json result = {{"database", out.database}, {"format", std::string(name_of(out.request.format))}};
  put_text(result, "path", out.path);
  result["bytes"] = content.bytes;
  if (!content.tables.empty()) {
    Json tables = Json::array();
    for (const auto& table : content.tables) {
      tables.push_back({{"name", table.name}, {"rows", table.rows}});
      put_text(tables.back(), "sha256", table.sha256);
    }
    result["tables"] = std::move(tables);
  }
  if (content.verified) result["verified"] = *content.verified;
  if (!content.notes.empty()) result["notes"] = content.notes;
  if (out.text) result["content"] = *out.text;
  mcp::ToolResult given{.structured = std::move(result)};
  if (!out.path.empty()) given.links.push_back(link_to(out));
  return given;
}

}  // namespace

Status export_to(const Services& services,
                 const Json& arguments,
                 transfer::ByteSink& sink,
                 const Work& work) {
  TRY_ASSIGN(const ExportRequest request, decode_export(arguments));
  TRY_ASSIGN(workspace::Entry* const entry, services.catalog.find(request.database));
  TRY_ASSIGN(const auto reader, entry->reader(work));
  TRY(write_content(*reader, request, sink, work));
  return {};
}

mcp::Tool export_db(const Services& services) {
  mcp::Tool tool = mcp::make_tool<ExportRequest, Out>(
      schemas::export_db,
      decode_export,
      [services](const ExportRequest& request, const mcp::CallContext& context) {
        return run(services, request, context);
      },
      encode);
  tool.task_use = [](const Json& arguments, const mcp::Answers&) {
    return arguments.contains("output") ? mcp::TaskUse::optional : mcp::TaskUse::never;
  };
  return tool;
}

}  // namespace d1mcp::tools
