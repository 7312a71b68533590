#include "unit/transfer/raw_database.hpp"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <stdexcept>

#include "core/encoding.hpp"
#include "sql/quoting.hpp"
#include "sqlite/database.hpp"

namespace d1mcp::test {
namespace {

struct Finalize {
  void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};
using Statement = std::unique_ptr<sqlite3_stmt, Finalize>;

Statement prepare(sqlite3* handle, const std::string& sql) {
  sqlite3_stmt* raw = nullptr;
  if (sqlite3_prepare_v2(handle, sql.c_str(), -1, &raw, nullptr) != SQLITE_OK) {
    throw std::runtime_error(std::string(sqlite3_errmsg(handle)) + " in " + sql.substr(0, 200));
  }
  return Statement(raw);
}

bool step(sqlite3_stmt* statement) {
  const int code = sqlite3_step(statement);
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) return false;
  // Newer SQLite does not ignore a value that cannot be a rowid, not even with OR IGNORE.
  if (code == SQLITE_MISMATCH) return false;
  throw std::runtime_error(std::string(sqlite3_errmsg(sqlite3_db_handle(statement))) + " in " +
                           std::string(sqlite3_sql(statement)).substr(0, 200));
}

std::string bits_of(double number) {
  std::string bits(sizeof number, '\0');
  std::memcpy(bits.data(), &number, sizeof number);
  return hex_encode(bits);
}

// Short text as it is, so that a failure can be read; everything else in hexadecimal.
std::string shown(std::string_view bytes) {
  const bool plain = std::ranges::all_of(bytes, [](char c) { return c >= ' ' && c <= '~'; });
  if (plain && bytes.size() < 100) return std::string(bytes);
  if (bytes.size() > 1000) return std::to_string(bytes.size()) + " bytes " + sha256_hex(bytes);
  return "hex " + hex_encode(bytes);
}

std::string exact(sqlite3_stmt* statement, int column) {
  switch (sqlite3_column_type(statement, column)) {
    case SQLITE_NULL: return "null";
    case SQLITE_INTEGER: return "int " + std::to_string(sqlite3_column_int64(statement, column));
    case SQLITE_FLOAT: return "real " + bits_of(sqlite3_column_double(statement, column));
    default: break;
  }
  const bool is_text = sqlite3_column_type(statement, column) == SQLITE_TEXT;
  const void* bytes =
      is_text ? sqlite3_column_text(statement, column) : sqlite3_column_blob(statement, column);
  const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement, column));
  return (is_text ? "text " : "blob ") + shown({static_cast<const char*>(bytes), size});
}

int bind_text(sqlite3_stmt* statement, std::string_view bytes) {
  return sqlite3_bind_text(
      statement, 1, bytes.data(), static_cast<int>(bytes.size()), SQLITE_TRANSIENT);
}

int bind_blob(sqlite3_stmt* statement, std::string_view bytes) {
  return sqlite3_bind_blob(
      statement, 1, bytes.data(), static_cast<int>(bytes.size()), SQLITE_TRANSIENT);
}

int bind_double(sqlite3_stmt* statement, std::string_view bytes) {
  double number = 0;
  std::memcpy(&number, bytes.data(), sizeof number);
  return sqlite3_bind_double(statement, 1, number);
}

}  // namespace

RawDatabase::RawDatabase(const std::filesystem::path& file) {
  sqlite3* handle = nullptr;
  const int code = sqlite3_open(file.c_str(), &handle);
  handle_.reset(handle);
  if (code != SQLITE_OK) throw std::runtime_error("cannot open " + file.string());
  run("PRAGMA foreign_keys=OFF; PRAGMA synchronous=OFF");
}

void RawDatabase::run(const std::string& script) {
  char* message = nullptr;
  if (sqlite3_exec(handle_.get(), script.c_str(), nullptr, nullptr, &message) == SQLITE_OK) return;
  const std::string text = message == nullptr ? "unknown" : message;
  sqlite3_free(message);
  throw std::runtime_error(text);
}

void RawDatabase::insert_bound(const std::string& sql,
                               int (*bind)(sqlite3_stmt*, std::string_view),
                               std::string_view bytes) {
  const Statement statement = prepare(handle_.get(), sql);
  bind(statement.get(), bytes);
  step(statement.get());
}

void RawDatabase::insert_text(const std::string& sql, std::string_view text) {
  insert_bound(sql, bind_text, text);
}

void RawDatabase::insert_blob(const std::string& sql, std::string_view bytes) {
  insert_bound(sql, bind_blob, bytes);
}

void RawDatabase::insert_real(const std::string& sql, double number) {
  std::string bytes(sizeof number, '\0');
  std::memcpy(bytes.data(), &number, sizeof number);
  insert_bound(sql, bind_double, bytes);
}

std::vector<std::string> RawDatabase::rows(const std::string& sql) {
  const Statement statement = prepare(handle_.get(), sql);
  std::vector<std::string> lines;
  while (step(statement.get())) {
    std::string line;
    for (int column = 0; column < sqlite3_column_count(statement.get()); ++column) {
      line += (column == 0 ? "" : " | ") + exact(statement.get(), column);
    }
    lines.push_back(line);
  }
  return lines;
}

std::vector<std::string> RawDatabase::all_rows_of(const std::string& table) {
  const std::string name = sql::quote_identifier(table);
  std::vector<std::string> lines;
  try {
    lines = rows("SELECT rowid, * FROM " + name);
  } catch (const std::runtime_error&) {  // WITHOUT ROWID.
    lines = rows("SELECT * FROM " + name);
  }
  for (std::string& line : lines) line.insert(0, table + ": ");
  return lines;
}

std::vector<std::string> RawDatabase::everything() {
  std::vector<std::string> all = rows(
      "SELECT type, name, tbl_name, sql FROM sqlite_schema WHERE name NOT IN "
      "(SELECT name FROM pragma_table_list WHERE type = 'shadow') AND name NOT LIKE 'sqlite_stat%' "
      "AND name <> 'sqlite_sequence'");
  const Statement tables = prepare(
      handle_.get(),
      "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type IN ('table', 'virtual') "
      "AND name NOT IN ('sqlite_schema', 'sqlite_sequence', 'sqlite_stat4')");
  while (step(tables.get())) {
    const std::string table = reinterpret_cast<const char*>(sqlite3_column_text(tables.get(), 0));
    const std::vector<std::string> lines = all_rows_of(table);
    all.insert(all.end(), lines.begin(), lines.end());
  }
  if (!rows("SELECT 1 FROM sqlite_schema WHERE name = 'sqlite_sequence'").empty()) {
    for (const std::string& line : rows("SELECT name, seq FROM sqlite_sequence WHERE name IN "
                                        "(SELECT name FROM sqlite_schema WHERE type = 'table')")) {
      all.push_back("counter: " + line);
    }
  }
  std::ranges::sort(all);
  return all;
}

std::unique_ptr<sql::Connection> reader_of(const std::filesystem::path& file) {
  return sqlite::open_reader(file, sqlite::Options{}).value();
}

std::unique_ptr<sql::Connection> scratch_of(const std::filesystem::path& file) {
  return sqlite::open_scratch(file).value();
}

}  // namespace d1mcp::test
