#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/result.hpp"
#include "sql/value.hpp"

namespace d1mcp::transfer {

/// How a column converts what is stored in it (sqlite.org/datatype3.html, section 3.1).
enum class Affinity { integer, text, blob, real, numeric };

/// Of a column with this declared type.
Affinity affinity_of(std::string_view declared_type);

/// Whether a column with this declared type is meant for BLOBs; one without a type is not.
bool declares_blob(std::string_view declared_type);

/// The columns that a file of rows goes into.
class TargetColumns {
 public:
  struct Column {
    std::string name;
    Affinity affinity = Affinity::blob;
    bool holds_blobs = false;  ///< Whether its declared type says so.
    bool is_generated = false;
    bool keeps_spelling = false;  ///< Whether 007, which 7 does not give back, is no number in it.
  };

  TargetColumns() = default;
  TargetColumns(const TargetColumns&) = delete;
  TargetColumns& operator=(const TargetColumns&) = delete;
  TargetColumns(TargetColumns&&) = delete;
  TargetColumns& operator=(TargetColumns&&) = delete;
  virtual ~TargetColumns() = default;

  /// The column that `name` means, ASCII case ignored. It lives as long as this object.
  virtual Result<const Column*> find(std::string_view name) = 0;
};

/// Those of a table; any other name is `not_found` with the nearest ones.
class TableColumns final : public TargetColumns {
 public:
  TableColumns(std::string table, std::vector<Column> columns)
      : table_(std::move(table)), columns_(std::move(columns)) {}

  Result<const Column*> find(std::string_view name) override;

 private:
  std::string table_;
  std::vector<Column> columns_;
};

/// A row of a file: a value for each of the columns it names.
struct ReadRow {
  std::vector<const TargetColumns::Column*> columns;
  std::vector<sql::Value> values;
  std::uint32_t line = 0;  ///< On which it begins.
};

/// Rows in the order of their file. Errors have a line and, where it is known, a column of the
/// text.
class RowReader {
 public:
  RowReader() = default;
  RowReader(const RowReader&) = delete;
  RowReader& operator=(const RowReader&) = delete;
  RowReader(RowReader&&) = delete;
  RowReader& operator=(RowReader&&) = delete;
  virtual ~RowReader() = default;

  /// Reads the next row into `row`; false at the end. Columns that are generated are left out.
  virtual Result<bool> next(ReadRow& row) = 0;
};

/// An `invalid_argument` about a place in a file of rows; `column` 0 is unknown.
Error bad_row(std::string message, std::uint32_t line, std::uint32_t column, std::string hint = {});

}  // namespace d1mcp::transfer
