#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "sql/statement.hpp"

namespace d1mcp::sql {

/// What `statement` sets PRAGMA foreign_keys to, as SQLite reads its argument; nothing for any
/// other statement, and where it only asks for the setting.
std::optional<bool> foreign_keys_setting(std::string_view statement);

/// Whether foreign keys are off after the PRAGMAs that a script begins with, where it is run
/// outside a transaction; inside one they stay as they are.
bool begins_with_foreign_keys_off(const std::vector<std::string_view>& statements);

/// The texts of `statements`, which outlive them.
std::vector<std::string_view> texts_of(const std::vector<Statement>& statements);

}  // namespace d1mcp::sql
