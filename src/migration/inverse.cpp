#include "migration/inverse.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <utility>

#include "core/text.hpp"
#include "sql/token_cursor.hpp"

namespace d1mcp::migration {
namespace {

using sql::TokenCursor;
using sql::TokenKind;

/// A name in a statement.
struct Name {
  std::string written;  ///< As it stands there, perhaps in quotes, and can stand again.
  std::string key;      ///< What it is compared by.
};

Name take_name(TokenCursor& cursor) {
  std::string written(cursor.peek().text);
  return {.written = std::move(written), .key = ascii_lower(cursor.take_name())};
}

// A name after an optional "main.".
Name take_object_name(TokenCursor& cursor) {
  Name name = take_name(cursor);
  return cursor.take(TokenKind::dot) ? take_name(cursor) : name;
}

// TABLE, INDEX, VIEW or TRIGGER; empty when there is something else.
std::string take_kind(TokenCursor& cursor) {
  for (const char* kind : {"TABLE", "INDEX", "VIEW", "TRIGGER"}) {
    if (cursor.take(kind)) return kind;
  }
  return {};
}

bool take_if_not_exists(TokenCursor& cursor) {
  return cursor.take("IF") && cursor.take("NOT") && cursor.take("EXISTS");
}

bool take_if_exists(TokenCursor& cursor) {
  return cursor.take("IF") && cursor.take("EXISTS");
}

/// What undoes one statement: some SQL, nothing because there is nothing to undo, or a reason why
/// it cannot be had.
struct Undo {
  std::string sql;
  std::string why_not;
};

Undo impossible(std::string why) {
  return {.sql = {}, .why_not = std::move(why)};
}

/// Definitions on their way through a migration. Those there are before it are not copied.
class Moving {
 public:
  explicit Moving(const Definitions& before) : before_(before) {}

  [[nodiscard]] bool contains(const std::string& key) const {
    const auto changed = changed_.find(key);
    return changed == changed_.end() ? before_.contains(key) : changed->second.has_value();
  }

  void put(const std::string& key, std::string definition) {
    changed_[key] = std::move(definition);
  }

  /// Takes it out; nothing where there is none.
  std::optional<std::string> take(const std::string& key) {
    const auto known = before_.find(key);
    const auto [changed, is_new] = changed_.try_emplace(key);
    if (is_new && known != before_.end()) return known->second;
    return std::exchange(changed->second, std::nullopt);
  }

 private:
  const Definitions& before_;
  std::map<std::string, std::optional<std::string>> changed_;  // Nothing for what is gone.
};

/// Follows a migration statement by statement.
class Reader {
 public:
  explicit Reader(const Definitions& before) : definitions_(before) {}

  Undo undo(const std::string& statement) {
    TokenCursor cursor(statement);
    if (cursor.take("CREATE")) return undo_create(cursor, statement);
    if (cursor.take("ALTER")) return undo_alter(cursor);
    if (cursor.take("DROP")) return undo_drop(cursor);
    if (cursor.take("PRAGMA") || cursor.take("SELECT") || cursor.take("ANALYZE")) return {};
    return undo_change_of_rows(cursor);
  }

 private:
  Undo undo_create(TokenCursor& cursor, const std::string& statement) {
    cursor.take("UNIQUE");
    cursor.take("VIRTUAL");
    const std::string kind = take_kind(cursor);
    if (kind.empty()) return impossible("what it makes is temporary or unknown");
    const bool only_where_missing = take_if_not_exists(cursor);
    const Name name = take_object_name(cursor);
    if (only_where_missing && definitions_.contains(name.key)) return {};
    definitions_.put(name.key, statement);
    created_.insert(name.key);
    return {.sql = "DROP " + kind + " " + name.written, .why_not = {}};
  }

  Undo undo_alter(TokenCursor& cursor) {
    cursor.take("TABLE");
    const Name table = take_object_name(cursor);
    const std::string alter = "ALTER TABLE " + table.written;
    if (cursor.take("ADD")) {
      cursor.take("COLUMN");
      return {.sql = alter + " DROP COLUMN " + take_name(cursor).written, .why_not = {}};
    }
    if (!cursor.take("RENAME")) return impossible("the values of a dropped column are gone");
    if (cursor.take("TO")) {
      const Name name = take_name(cursor);
      rename(table.key, name.key);
      return {.sql = "ALTER TABLE " + name.written + " RENAME TO " + table.written, .why_not = {}};
    }
    cursor.take("COLUMN");
    const Name from = take_name(cursor);
    cursor.take("TO");
    const Name to = take_name(cursor);
    return {.sql = alter + " RENAME COLUMN " + to.written + " TO " + from.written, .why_not = {}};
  }

  Undo undo_drop(TokenCursor& cursor) {
    const std::string kind = take_kind(cursor);
    take_if_exists(cursor);
    auto definition = definitions_.take(take_object_name(cursor).key);
    if (!definition) return {};
    if (kind == "TABLE") return impossible("the rows of a dropped table are gone");
    return {.sql = *std::move(definition), .why_not = {}};
  }

  Undo undo_change_of_rows(TokenCursor& cursor) {
    constexpr std::array kBeforeTheTable = {"INSERT",
                                            "REPLACE",
                                            "UPDATE",
                                            "DELETE",
                                            "OR",
                                            "ABORT",
                                            "FAIL",
                                            "IGNORE",
                                            "ROLLBACK",
                                            "INTO",
                                            "FROM"};
    while (
        std::ranges::any_of(kBeforeTheTable, [&](const char* word) { return cursor.take(word); })) {
    }
    if (created_.contains(take_object_name(cursor).key)) return {};
    return impossible("it changes rows that were there before");
  }

  void rename(const std::string& from, const std::string& to) {
    if (created_.erase(from) != 0) created_.insert(to);
    auto definition = definitions_.take(from);
    if (definition && !definitions_.contains(to)) definitions_.put(to, *std::move(definition));
  }

  Moving definitions_;
  std::set<std::string> created_;  // In lower case.
};

std::string beginning_of(const std::string& statement) {
  constexpr std::size_t kMost = 60;
  const std::string_view line = std::string_view(statement).substr(0, statement.find('\n'));
  const std::string_view shown = utf8_prefix(line, kMost);
  return std::string(shown) + (shown.size() < statement.size() ? " …" : "");
}

}  // namespace

Result<Definitions> read_definitions(sql::Connection& connection, const Work& work) {
  TRY_ASSIGN(const sql::Table rows,
             sql::query_table(connection,
                              "SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL "
                              "ORDER BY type = 'trigger'",
                              {},
                              work));
  Definitions definitions;
  for (const auto& row : rows.rows) {
    const auto* name = std::get_if<std::string>(&row.at(0));
    const auto* text = std::get_if<std::string>(&row.at(1));
    if (name != nullptr && text != nullptr) definitions[ascii_lower(*name)] = *text;
  }
  return definitions;
}

Inverse derive_inverse(const std::vector<sql::Statement>& statements, const Definitions& before) {
  Reader reader(before);
  Inverse inverse;
  for (const sql::Statement& statement : statements) {
    Undo undo = reader.undo(statement.text);
    if (!undo.sql.empty()) inverse.statements.push_back(std::move(undo.sql));
    if (!undo.why_not.empty()) {
      inverse.left.push_back("line " + std::to_string(statement.start.line) + ", " +
                             beginning_of(statement.text) + ": " + undo.why_not);
    }
  }
  std::ranges::reverse(inverse.statements);
  return inverse;
}

}  // namespace d1mcp::migration
