#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace d1mcp::lint {

/// What kind of statement it is, by its first words.
enum class Verb {
  create_table,
  create_index,
  create_view,
  create_trigger,
  create_virtual_table,
  drop_table,
  drop_index,
  drop_view,
  drop_trigger,
  rename_table,
  rename_column,
  add_column,
  drop_column,
  alter_otherwise,  ///< ALTER COLUMN, ADD CONSTRAINT and whatever else is written there.
  insert,           ///< REPLACE too.
  update,
  remove,  ///< DELETE.
  query,   ///< SELECT, VALUES.
  pragma,
  transaction,  ///< BEGIN, COMMIT, END, ROLLBACK, SAVEPOINT, RELEASE.
  attach,       ///< DETACH too.
  vacuum,
  other,
};

/// What the text of a statement says. What does not stand there is empty. Views point into the text
/// that was read.
struct Change {
  Verb verb = Verb::other;
  std::string object;  ///< What is made, dropped, altered or written to; a PRAGMA's name.
  std::string table;   ///< What an index or trigger is on; elsewhere the same as `object`.
  std::string column;  ///< Of ALTER TABLE … COLUMN.
  std::string new_name;
  std::string_view object_text;  ///< Where `object` stands.
  std::string_view body;  ///< Of a table, index: between the parentheses. ADD COLUMN: what follows.
                          ///< PRAGMA: its argument. Triggers: from BEGIN on.
  std::string_view select;  ///< From SELECT, VALUES or WITH to the end, of what is made of rows.
  std::string conflict;     ///< "ignore", "replace", "rollback": OR … or REPLACE.
  std::string event;        ///< Of a trigger: "insert", "update", "delete".
  std::vector<std::string> columns;  ///< Those an INSERT names.
  bool if_not_exists = false;
  bool if_exists = false;
  bool temporary = false;
  bool unique = false;
  bool has_where = false;  ///< Of UPDATE and DELETE.
};

/// Reads a statement without white space and comments in front. `text` must outlive the result.
Change read_change(std::string_view text);

/// Whether SQLite is only asked to judge such a statement in a replay, which holds no rows.
bool works_on_rows(Verb verb);

bool creates(Verb verb);
bool alters(Verb verb);

}  // namespace d1mcp::lint
