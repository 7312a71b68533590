#include "sqlite/authorizer.hpp"

#include <array>
#include <utility>

#include "d1/error_text.hpp"
#include "d1/functions.hpp"
#include "d1/names.hpp"
#include "d1/pragmas.hpp"
#include "sqlite/pragmas.hpp"

namespace d1mcp::sqlite {
namespace {

struct Verb {
  int code;
  const char* verb;
  bool has_name;
};

// Actions that change rows or schema, as a person would name them. The first argument of the
// callback is the object's name, except for the three that have a table as their second.
constexpr std::array<Verb, 25> kWrites = {{
    {SQLITE_INSERT, "insert into", true},
    {SQLITE_UPDATE, "update", true},
    {SQLITE_DELETE, "delete from", true},
    {SQLITE_CREATE_TABLE, "create table", true},
    {SQLITE_CREATE_INDEX, "create index", true},
    {SQLITE_CREATE_VIEW, "create view", true},
    {SQLITE_CREATE_TRIGGER, "create trigger", true},
    {SQLITE_CREATE_TEMP_TABLE, "create temporary table", true},
    {SQLITE_CREATE_TEMP_INDEX, "create temporary index", true},
    {SQLITE_CREATE_TEMP_VIEW, "create temporary view", true},
    {SQLITE_CREATE_TEMP_TRIGGER, "create temporary trigger", true},
    {SQLITE_CREATE_VTABLE, "create virtual table", true},
    {SQLITE_DROP_TABLE, "drop table", true},
    {SQLITE_DROP_INDEX, "drop index", true},
    {SQLITE_DROP_VIEW, "drop view", true},
    {SQLITE_DROP_TRIGGER, "drop trigger", true},
    {SQLITE_DROP_TEMP_TABLE, "drop temporary table", true},
    {SQLITE_DROP_TEMP_INDEX, "drop temporary index", true},
    {SQLITE_DROP_TEMP_VIEW, "drop temporary view", true},
    {SQLITE_DROP_TEMP_TRIGGER, "drop temporary trigger", true},
    {SQLITE_DROP_VTABLE, "drop virtual table", true},
    {SQLITE_ALTER_TABLE, "alter table", true},
    {SQLITE_REINDEX, "rebuild index", true},
    {SQLITE_ANALYZE, "analyze", true},
    {SQLITE_COPY, "copy into", true},
}};

const Verb* find_write(int code) {
  for (const Verb& verb : kWrites) {
    if (verb.code == code) return &verb;
  }
  return nullptr;
}

// Statements write to these besides what they are about.
bool is_internal_table(std::string_view name) {
  return name.starts_with("sqlite_");
}

constexpr const char* kNothingTemporary = "D1 has no temporary tables, views or triggers";
constexpr const char* kOrdinaryTable = "use an ordinary table";

// For these the callback's second argument is a table; the first is an index, a trigger or a
// schema.
bool names_table_second(int code) {
  return code == SQLITE_CREATE_INDEX || code == SQLITE_CREATE_TRIGGER ||
         code == SQLITE_DROP_INDEX || code == SQLITE_DROP_TRIGGER || code == SQLITE_ALTER_TABLE;
}

std::string_view view(const char* text) {
  return text == nullptr ? std::string_view{} : text;
}

}  // namespace

Authorizer::Authorizer(sqlite3* handle, d1::Dialect dialect) : handle_(handle), dialect_(dialect) {
  sqlite3_set_authorizer(handle_, on_action, this);
}

Authorizer::~Authorizer() {
  sqlite3_set_authorizer(handle_, nullptr, nullptr);
}

void Authorizer::allow(Permission permission) {
  permission_ = permission;
  refusal_.reset();
  words_of_d1_.clear();
  write_.clear();
  touched_.made.clear();
  touched_.changed.clear();
  is_reading_pragma_ = false;
  reaches_inside_ = false;
  write_is_internal_ = false;
}

int Authorizer::on_action(void* self,
                          int code,
                          const char* first,
                          const char* second,
                          const char* schema,
                          const char* inside) {
  auto& authorizer = *static_cast<Authorizer*>(self);
  if (authorizer.permission_ == Permission::everything) return SQLITE_OK;
  authorizer.reaches_inside_ = authorizer.reaches_inside_ || inside != nullptr;
  if (authorizer.listener_) authorizer.listener_(code, view(first), view(second), view(inside));
  return authorizer.decide({code, view(first), view(second), view(schema)});
}

int Authorizer::decide(const Action& action) {
  switch (action.code) {
    case SQLITE_TRANSACTION:
    case SQLITE_SAVEPOINT:
      return refuse(ErrorCode::permission_denied,
                    "BEGIN, COMMIT, ROLLBACK and SAVEPOINT are not allowed: every call is one "
                    "transaction of its own",
                    "leave the statement out; statements given in one call take effect together or "
                    "not at all",
                    std::string(d1::kTransactionRefused));
    case SQLITE_ATTACH:
      return refuse(
          ErrorCode::permission_denied,
          "ATTACH and VACUUM INTO are not allowed: they would open or create another file",
          "start the server with both databases, or copy with export_db");
    case SQLITE_DETACH: return refuse(ErrorCode::permission_denied, "DETACH is not allowed", {});
    case SQLITE_PRAGMA: return decide_pragma(action);
    default: break;
  }
  if (dialect_ != d1::Dialect::sqlite && decide_for_d1(action) != SQLITE_OK) return SQLITE_DENY;
  remember_write(action);
  remember_table(action);
  return SQLITE_OK;
}

int Authorizer::decide_for_d1(const Action& action) {
  if (action.code == SQLITE_FUNCTION && !d1::is_allowed_function(action.second)) {
    return refuse(ErrorCode::permission_denied,
                  "D1 has no function " + std::string(action.second),
                  "use a function D1 offers, or open the file with --dialect sqlite");
  }
  if (action.code == SQLITE_FUNCTION && d1::is_missing_function(action.second)) {
    return refuse(ErrorCode::sql_error,
                  "D1 has no function " + std::string(action.second),
                  "use a function D1 offers, or open the file with --dialect sqlite",
                  "no such function: " + std::string(action.second) + ": SQLITE_ERROR");
  }
  const bool only_looks = action.code == SQLITE_READ || action.code == SQLITE_UPDATE;
  if (action.schema == "temp" && !only_looks)
    return refuse(ErrorCode::permission_denied, kNothingTemporary, kOrdinaryTable);
  if (action.code == SQLITE_CREATE_VTABLE && !d1::is_allowed_module(action.second)) {
    return refuse(ErrorCode::permission_denied,
                  "D1 has no virtual table module " + std::string(action.second),
                  "D1 offers fts5, fts5vocab, rtree and rtree_i32");
  }
  if (d1::is_reserved_name(action.first) ||
      (names_table_second(action.code) && d1::is_reserved_name(action.second))) {
    return refuse(
        ErrorCode::permission_denied, "names that begin with _cf_ are reserved for D1 itself", {});
  }
  return SQLITE_OK;
}

int Authorizer::decide_pragma(const Action& action) {
  const bool has_argument = !action.second.empty();
  const auto argument = has_argument ? std::optional(action.second) : std::nullopt;
  if (dialect_ != d1::Dialect::sqlite && action.schema == "temp")
    return refuse(ErrorCode::permission_denied, kNothingTemporary, kOrdinaryTable);
  if (dialect_ != d1::Dialect::sqlite &&
      d1::judge_pragma(action.first, argument) != d1::PragmaVerdict::allowed) {
    return refuse(ErrorCode::permission_denied,
                  "D1 does not allow PRAGMA " + std::string(action.first) +
                      (has_argument ? " with this argument" : ""),
                  "open the file with --dialect sqlite to use SQLite's own PRAGMAs");
  }
  if (pragma_only_reads(action.first, has_argument)) {
    is_reading_pragma_ = true;
    return SQLITE_OK;
  }
  if (permission_ == Permission::writing && pragma_fits_a_batch(action.first)) return SQLITE_OK;
  return refuse(
      ErrorCode::permission_denied,
      "PRAGMA " + std::string(action.first) + " is not allowed here: it would change a setting",
      "PRAGMAs that only tell something, such as table_info or foreign_key_check, are fine");
}

void Authorizer::remember_write(const Action& action) {
  const Verb* verb = find_write(action.code);
  if (verb == nullptr) return;
  // A CREATE or DROP also writes to the schema table; the statement's own name for it says more.
  if (!write_.empty() && !write_is_internal_) return;
  const std::string_view name = action.code == SQLITE_ALTER_TABLE ? action.second : action.first;
  write_is_internal_ = is_internal_table(name);
  write_ = verb->verb;
  if (!name.empty()) write_ += " " + std::string(name);
}

void Authorizer::remember_table(const Action& action) {
  switch (action.code) {
    case SQLITE_CREATE_TABLE:
    case SQLITE_CREATE_VTABLE:
      if (action.schema == "main") touched_.made.emplace_back(action.first);
      break;
    case SQLITE_DROP_TABLE:
    case SQLITE_DROP_VTABLE:
      if (action.schema == "main") touched_.changed.emplace_back(action.first);
      break;
    case SQLITE_ALTER_TABLE:
      if (action.first == "main") touched_.changed.emplace_back(action.second);
      break;
    default: break;
  }
}

int Authorizer::refuse(ErrorCode code,
                       std::string message,
                       std::string hint,
                       std::string words_of_d1) {
  if (refusal_) return SQLITE_DENY;
  refusal_ =
      Error{.code = code, .message = std::move(message), .hint = std::move(hint), .place = {}};
  words_of_d1_ = std::move(words_of_d1);
  return SQLITE_DENY;
}

}  // namespace d1mcp::sqlite
