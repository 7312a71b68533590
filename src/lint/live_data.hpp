#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "core/result.hpp"
#include "core/work.hpp"
#include "lint/subject.hpp"
#include "sql/connection.hpp"
#include "sql/value.hpp"

namespace d1mcp::lint {

/// The rows of the live database, as long as they are those a pending statement will meet.
class LiveData {
 public:
  /// Both must outlive this object.
  LiveData(sql::Connection& database, const Work& work) : database_(database), work_(work) {}

  /// Whether the rows of `table` are, when the next statement runs, the ones that are there now: no
  /// statement before it touched them.
  [[nodiscard]] bool has_rows_of(const Schema& before, std::string_view table) const;

  /// The same of the values in the columns that `table` has now; others may have been added to it.
  [[nodiscard]] bool has_values_of(const Schema& before, std::string_view table) const;

  /// The same of how many rows there are, whatever became of their columns and values.
  [[nodiscard]] bool has_count_of(const Schema& before, std::string_view table) const;

  /// Goes past a statement.
  void pass(const Step& step);

  /// The number that a SELECT gives. It is asked for once.
  Result<std::int64_t> number(const std::string& sql);

  /// The same of a SELECT that holds text of a file; nothing where it is none for this database.
  Result<std::optional<std::int64_t>> number_if_any(const std::string& sql);

  Result<sql::Table> rows(const std::string& sql);

 private:
  /// What is no longer as it is now; each holds for what stands before it, too.
  enum class Drift { nothing, columns_added, values, rows };

  [[nodiscard]] Drift drift_of(std::string_view table) const;
  [[nodiscard]] bool is_within(Drift most, const Schema& before, std::string_view table) const;
  void note(std::string_view table, Drift drift);
  void pass_definition(const Change& change);

  sql::Connection& database_;
  const Work& work_;
  std::map<std::string, Drift, std::less<>> drifts_;          // By the name in lower case.
  std::map<std::string, std::int64_t, std::less<>> numbers_;  // By the SELECT.
};

/// A text the database gave, short and valid enough for a message.
std::string shown(const sql::Value& text);

}  // namespace d1mcp::lint
