#include "cli/report.hpp"

#include <algorithm>

#include "cli/members.hpp"
#include "cli/visible_text.hpp"
#include "jsonrpc/codec.hpp"

namespace d1mcp::cli {
namespace {

Json place_json(const Place& place) {
  Json json = Json::object();
  if (!place.file.empty()) json["file"] = place.file;
  if (place.line > 0) json["line"] = place.line;
  if (place.column > 0) json["column"] = place.column;
  if (place.statement > 0) json["statement"] = place.statement;
  return json;
}

bool has_warnings(const Json& structured) {
  return !list_member(structured, "warnings").empty();
}

bool has_entry_with(const Json& list, const char* status) {
  return std::ranges::any_of(
      list, [&](const Json& entry) { return text_member(entry, "status") == status; });
}

// A comparison that was asked for and found a difference.
bool is_refuted(const Json& structured) {
  return structured.contains("verified") && !flag_member(structured, "verified");
}

}  // namespace

int exit_code_for(const Error& error) {
  if (error.code == ErrorCode::internal) return kBug;
  return error.code == ErrorCode::invalid_argument ? kUsageError : kFailed;
}

int exit_code_for_result(std::string_view tool, const Json& structured) {
  bool findings = false;
  if (tool == "list_databases") {
    findings = has_entry_with(list_member(structured, "databases"), "error");
  } else if (tool == "list_migrations") {
    findings = has_warnings(structured) ||
               has_entry_with(list_member(structured, "migrations"), "file_missing");
  } else if (tool == "check_migration") {
    findings = !flag_member(structured, "ok");
  } else if (tool == "diff_schema") {
    findings = !flag_member(structured, "same");
  } else if (tool == "apply_migration" || tool == "rollback_migration") {
    findings = has_warnings(structured);
  } else if (tool == "export_db") {
    findings = is_refuted(structured);
  }
  return findings ? kFindings : kDone;
}

std::string error_text(const Error& error, const Style& style) {
  std::string text =
      painted("error:", Paint::red, style) + " " + visible(error.message, Lines::keep) + "\n";
  const std::string place = error.place ? to_string(*error.place) : std::string();
  if (!place.empty()) text += painted("   at:", Paint::dim, style) + " " + visible(place) + "\n";
  if (!error.hint.empty()) {
    text += painted(" hint:", Paint::cyan, style) + " " + visible(error.hint, Lines::keep) + "\n";
  }
  return text;
}

std::string error_json(const Error& error) {
  Json described = {{"code", to_string(error.code)}, {"message", error.message}};
  if (!error.hint.empty()) described["hint"] = error.hint;
  Json place = error.place ? place_json(*error.place) : Json::object();
  if (!place.empty()) described["place"] = std::move(place);
  Json report = Json::object();
  report["error"] = std::move(described);
  return jsonrpc::to_line(report) + "\n";
}

}  // namespace d1mcp::cli
