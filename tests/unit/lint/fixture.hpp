#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lint/check.hpp"

namespace d1mcp::lint {

inline constexpr auto kSqlite = d1::Dialect::sqlite;

/// What one check is made of.
struct Case {
  std::string schema = {};  ///< Runs in a database file first; empty: there is no database.
  std::string sql = {};     ///< The one pending file, 001_x.sql.
  d1::Dialect dialect = d1::Dialect::d1;
  std::string queries = {};  ///< What queries.sql holds.
  std::optional<Storage> storage = {};
};

std::vector<Finding> findings_of(const Case& checked);

/// "K01@3" for each finding that is not allowed, in their order: rule and line.
std::vector<std::string> found_in(const Case& checked);

/// Whether the rule finds nothing there.
bool is_clean(std::string_view rule, const Case& checked);

/// The message of the first finding of a rule; empty when there is none.
std::string message_of(std::string_view rule, const Case& checked);

/// A rule with a file it finds something in, on the second line, and one it lets pass.
struct Row {
  std::string rule;
  std::string schema;
  std::string wrong;
  std::string right;
  d1::Dialect dialect = d1::Dialect::d1;
};

void finds_and_lets_pass(const Row& row);

/// The findings on a folder and files that were not read.
std::vector<Finding> findings_of(Folder folder);

}  // namespace d1mcp::lint
