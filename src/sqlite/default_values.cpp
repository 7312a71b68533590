#include "sqlite/default_values.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sqlite/handle.hpp"
#include "sqlite/prepare.hpp"

namespace d1mcp::sqlite {
namespace {

constexpr int kAsksItself = 3'054'000;

// The table that the last statement makes or alters.
std::optional<std::string> table_written(const Authorizer& authorizer) {
  const std::string_view write = authorizer.write();
  for (const std::string_view verb : {"create table ", "alter table "}) {
    if (write.starts_with(verb)) return std::string(write.substr(verb.size()));
  }
  return std::nullopt;
}

Result<std::vector<std::string>> default_values(sqlite3* handle, const std::string& table) {
  sqlite3_stmt* raw = nullptr;
  const char* const sql =
      "SELECT dflt_value FROM pragma_table_xinfo(?1) WHERE dflt_value IS NOT NULL";
  int code = sqlite3_prepare_v2(handle, sql, -1, &raw, nullptr);
  const PreparedStatement prepared(raw);
  if (code != SQLITE_OK) return sqlite_error(handle, code);
  sqlite3_bind_text64(raw, 1, table.data(), table.size(), SQLITE_STATIC, SQLITE_UTF8);
  std::vector<std::string> values;
  while ((code = sqlite3_step(raw)) == SQLITE_ROW)
    values.emplace_back(reinterpret_cast<const char*>(sqlite3_column_text(raw, 0)));
  if (code != SQLITE_DONE) return sqlite_error(handle, code);
  return values;
}

}  // namespace

Status check_default_values(sqlite3* handle,
                            Authorizer& authorizer,
                            const sql::Statement& statement) {
  if (sqlite3_libversion_number() >= kAsksItself) return {};
  if (authorizer.dialect() == d1::Dialect::sqlite) return {};
  const std::optional<std::string> table = table_written(authorizer);
  if (!table) return {};
  authorizer.allow(Permission::everything);
  TRY_ASSIGN(const std::vector<std::string> values, default_values(handle, *table));
  for (const std::string& value : values) {
    authorizer.allow(Permission::writing);
    auto prepared =
        prepare(handle,
                authorizer,
                {.text = "SELECT " + value, .start = statement.start, .number = statement.number});
    if (!prepared && authorizer.refusal()) return std::move(prepared).error();
  }
  return {};
}

}  // namespace d1mcp::sqlite
