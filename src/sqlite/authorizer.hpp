#pragma once

#include <functional>
#include <optional>
#include <sqlite3.h>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/error.hpp"
#include "d1/dialect.hpp"

namespace d1mcp::sqlite {

/// What statements prepared on a connection may do.
enum class Permission {
  everything,  ///< This program's own statements.
  reading,     ///< A user's statement on a reader.
  writing,     ///< A user's statement inside a batch.
};

/// Tables of the main schema that a statement makes, and those it drops or alters, by the names it
/// finds them under.
struct TablesTouched {
  std::vector<std::string> made;
  std::vector<std::string> changed;
};

/// Decides, while SQLite compiles a statement, what it may do
/// (sqlite.org/c3ref/set_authorizer.html): by what SQLite says the statement does, never by its
/// text. Remembers why it refused, and what would have been written, so that the refusal can be
/// explained.
class Authorizer {
 public:
  Authorizer(sqlite3* handle, d1::Dialect dialect);
  ~Authorizer();
  Authorizer(const Authorizer&) = delete;
  Authorizer& operator=(const Authorizer&) = delete;
  Authorizer(Authorizer&&) = delete;
  Authorizer& operator=(Authorizer&&) = delete;

  /// Sets what is allowed from now on and forgets what was remembered.
  void allow(Permission permission);

  /// Called with every action of a user's statement before it is judged: its code, its two
  /// arguments and the trigger or view that asks for it, empty for the statement itself.
  using Listener = std::function<void(
      int code, std::string_view first, std::string_view second, std::string_view inside)>;

  void listen(Listener listener) { listener_ = std::move(listener); }

  [[nodiscard]] d1::Dialect dialect() const { return dialect_; }

  /// Why the last statement was refused while it was compiled; nothing when it was not.
  [[nodiscard]] const std::optional<Error>& refusal() const { return refusal_; }

  /// What D1 says of the refusal where SQLite itself has other words for it; empty where it has
  /// not.
  [[nodiscard]] const std::string& words_of_d1() const { return words_of_d1_; }

  /// What the last statement would do if it ran: "delete from users", "create table t"; empty for
  /// statements that change no row and no schema.
  [[nodiscard]] const std::string& write() const { return write_; }

  /// Of the last statement.
  [[nodiscard]] const TablesTouched& touched() const { return touched_; }

  /// Whether a trigger or view takes part in the last statement.
  [[nodiscard]] bool reaches_inside() const { return reaches_inside_; }

  /// Whether the last statement was a PRAGMA that only tells something. SQLite counts some of them
  /// (journal_mode) among the statements that write.
  [[nodiscard]] bool is_reading_pragma() const { return is_reading_pragma_ && write_.empty(); }

 private:
  struct Action {
    int code;
    std::string_view first;
    std::string_view second;
    std::string_view schema;
  };

  static int on_action(void* self,
                       int code,
                       const char* first,
                       const char* second,
                       const char* schema,
                       const char* inside);
  int decide(const Action& action);
  int decide_pragma(const Action& action);
  int decide_for_d1(const Action& action);
  void remember_write(const Action& action);
  void remember_table(const Action& action);
  int refuse(ErrorCode code, std::string message, std::string hint, std::string words_of_d1 = {});

  sqlite3* handle_;
  d1::Dialect dialect_;
  Permission permission_ = Permission::everything;
  std::optional<Error> refusal_;
  std::string words_of_d1_;
  std::string write_;
  TablesTouched touched_;
  bool write_is_internal_ = false;
  bool is_reading_pragma_ = false;
  bool reaches_inside_ = false;
  Listener listener_;
};

}  // namespace d1mcp::sqlite
