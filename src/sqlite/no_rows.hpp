#pragma once

#include "sql/connection.hpp"

namespace d1mcp::sqlite {

/// Lets a statement run to its end and keeps nothing of its rows.
class NoRows final : public sql::RowSink {
 public:
  Status columns(std::span<const sql::Column>) override { return {}; }
  Result<sql::Flow> row(std::span<const sql::Cell>) override { return sql::Flow::more; }
};

}  // namespace d1mcp::sqlite
