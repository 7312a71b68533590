#include "transfer/row_table.hpp"

#include <algorithm>
#include <cstdint>
#include <deque>
#include <map>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "core/text.hpp"
#include "sql/quoting.hpp"
#include "transfer/row_reader.hpp"

namespace d1mcp::transfer {
namespace {

constexpr std::uint64_t kRowsBetweenReports = 256;

/// Takes every name for a column.
class NamedColumns final : public TargetColumns {
 public:
  Result<const Column*> find(std::string_view name) override {
    const auto known = std::ranges::find_if(
        columns_, [&](const Column& column) { return equal_names(column.name, name); });
    if (known != columns_.end()) return &*known;
    if (name.empty()) {
      return Error{.code = ErrorCode::invalid_argument,
                   .message = "a column has no name",
                   .hint = "give it one in the file",
                   .place = {}};
    }
    columns_.push_back(
        {.name = std::string(name), .affinity = Affinity::numeric, .keeps_spelling = true});
    return &columns_.back();
  }

  [[nodiscard]] const std::deque<Column>& all() const { return columns_; }

 private:
  std::deque<Column> columns_;  // Whose elements stay where they are.
};

/// The kinds of values in a column.
class Kinds {
 public:
  void add(const sql::Value& value) {
    constexpr std::int64_t kFirstInexact = std::int64_t{1} << 53;
    if (const auto* integer = std::get_if<std::int64_t>(&value)) {
      integers_ = true;
      large_ = large_ || *integer >= kFirstInexact || *integer <= -kFirstInexact;
    }
    reals_ = reals_ || std::holds_alternative<double>(value);
    texts_ = texts_ || std::holds_alternative<std::string>(value);
    blobs_ = blobs_ || std::holds_alternative<sql::Blob>(value);
  }

  [[nodiscard]] std::string_view type() const {
    const bool numbers = integers_ || reals_;
    if (texts_ || (blobs_ && numbers) || (reals_ && large_)) return "TEXT";
    if (blobs_) return "BLOB";
    if (reals_) return "REAL";
    return integers_ ? "INTEGER" : "TEXT";
  }

 private:
  bool integers_ = false;
  bool large_ = false;  ///< Integers that a REAL may round.
  bool reals_ = false;
  bool texts_ = false;
  bool blobs_ = false;
};

using KindsByColumn = std::map<const TargetColumns::Column*, Kinds>;

Result<KindsByColumn> read_kinds(RowReader& rows, const InputText& file, const Work& work) {
  KindsByColumn kinds;
  ReadRow row;
  for (std::uint64_t given = 0;; ++given) {
    if (given % kRowsBetweenReports == 0) {
      TRY(work.check());
      const std::uint64_t done = file.consumed ? file.consumed() : given;
      work.report({.what = "looking at " + file.name, .done = done, .total = file.bytes});
    }
    TRY_ASSIGN(const bool has_row, rows.next(row));
    if (!has_row) return kinds;
    for (std::size_t index = 0; index < row.columns.size(); ++index) {
      kinds[row.columns[index]].add(row.values[index]);
    }
  }
}

Error in_file(Error error, const std::string& name) {
  if (error.place && error.place->file.empty()) error.place->file = name;
  return error;
}

}  // namespace

Result<std::string> make_table_for(const InputText& file,
                                   const RowTarget& target,
                                   const Work& work) {
  NamedColumns columns;
  const auto rows = open_rows(file.chunks, target.format, columns);
  auto kinds = read_kinds(*rows, file, work);
  if (!kinds) return in_file(std::move(kinds).error(), file.name);
  if (columns.all().empty()) {
    return in_file(bad_row("the file names no column", 1, 0, "give it at least one row"),
                   file.name);
  }
  std::vector<std::string> definitions;
  for (const TargetColumns::Column& column : columns.all()) {
    definitions.push_back(sql::quote_identifier(column.name) + " " +
                          std::string((*kinds)[&column].type()));
  }
  return "CREATE TABLE " + sql::quote_identifier(target.table) + " (" + join(definitions, ", ") +
         ")";
}

}  // namespace d1mcp::transfer
