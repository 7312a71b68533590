#include "migration/verify_script.hpp"

#include <cstdint>
#include <span>
#include <string_view>
#include <utility>

#include "core/text.hpp"
#include "migration/edit.hpp"
#include "sql/value.hpp"

namespace d1mcp::migration {
namespace {

constexpr const char* kRule =
    "each query of a verify script has to give one row with one value, a number other than 0";

std::string described(const sql::Cell& cell) {
  switch (cell.storage) {
    case sql::StorageClass::null: return "NULL";
    case sql::StorageClass::integer: return std::to_string(cell.integer);
    case sql::StorageClass::real: return real_to_text(cell.real);
    case sql::StorageClass::text: return "'" + shortened(std::string(cell.bytes)) + "'";
    case sql::StorageClass::blob: return "a blob of " + counted(cell.bytes.size(), "byte");
  }
  return {};
}

bool is_true(const sql::Cell& cell) {
  if (cell.storage == sql::StorageClass::integer) return cell.integer != 0;
  return cell.storage == sql::StorageClass::real && cell.real != 0;
}

/// What a query answers: yes, or what it gave instead.
class Answer final : public sql::RowSink {
 public:
  Status columns(std::span<const sql::Column>) override { return {}; }

  Result<sql::Flow> row(std::span<const sql::Cell> cells) override {
    if (++rows_ > 1) return sql::Flow::enough;
    is_yes_ = cells.size() == 1 && is_true(cells[0]);
    for (const sql::Cell& cell : cells) row_ += (row_.empty() ? "" : ", ") + described(cell);
    if (cells.size() > 1) row_ = "the values " + row_;
    return sql::Flow::more;
  }

  [[nodiscard]] bool is_yes() const { return rows_ == 1 && is_yes_; }

  [[nodiscard]] std::string text() const {
    if (rows_ == 0) return "no row";
    return rows_ == 1 ? row_ : "more than one row, the first " + row_;
  }

 private:
  std::uint64_t rows_ = 0;
  bool is_yes_ = false;
  std::string row_;
};

// In one line.
std::string in_short(const sql::Statement& query) {
  std::string line;
  for (const char c : query.text) {
    const bool is_space = c == ' ' || c == '\t' || c == '\n' || c == '\r';
    if (!is_space) {
      line += c;
    } else if (!line.ends_with(' ')) {
      line += ' ';
    }
  }
  constexpr std::size_t kMost = 200;
  const std::string valid = to_valid_utf8(line);
  const std::string_view shown = utf8_prefix(valid, kMost);
  return std::string(shown) + (shown.size() < valid.size() ? "…" : "");
}

Place place_of(const VerifyScript& script, const sql::Statement& query) {
  return {.file = script.name,
          .line = query.start.line,
          .column = query.start.column,
          .statement = query.number};
}

// The query ran by itself, so its error counts from the query's beginning.
Error in_script(Error error, const VerifyScript& script, const sql::Statement& query) {
  Place place = place_of(script, query);
  if (error.place && error.place->line > 0) {
    const bool in_first_line = error.place->line == 1;
    place.line += error.place->line - 1;
    place.column = error.place->column + (in_first_line ? place.column - 1 : 0);
  }
  error.place = std::move(place);
  if (error.code == ErrorCode::permission_denied) error.hint = "a verify script only reads";
  return error;
}

Error without_queries(const std::string& name) {
  return Error{.code = ErrorCode::invalid_argument,
               .message = name + " holds no query, so it verifies nothing",
               .hint = "write into it what has to be true, or delete it",
               .place = Place{.file = name, .line = 0, .column = 0, .statement = 0}};
}

}  // namespace

VerifyScript read_verify_script(const NamedFile& file) {
  const MigrationFile readable{.name = file.name, .path = file.path, .rollback = std::nullopt};
  VerifyScript script{.name = file.name, .text = {}, .queries = {}};
  auto text = read_text(readable);
  if (!text) {
    script.problem = std::move(text).error();
    return script;
  }
  script.text = *std::move(text);
  auto queries = split_text(readable, script.text);
  if (!queries) {
    script.problem = std::move(queries).error();
  } else if (queries->empty()) {
    script.problem = without_queries(file.name);
  } else {
    script.queries = *std::move(queries);
  }
  return script;
}

Status verify(sql::Connection& connection, const VerifyScript& script, const Work& work) {
  if (script.problem) return *script.problem;
  for (const sql::Statement& query : script.queries) {
    Answer answer;
    if (auto asked = connection.query(query.text, {}, answer, work); !asked) {
      return in_script(std::move(asked).error(), script, query);
    }
    if (answer.is_yes()) continue;
    return Error{.code = ErrorCode::constraint,
                 .message = "verification failed: " + in_short(query) + " gave " + answer.text(),
                 .hint = kRule,
                 .place = place_of(script, query)};
  }
  return {};
}

}  // namespace d1mcp::migration
