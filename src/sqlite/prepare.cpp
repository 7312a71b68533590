#include "sqlite/prepare.hpp"

#include <algorithm>
#include <utility>

#include "core/text.hpp"
#include "d1/error_text.hpp"

namespace d1mcp::sqlite {
namespace {

Error too_many_statements(const sql::Statement& statement, const char* tail) {
  const auto offset = static_cast<std::size_t>(tail - statement.text.c_str());
  return Error{
      .code = ErrorCode::invalid_argument,
      .message = "the text holds more than one statement; nothing was run",
      .hint = "give one statement a call; the second one begins at byte " + std::to_string(offset),
      .place = {}};
}

// Whether only white space, comments and semicolons follow. SQLite's own tokenizer decides: such a
// tail compiles to no statement.
bool nothing_follows(sqlite3* handle, const char* tail) {
  while (tail != nullptr && *tail != '\0') {
    sqlite3_stmt* raw = nullptr;
    const char* next = nullptr;
    const int code = sqlite3_prepare_v2(handle, tail, -1, &raw, &next);
    const PreparedStatement statement(raw);
    if (code != SQLITE_OK || raw != nullptr || next == tail) return false;
    tail = next;
  }
  return true;
}

std::string_view without_prefix(std::string_view name) {
  const bool prefixed = !name.empty() && (name[0] == ':' || name[0] == '@' || name[0] == '$');
  return prefixed ? name.substr(1) : name;
}

const sql::Value* find_named(const sql::Parameters& parameters, std::string_view name) {
  const auto found = std::ranges::find_if(parameters.named, [&](const auto& entry) {
    return entry.first == name || without_prefix(entry.first) == without_prefix(name);
  });
  return found == parameters.named.end() ? nullptr : &found->second;
}

int bind_value(sqlite3_stmt* statement, int index, const sql::Value& value) {
  const sql::Cell cell = sql::view_of(value);
  // A null pointer would bind NULL where empty text or an empty blob is meant.
  const char* bytes = cell.bytes.data() == nullptr ? "" : cell.bytes.data();
  switch (cell.storage) {
    case sql::StorageClass::null: return sqlite3_bind_null(statement, index);
    case sql::StorageClass::integer: return sqlite3_bind_int64(statement, index, cell.integer);
    case sql::StorageClass::real: return sqlite3_bind_double(statement, index, cell.real);
    case sql::StorageClass::text:
      return sqlite3_bind_text64(
          statement, index, bytes, cell.bytes.size(), SQLITE_STATIC, SQLITE_UTF8);
    case sql::StorageClass::blob:
      return sqlite3_bind_blob64(statement, index, bytes, cell.bytes.size(), SQLITE_STATIC);
  }
  return SQLITE_MISUSE;
}

Error missing_value(const std::string& parameter) {
  return Error{.code = ErrorCode::invalid_argument,
               .message = "the statement's parameter " + parameter + " has no value",
               .hint = "give params: an array for ? parameters, an object for named ones",
               .place = {}};
}

const sql::Value* value_for(const sql::Parameters& parameters, const char* name, int index) {
  const bool positional = name == nullptr || name[0] == '?';
  if (!positional) return find_named(parameters, name);
  const auto position = static_cast<std::size_t>(index - 1);
  return position < parameters.positional.size() ? &parameters.positional[position] : nullptr;
}

std::size_t size_of(sqlite3_value* value) {
  return static_cast<std::size_t>(sqlite3_value_bytes(value));
}

// The value is looked at where it is, which a connection of one thread allows: each function
// sqlite3_column_* would look it up anew.
sql::Cell cell_of(sqlite3_value* value) {
  switch (sqlite3_value_type(value)) {
    case SQLITE_INTEGER:
      return sql::Cell::of(static_cast<std::int64_t>(sqlite3_value_int64(value)));
    case SQLITE_FLOAT: return sql::Cell::of(sqlite3_value_double(value));
    case SQLITE_TEXT: {
      const auto* text = reinterpret_cast<const char*>(sqlite3_value_text(value));
      return sql::Cell::text({text, size_of(value)});
    }
    case SQLITE_BLOB: {
      const auto* bytes = static_cast<const char*>(sqlite3_value_blob(value));
      return sql::Cell::blob({bytes, size_of(value)});
    }
    default: return sql::Cell::null();
  }
}

}  // namespace

Result<PreparedStatement> prepare(sqlite3* handle,
                                  Authorizer& authorizer,
                                  const sql::Statement& statement) {
  if (statement.text.find('\0') != std::string::npos) {
    return Error{.code = ErrorCode::invalid_argument,
                 .message = "the SQL text contains a NUL byte, where SQLite would stop reading",
                 .hint = "bind such text as a parameter",
                 .place = {}};
  }
  sqlite3_stmt* raw = nullptr;
  const char* tail = nullptr;
  const auto size = static_cast<int>(statement.text.size());
  const int code = sqlite3_prepare_v3(handle, statement.text.c_str(), size, 0, &raw, &tail);
  PreparedStatement prepared(raw);
  if (code != SQLITE_OK) {
    if (!authorizer.refusal())
      return statement_error(handle, code, statement, authorizer.dialect());
    return refused(handle, code, authorizer)
        .at({.file = {},
             .line = statement.start.line,
             .column = statement.start.column,
             .statement = statement.number});
  }
  if (raw == nullptr) {
    return Error{.code = ErrorCode::invalid_argument,
                 .message = "the text holds no SQL statement",
                 .hint = {},
                 .place = {}};
  }
  if (!nothing_follows(handle, tail)) return too_many_statements(statement, tail);
  return prepared;
}

Error refused(sqlite3* handle, int result_code, const Authorizer& authorizer) {
  Error why = authorizer.refusal().value_or(Error{});
  if (authorizer.dialect() == d1::Dialect::sqlite) return why;
  const std::string& words = authorizer.words_of_d1();
  return d1::in_words_of_d1(
      std::move(why),
      words.empty() ? statement_error(handle, result_code, authorizer.dialect()).message : words);
}

Status bind(sqlite3_stmt* statement, const sql::Parameters& parameters) {
  const int count = sqlite3_bind_parameter_count(statement);
  int highest_position = 0;
  for (int index = 1; index <= count; ++index) {
    const char* name = sqlite3_bind_parameter_name(statement, index);
    const sql::Value* value = value_for(parameters, name, index);
    if (value == nullptr)
      return missing_value(name != nullptr ? name : "number " + std::to_string(index));
    if (name == nullptr || name[0] == '?') highest_position = index;
    const int code = bind_value(statement, index, *value);
    if (code != SQLITE_OK) return sqlite_error(sqlite3_db_handle(statement), code);
  }
  const auto given = static_cast<int>(parameters.positional.size());
  if (given > highest_position) {
    return Error{.code = ErrorCode::invalid_argument,
                 .message = std::to_string(given) +
                            " positional parameters were given, the statement has " +
                            std::to_string(highest_position),
                 .hint = "leave out the ones that are too many; nothing was run",
                 .place = {}};
  }
  return {};
}

Status bind_row(sqlite3_stmt* statement, std::span<const sql::Value> values) {
  const auto wanted = static_cast<std::size_t>(sqlite3_bind_parameter_count(statement));
  if (wanted != values.size()) {
    return Error{.code = ErrorCode::invalid_argument,
                 .message = std::to_string(values.size()) +
                            " values were given, the statement has " + counted(wanted, "parameter"),
                 .hint = {},
                 .place = {}};
  }
  for (std::size_t index = 0; index < values.size(); ++index) {
    const int code = bind_value(statement, static_cast<int>(index) + 1, values[index]);
    if (code != SQLITE_OK) return sqlite_error(sqlite3_db_handle(statement), code);
  }
  return {};
}

bool has_parameter(sqlite3_stmt* statement, const std::string& name) {
  const int count = sqlite3_bind_parameter_count(statement);
  for (int index = 1; index <= count; ++index) {
    const char* candidate = sqlite3_bind_parameter_name(statement, index);
    if (candidate != nullptr && without_prefix(candidate) == without_prefix(name)) return true;
  }
  return false;
}

std::vector<sql::Column> columns_of(sqlite3_stmt* statement) {
  std::vector<sql::Column> columns;
  const int count = sqlite3_column_count(statement);
  columns.reserve(static_cast<std::size_t>(count));
  for (int index = 0; index < count; ++index) {
    const char* name = sqlite3_column_name(statement, index);
    const char* type = sqlite3_column_decltype(statement, index);
    columns.push_back(
        {.name = name == nullptr ? "" : name, .declared_type = type == nullptr ? "" : type});
  }
  return columns;
}

void read_row(sqlite3_stmt* statement, std::vector<sql::Cell>& cells) {
  const int count = sqlite3_data_count(statement);
  cells.resize(static_cast<std::size_t>(count));
  for (int index = 0; index < count; ++index) {
    cells[static_cast<std::size_t>(index)] = cell_of(sqlite3_column_value(statement, index));
  }
}

}  // namespace d1mcp::sqlite
