#include "wrangler/entry_reader.hpp"

#include <algorithm>

#include "core/text.hpp"

namespace d1mcp::wrangler {
namespace {

// validateD1Binding of workers-sdk packages/workers-utils/src/config/validation.ts, as bundled with
// wrangler 4.164.0: all strings, but for `remote`.
const std::vector<std::string>& known_settings() {
  static const std::vector<std::string> kSettings = {"binding",
                                                     "database_id",
                                                     "database_internal_env",
                                                     "database_name",
                                                     "jurisdiction",
                                                     "migrations_dir",
                                                     "migrations_pattern",
                                                     "migrations_table",
                                                     "preview_database_id",
                                                     "remote"};
  return kSettings;
}

Place place_of(const Node& node, const std::string& file) {
  return {.file = file, .line = node.line, .column = node.column};
}

std::string unknown_setting(const std::string& field, const std::string& name) {
  const std::string suggestion = did_you_mean(name, known_settings());
  return field + " has a setting \"" + to_valid_utf8(name) + "\", which wrangler does not know" +
         (suggestion.empty() ? "" : "; " + suggestion);
}

}  // namespace

Error wrong_type(const Node& node,
                 const std::string& file,
                 const std::string& field,
                 std::string_view wanted) {
  return Error{.code = ErrorCode::invalid_argument,
               .message = field + " must be " + std::string(wanted) + ", but is " +
                          std::string(to_string(node.kind)),
               .hint = {},
               .place = place_of(node, file)};
}

Result<std::optional<std::string>> optional_text(const Node& scope,
                                                 std::string_view name,
                                                 const std::string& file,
                                                 std::string_view prefix) {
  const Node* const member = scope.find(name);
  if (member == nullptr) return std::optional<std::string>();
  const std::string field = std::string(prefix) + std::string(name);
  if (member->kind != Node::Kind::text) return wrong_type(*member, file, field, "a string");
  if (member->text.find('\0') != std::string::npos) {
    return Error{.code = ErrorCode::invalid_argument,
                 .message = field + " contains a NUL character",
                 .hint = {},
                 .place = place_of(*member, file)};
  }
  return std::optional(member->text);
}

Result<D1Entry> read_entry(const Node& node,
                           const std::string& file,
                           const std::string& field,
                           std::vector<std::string>& warnings) {
  if (node.kind != Node::Kind::object) return wrong_type(node, file, field, "an object");
  for (const std::string& name : node.names) {
    if (std::ranges::find(known_settings(), name) == known_settings().end()) {
      warnings.push_back(unknown_setting(field, name));
    }
  }
  const auto text = [&](std::string_view name) {
    return optional_text(node, name, file, field + ".");
  };
  D1Entry entry;
  entry.place = place_of(node, file);
  TRY_ASSIGN(std::optional<std::string> binding, text("binding"));
  if (!binding) {
    return Error{.code = ErrorCode::invalid_argument,
                 .message = field + " has no binding",
                 .hint = "add the name the Worker's code knows the database by, such as \"DB\"",
                 .place = entry.place};
  }
  entry.binding = *std::move(binding);
  TRY_ASSIGN(entry.database_name, text("database_name"));
  TRY_ASSIGN(entry.database_id, text("database_id"));
  TRY_ASSIGN(entry.preview_database_id, text("preview_database_id"));
  TRY_ASSIGN(entry.migrations_dir, text("migrations_dir"));
  TRY_ASSIGN(entry.migrations_pattern, text("migrations_pattern"));
  TRY_ASSIGN(const std::optional<std::string> table, text("migrations_table"));
  if (table && !table->empty()) entry.migrations_table = *table;
  TRY(text("jurisdiction"));
  TRY(text("database_internal_env"));
  const Node* const remote = node.find("remote");
  if (remote != nullptr && remote->kind != Node::Kind::boolean) {
    return wrong_type(*remote, file, field + ".remote", "a boolean");
  }
  return entry;
}

}  // namespace d1mcp::wrangler
