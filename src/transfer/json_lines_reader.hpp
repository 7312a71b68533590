#pragma once

#include <string>
#include <vector>

#include "transfer/row_reader.hpp"
#include "transfer/text_cursor.hpp"

namespace d1mcp::transfer {

/// Reads JSON Lines: one object a line, whose members are named after columns of `target`, any of
/// them and in any order. Empty lines are skipped. Values are as `read_json_row` reads them, so
/// what `write_json_lines` writes comes back as it was.
class JsonLinesReader final : public RowReader {
 public:
  JsonLinesReader(sql::ChunkSource chunks, TargetColumns& target)
      : text_(std::move(chunks)), target_(target) {}

  Result<bool> next(ReadRow& row) override;

 private:
  Result<bool> read_line();
  Result<const TargetColumns::Column*> column_called(const std::string& name, std::size_t index);

  TextCursor text_;
  TargetColumns& target_;
  std::string line_;
  std::uint32_t number_ = 0;  ///< Of the line.
  /// The names of the row before and their columns: most rows have the same.
  std::vector<std::pair<std::string, const TargetColumns::Column*>> known_;
};

}  // namespace d1mcp::transfer
