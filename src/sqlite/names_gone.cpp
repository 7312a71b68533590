#include "sqlite/names_gone.hpp"

#include <algorithm>
#include <string_view>

#include "sqlite/connection.hpp"
#include "sqlite/handle.hpp"
#include "sqlite/prepare.hpp"

namespace d1mcp::sqlite {
namespace {

std::string text_of(sqlite3_stmt* statement, int column) {
  const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement, column));
  return text == nullptr ? std::string() : std::string(text);
}

/// Runs one of this file's own SELECTs and gives each row of it to `take`.
template <typename Take>
Status read(sqlite3* handle, std::string_view sql, const std::string& parameter, Take take) {
  sqlite3_stmt* raw = nullptr;
  const auto size = static_cast<int>(sql.size());
  int code = sqlite3_prepare_v3(handle, sql.data(), size, 0, &raw, nullptr);
  const PreparedStatement statement(raw);
  if (code != SQLITE_OK) return sqlite_error(handle, code);
  if (sqlite3_bind_parameter_count(raw) > 0) {
    const auto length = static_cast<int>(parameter.size());
    sqlite3_bind_text(raw, 1, parameter.data(), length, SQLITE_STATIC);
  }
  while ((code = sqlite3_step(raw)) == SQLITE_ROW) take(raw);
  if (code != SQLITE_DONE) return sqlite_error(handle, code);
  return {};
}

bool is_there(sqlite3* handle, const std::string& table) {
  return sqlite3_table_column_metadata(handle,
                                       "main",
                                       table.c_str(),
                                       /*zColumnName=*/nullptr,
                                       nullptr,
                                       nullptr,
                                       nullptr,
                                       nullptr,
                                       nullptr) == SQLITE_OK;
}

}  // namespace

// "table", "virtual" or "shadow"; empty for a name no table has exactly so.
Result<std::string> NamesGone::kind_of(const std::string& table) const {
  std::string kind;
  TRY(read(handle_,
           "SELECT name, type FROM pragma_table_list(?) WHERE schema = 'main'",
           table,
           [&](sqlite3_stmt* row) {
             if (text_of(row, 0) == table) kind = text_of(row, 1);
           }));
  return kind;
}

Result<NamesGone::Columns> NamesGone::columns_of(const std::string& table) const {
  Columns columns;
  TRY(read(
      handle_, "SELECT name FROM pragma_table_xinfo(?, 'main')", table, [&](sqlite3_stmt* row) {
        columns.insert(text_of(row, 0));
      }));
  return columns;
}

Result<NamesGone::Touched> NamesGone::look_at(const std::string& table) const {
  Touched found;
  TRY_ASSIGN(const std::string kind, kind_of(table));
  TRY(read(handle_,
           "SELECT rowid FROM sqlite_schema WHERE type = 'table' AND name = ?",
           table,
           [&](sqlite3_stmt* row) { found.row = sqlite3_column_int64(row, 0); }));
  const bool is_renamed = std::ranges::any_of(
      touched_, [&](const auto& other) { return other.second.row == found.row; });
  const bool is_told = (kind == "table" || kind == "virtual") && !table.starts_with("sqlite_");
  found.is_old = is_told && !is_renamed && !made_.contains(table);
  if (found.is_old && kind == "table") {
    TRY_ASSIGN(found.columns, columns_of(table));
  }
  return found;
}

Status NamesGone::watch(const TablesTouched& touched) {
  for (const std::string& table : touched.made) {
    // IF NOT EXISTS makes none where there is one.
    if (!is_there(handle_, table)) made_.insert(table);
  }
  for (const std::string& table : touched.changed) {
    if (touched_.contains(table)) continue;
    TRY_ASSIGN(touched_[table], look_at(table));
  }
  return {};
}

Result<std::vector<sql::Gone>> NamesGone::list() const {
  std::vector<sql::Gone> gone;
  for (const auto& [table, before] : touched_) {
    if (!before.is_old) continue;
    TRY_ASSIGN(const std::string kind, kind_of(table));
    if (kind != "table" && kind != "virtual") {
      gone.push_back({.table = table, .column = {}});
      continue;
    }
    TRY_ASSIGN(const Columns left, kind == "table" ? columns_of(table) : Columns());
    for (const std::string& column : before.columns) {
      if (!left.contains(column)) gone.push_back({.table = table, .column = column});
    }
  }
  return gone;
}

// What SQLite says of an error here is not about a statement of the batch.
Status FileConnection::watch_names(NamesGone& names, const Work& work) {
  const TablesTouched touched = authorizer_->touched();
  if (touched.made.empty() && touched.changed.empty()) return {};
  authorizer_->allow(Permission::everything);
  auto watched = names.watch(touched);
  authorizer_->allow(batch_permission());
  return !watched && work.must_end() ? work.check() : watched;
}

Result<std::vector<sql::Gone>> FileConnection::list_gone(const NamesGone& names, const Work& work) {
  authorizer_->allow(Permission::everything);
  auto gone = names.list();
  if (!gone && work.must_end()) return work.check().error();
  return gone;
}

}  // namespace d1mcp::sqlite
