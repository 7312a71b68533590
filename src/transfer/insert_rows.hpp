#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "sql/splitter.hpp"
#include "sql/statement.hpp"
#include "transfer/literal.hpp"

namespace d1mcp::transfer {

/// Constants that a program which keeps numbers as JavaScript does, or writes line ends as wrangler
/// does, may have changed before it wrote them.
struct DoubtfulConstants {
  std::uint64_t integers = 0;  ///< From 2^53 on.
  std::uint64_t texts = 0;     ///< Written with replace().
};

/// INSERT statements whose rows are constants, a row at a time: as statements of one text that
/// bring their own values, which run several times as fast as the constants and may be longer than
/// a statement may be. Rows one by one are the same as all at once where nothing is kept after an
/// error and foreign keys are not enforced before the end.
class InsertRows {
 public:
  /// Takes `statement` when it is INSERT INTO t VALUES(…) or of such a form; otherwise leaves it
  /// alone. To be called when `next` has given nothing.
  bool take(sql::Statement& statement);

  /// The row of the statement that `script` has next, which is passed over: where that begins as
  /// the last one taken did, is known to its end and has one row of constants. To be called when
  /// `next` has given nothing.
  std::optional<sql::Statement> next_in(sql::Splitter& script);

  /// Whether `statement` begins as the last one taken did, and so changes the same table.
  [[nodiscard]] bool continues(const sql::Statement& statement) const {
    return !head_.empty() && statement.text.starts_with(head_);
  }

  /// The next row; rows that hold more than constants, and what follows them, as one statement;
  /// nothing at the end.
  std::optional<sql::Statement> next();

  /// Where the row given last begins in the script.
  [[nodiscard]] sql::Position position() const;

  /// Whether the first row follows VALUES without white space: wrangler writes it so.
  [[nodiscard]] bool is_dense() const {
    return statement_.text.size() > head_.size() && statement_.text[head_.size()] == '(';
  }

  /// Among all rows given.
  [[nodiscard]] const DoubtfulConstants& doubtful() const { return doubtful_; }

  /// Whether the statement given last is made of the end of a longer one, so that places in it are
  /// not those in the script.
  [[nodiscard]] bool is_cut() const { return is_cut_; }

  /// Where the statement taken last begins.
  [[nodiscard]] const sql::Position& start() const { return statement_.start; }

 private:
  std::optional<std::size_t> read_row();
  bool take_row(TokenReader& tokens);
  sql::Statement made_of_row();
  void shape_row();
  sql::Statement rest();
  void doubt(const Literal& literal);

  std::string head_;          ///< From INSERT to VALUES.
  sql::Statement statement_;  ///< The one taken last.
  std::size_t begin_ = 0;     ///< Where in its text the row given last begins.
  std::size_t next_ = 0;      ///< Where the next one does; the text's end after the last.
  std::vector<Literal> row_;  ///< Being read.
  bool is_cut_ = false;
  DoubtfulConstants doubtful_;
  std::vector<bool> decimals_;  ///< The columns whose last value was a decimal.
  std::string row_text_;        ///< The INSERT of a row with such columns.
};

}  // namespace d1mcp::transfer
