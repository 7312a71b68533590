#pragma once

#include "core/error.hpp"
#include "sql/tokenizer.hpp"

namespace d1mcp::sql {

/// The errors of a script that cannot be cut into statements, without their place. All are
/// `invalid_argument`.

/// For a token whose kind is one of the unterminated ones.
Error unterminated(const Token& token);

Error unterminated_trigger();
Error nul_byte();

}  // namespace d1mcp::sql
