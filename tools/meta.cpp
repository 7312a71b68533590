#include "meta.hpp"

namespace d1mcp::tools {

mcp::Json encode_row_counts(const std::optional<sql::RowCounts>& counts) {
  if (!counts) return mcp::Json::object();
  return {{"rows_read", counts->read}, {"rows_written", counts->written}};
}

}  // namespace d1mcp::tools
