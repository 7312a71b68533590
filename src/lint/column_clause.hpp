#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace d1mcp::lint {

/// A column as CREATE TABLE or ADD COLUMN writes it. Views point into the text that was read.
struct ColumnClause {
  std::string name;
  std::string type;
  std::string_view text;          ///< The whole clause.
  std::string_view type_text;     ///< Where the type stands.
  std::string_view default_text;  ///< What follows DEFAULT, with its parentheses; empty: none.
  std::string_view check;         ///< Between the parentheses of the first CHECK.
  std::string_view generated;     ///< Between AS ( and ).
  std::string parent;             ///< Behind REFERENCES.
  std::string collation;
  bool not_null = false;
  bool unique = false;
  bool primary_key = false;
  bool autoincrement = false;
  bool stored = false;

  /// Whether a value comes from the DEFAULT that is not NULL.
  [[nodiscard]] bool has_default() const;

  /// Whether the DEFAULT is no constant: in parentheses, or CURRENT_TIME and its like.
  [[nodiscard]] bool default_is_expression() const;
};

ColumnClause read_column_clause(std::string_view text);

/// The columns of the body of a CREATE TABLE, without its table constraints.
std::vector<ColumnClause> read_column_clauses(std::string_view body);

/// The table constraints of such a body, each as written.
std::vector<std::string_view> table_constraints(std::string_view body);

}  // namespace d1mcp::lint
