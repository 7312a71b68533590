#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <string_view>

#include "core/result.hpp"
#include "core/work.hpp"
#include "lint/subject.hpp"
#include "sql/connection.hpp"

namespace d1mcp::lint {

/// The rows of the live database, as long as they are those a pending statement will meet.
class LiveData {
 public:
  /// Both must outlive this object.
  LiveData(sql::Connection& database, const Work& work) : database_(database), work_(work) {}

  /// Whether the rows of `table` are, when the next statement runs, the ones that are there now: no
  /// statement before it touched them.
  [[nodiscard]] bool has_rows_of(const Schema& before, std::string_view table) const;

  /// Goes past a statement.
  void pass(const Step& step);

  /// The number that a SELECT gives.
  Result<std::int64_t> number(const std::string& sql);

  Result<sql::Table> rows(const std::string& sql);

 private:
  void touch(std::string_view table);

  sql::Connection& database_;
  const Work& work_;
  std::set<std::string, std::less<>> touched_;
};

}  // namespace d1mcp::lint
