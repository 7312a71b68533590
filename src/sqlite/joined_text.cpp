#include "sqlite/joined_text.hpp"

#include <deque>
#include <memory>
#include <string>

#include "sqlite/value_text.hpp"

namespace d1mcp::sqlite {
namespace {

struct Part {
  std::string separator;  ///< Before the text, unless it is the first.
  std::string text;
};

using Parts = std::deque<Part>;

bool is_skipped(sqlite3_value** arguments) {
  return sqlite3_value_type(arguments[0]) == SQLITE_NULL;
}

// Where SQLite keeps the parts of one group; nothing in it before the first one.
Parts** kept_parts(sqlite3_context* context, int bytes) {
  return static_cast<Parts**>(sqlite3_aggregate_context(context, bytes));
}

void add_part(sqlite3_context* context, int /*count*/, sqlite3_value** arguments) {
  if (is_skipped(arguments)) return;
  Parts** const kept = kept_parts(context, sizeof(Parts*));
  if (kept == nullptr) return sqlite3_result_error_nomem(context);
  if (*kept == nullptr) *kept = std::make_unique<Parts>().release();
  (*kept)->push_back({.separator = value_text(arguments[1]), .text = value_text(arguments[0])});
}

void drop_first_part(sqlite3_context* context, int /*count*/, sqlite3_value** arguments) {
  if (is_skipped(arguments)) return;
  Parts** const kept = kept_parts(context, 0);
  if (kept != nullptr && *kept != nullptr && !(*kept)->empty()) (*kept)->pop_front();
}

void give_joined(sqlite3_context* context) {
  Parts** const kept = kept_parts(context, 0);
  if (kept == nullptr || *kept == nullptr || (*kept)->empty()) return;
  std::string joined;
  for (const Part& part : **kept) {
    if (&part != &(*kept)->front()) joined += part.separator;
    joined += part.text;
  }
  give_text(context, joined);
}

void give_joined_and_forget(sqlite3_context* context) {
  give_joined(context);
  if (Parts** const kept = kept_parts(context, 0)) std::unique_ptr<Parts>(*kept).reset();
}

}  // namespace

void add_string_agg(sqlite3* handle) {
  sqlite3_create_window_function(handle,
                                 "string_agg",
                                 2,
                                 kPureFunction,
                                 nullptr,
                                 add_part,
                                 give_joined_and_forget,
                                 give_joined,
                                 drop_first_part,
                                 nullptr);
}

}  // namespace d1mcp::sqlite
