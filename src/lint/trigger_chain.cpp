#include "lint/trigger_chain.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

#include "core/text.hpp"
#include "lint/change.hpp"
#include "sql/token_cursor.hpp"

namespace d1mcp::lint {
namespace {

using sql::TokenCursor;
using sql::TokenKind;

// A graph of triggers so dense that this many steps do not find a chain is given up.
constexpr std::size_t kMostSteps = 100'000;

/// What fires triggers: "insert", "update" or "delete" on a table. Without columns an UPDATE stands
/// for any.
struct Event {
  std::string kind;
  std::string table;
  std::vector<std::string> columns;
};

struct Trigger {
  std::string name;
  Event fired_by;
  std::vector<Event> writes;
  std::vector<std::size_t> fires = {};  ///< Places in the list of triggers.
};

bool ends_assignments(const TokenCursor& tokens) {
  return tokens.at_end() || tokens.at("WHERE") || tokens.at("FROM") || tokens.at("RETURNING");
}

// The columns behind SET: a = 1, (b, c) = (2, 3).
std::vector<std::string> assigned_columns(TokenCursor tokens) {
  std::vector<std::string> columns;
  while (!tokens.at_end() && !tokens.take("SET")) tokens.take();
  while (!ends_assignments(tokens)) {
    TokenCursor names(tokens.at(TokenKind::left_parenthesis) ? tokens.take_parenthesized()
                                                             : tokens.take().text);
    while (!names.at_end()) {
      if (!names.take(TokenKind::comma)) columns.push_back(sql::unquoted(names.take()));
    }
    while (!ends_assignments(tokens) && !tokens.at(TokenKind::comma)) tokens.skip();
    tokens.take(TokenKind::comma);
  }
  return columns;
}

bool has_upsert(TokenCursor tokens) {
  while (!tokens.at_end()) {
    if (tokens.take("DO") && tokens.at("UPDATE")) return true;
    if (!tokens.at("DO")) tokens.skip();
  }
  return false;
}

std::vector<Event> writes_of(std::string_view statement) {
  const Change change = read_change(statement);
  const TokenCursor tokens(statement);
  std::vector<Event> events;
  if (change.verb == Verb::remove) events = {{.kind = "delete", .table = {}, .columns = {}}};
  if (change.verb == Verb::insert) events = {{.kind = "insert", .table = {}, .columns = {}}};
  if (change.verb == Verb::update || (change.verb == Verb::insert && has_upsert(tokens))) {
    events.push_back({.kind = "update", .table = {}, .columns = assigned_columns(tokens)});
  }
  for (Event& event : events) event.table = change.object;
  return events;
}

// The columns of UPDATE OF a, b ON t.
std::vector<std::string> awaited_columns(std::string_view sql) {
  std::vector<std::string> columns;
  TokenCursor tokens(sql);
  while (!tokens.at_end() && !tokens.at("OF") && !tokens.at("ON")) tokens.take();
  if (!tokens.take("OF")) return {};
  while (!tokens.at_end() && !tokens.at("ON")) {
    columns.push_back(tokens.take_name());
    tokens.take(TokenKind::comma);
  }
  return columns;
}

Trigger read_trigger(const Schema::Object& object) {
  const Change change = read_change(object.sql);
  Trigger trigger{.name = object.name,
                  .fired_by = {.kind = change.event,
                               .table = object.table,
                               .columns = awaited_columns(object.sql)},
                  .writes = {}};
  TokenCursor tokens(change.body);
  tokens.take("BEGIN");
  while (!tokens.at_end()) {
    for (Event& event : writes_of(tokens.take_until(TokenKind::semicolon))) {
      trigger.writes.push_back(std::move(event));
    }
    tokens.take();
  }
  return trigger;
}

bool fires(const Event& write, const Event& awaited) {
  if (write.kind != awaited.kind || !equal_names(write.table, awaited.table)) return false;
  if (awaited.columns.empty() || write.kind != "update") return true;
  return std::ranges::any_of(awaited.columns, [&](const std::string& column) {
    return std::ranges::any_of(
        write.columns, [&](const std::string& other) { return equal_names(column, other); });
  });
}

std::vector<Trigger> read_triggers(const Schema& schema) {
  std::vector<Trigger> triggers;
  for (const auto& object : schema.objects()) {
    if (object->type == "trigger") triggers.push_back(read_trigger(*object));
  }
  for (Trigger& trigger : triggers) {
    for (std::size_t i = 0; i < triggers.size(); ++i) {
      const bool does = std::ranges::any_of(
          trigger.writes, [&](const Event& write) { return fires(write, triggers[i].fired_by); });
      if (does) trigger.fires.push_back(i);
    }
  }
  return triggers;
}

/// Walks from trigger to trigger, depth first.
class ChainSearch {
 public:
  ChainSearch(const std::vector<Trigger>& triggers, std::size_t depth)
      : triggers_(triggers), depth_(depth) {}

  // NOLINTNEXTLINE(misc-no-recursion): at most one level more than the depth looked for.
  bool find_from(std::size_t trigger) {
    if (std::ranges::find(chain_, trigger) != chain_.end() || ++steps_ > kMostSteps) return false;
    chain_.push_back(trigger);
    if (chain_.size() > depth_) return true;
    for (const std::size_t next : triggers_[trigger].fires) {
      if (find_from(next)) return true;
    }
    chain_.pop_back();
    return false;
  }

  [[nodiscard]] std::vector<std::string> names() const {
    std::vector<std::string> names;
    for (const std::size_t trigger : chain_) names.push_back(triggers_[trigger].name);
    return names;
  }

 private:
  const std::vector<Trigger>& triggers_;
  std::size_t depth_;
  std::vector<std::size_t> chain_;
  std::size_t steps_ = 0;
};

}  // namespace

std::vector<std::string> chain_longer_than(std::size_t depth, const Schema& schema) {
  const std::vector<Trigger> triggers = read_triggers(schema);
  if (triggers.size() <= depth) return {};
  ChainSearch search(triggers, depth);
  for (std::size_t i = 0; i < triggers.size(); ++i) {
    if (search.find_from(i)) return search.names();
  }
  return {};
}

}  // namespace d1mcp::lint
