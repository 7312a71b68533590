#include "lint/change.hpp"

#include <array>
#include <utility>

#include "core/text.hpp"
#include "sql/token_cursor.hpp"

namespace d1mcp::lint {
namespace {

using sql::TokenCursor;
using sql::TokenKind;

class ChangeReader {
 public:
  explicit ChangeReader(std::string_view text) : text_(text), tokens_(text) {}

  Change read();

 private:
  void read_create();
  void read_create_table();
  void read_create_index();
  void read_create_trigger();
  void read_drop();
  void read_alter();
  void read_insert();
  void read_update();
  void read_delete();
  void read_pragma();
  void read_with();
  void read_rows();
  void read_conflict();
  void read_if_not_exists();
  void read_name();
  [[nodiscard]] std::string_view rest() const;

  std::string_view text_;
  TokenCursor tokens_;
  Change change_;
};

std::string_view ChangeReader::rest() const {
  return tokens_.at_end()
             ? std::string_view()
             : text_.substr(static_cast<std::size_t>(tokens_.peek().text.data() - text_.data()));
}

// A name with or without its schema in front.
void ChangeReader::read_name() {
  change_.object_text = tokens_.peek().text;
  change_.object = tokens_.take_name();
  if (!tokens_.take(TokenKind::dot)) return;
  change_.temporary = change_.temporary || equal_names(change_.object, "temp");
  change_.object_text = tokens_.peek().text;
  change_.object = tokens_.take_name();
}

void ChangeReader::read_if_not_exists() {
  if (!tokens_.take("IF")) return;
  tokens_.take("NOT");
  change_.if_not_exists = tokens_.take("EXISTS");
}

// What gives rows: the rest of the statement.
void ChangeReader::read_rows() {
  if (tokens_.at("SELECT") || tokens_.at("VALUES") || tokens_.at("WITH")) change_.select = rest();
}

void ChangeReader::read_create() {
  change_.temporary = tokens_.take("TEMP") || tokens_.take("TEMPORARY");
  if (tokens_.take("VIRTUAL")) {
    tokens_.take("TABLE");
    change_.verb = Verb::create_virtual_table;
    read_if_not_exists();
    read_name();
  } else if (tokens_.take("TABLE")) {
    read_create_table();
  } else if (tokens_.take("VIEW")) {
    change_.verb = Verb::create_view;
    read_if_not_exists();
    read_name();
    tokens_.take_until(TokenKind::semicolon);
  } else if (tokens_.take("TRIGGER")) {
    read_create_trigger();
  } else {
    change_.unique = tokens_.take("UNIQUE");
    if (tokens_.take("INDEX")) read_create_index();
  }
}

void ChangeReader::read_create_table() {
  change_.verb = Verb::create_table;
  read_if_not_exists();
  read_name();
  if (tokens_.take("AS")) {
    read_rows();
  } else {
    change_.body = tokens_.take_parenthesized();
  }
}

void ChangeReader::read_create_index() {
  change_.verb = Verb::create_index;
  read_if_not_exists();
  read_name();
  tokens_.take("ON");
  change_.table = tokens_.take_name();
  change_.body = tokens_.take_parenthesized();
  change_.has_where = tokens_.at("WHERE");
}

void ChangeReader::read_create_trigger() {
  change_.verb = Verb::create_trigger;
  read_if_not_exists();
  read_name();
  while (!tokens_.at_end() && !tokens_.at("ON")) {
    const sql::Token token = tokens_.take();
    for (const char* event : {"insert", "update", "delete"}) {
      if (change_.event.empty() && sql::is_word(token, event)) change_.event = event;
    }
  }
  tokens_.take("ON");
  change_.table = tokens_.take_name();
  while (!tokens_.at_end() && !tokens_.at("BEGIN")) tokens_.skip();
  change_.body = rest();
}

void ChangeReader::read_drop() {
  constexpr std::array<std::pair<const char*, Verb>, 4> kKinds = {
      {{"TABLE", Verb::drop_table},
       {"INDEX", Verb::drop_index},
       {"VIEW", Verb::drop_view},
       {"TRIGGER", Verb::drop_trigger}}};
  for (const auto& [word, verb] : kKinds) {
    if (!tokens_.take(word)) continue;
    change_.verb = verb;
    if (tokens_.take("IF")) change_.if_exists = tokens_.take("EXISTS");
    read_name();
    return;
  }
}

void ChangeReader::read_alter() {
  if (!tokens_.take("TABLE")) return;
  change_.verb = Verb::alter_otherwise;
  read_name();
  if (tokens_.take("ADD")) {
    if (tokens_.at("CONSTRAINT") || tokens_.at("CHECK")) return;
    tokens_.take("COLUMN");
    change_.verb = Verb::add_column;
    if (tokens_.take("IF")) change_.if_not_exists = tokens_.take("NOT") && tokens_.take("EXISTS");
    change_.body = rest();
    change_.column = tokens_.take_name();
  } else if (tokens_.take("DROP")) {
    if (tokens_.at("CONSTRAINT")) return;
    tokens_.take("COLUMN");
    change_.verb = Verb::drop_column;
    if (tokens_.take("IF")) change_.if_exists = tokens_.take("EXISTS");
    change_.body = rest();
    change_.column = tokens_.take_name();
  } else if (tokens_.take("RENAME")) {
    change_.verb = Verb::rename_table;
    if (!tokens_.take("TO")) {
      tokens_.take("COLUMN");
      change_.verb = Verb::rename_column;
      change_.column = tokens_.take_name();
      tokens_.take("TO");
    }
    change_.new_name = tokens_.take_name();
  }
}

void ChangeReader::read_conflict() {
  if (tokens_.take("OR")) change_.conflict = ascii_lower(tokens_.take().text);
}

void ChangeReader::read_insert() {
  change_.verb = Verb::insert;
  read_conflict();
  tokens_.take("INTO");
  read_name();
  if (tokens_.take("AS")) tokens_.take();
  if (tokens_.at(TokenKind::left_parenthesis)) {
    TokenCursor names(tokens_.take_parenthesized());
    while (!names.at_end()) {
      if (std::string name = names.take_name(); !name.empty()) {
        change_.columns.push_back(std::move(name));
      } else {
        names.take();
      }
    }
  }
  read_rows();
}

void ChangeReader::read_update() {
  change_.verb = Verb::update;
  read_conflict();
  read_name();
  while (!tokens_.at_end() && !tokens_.at("WHERE")) tokens_.skip();
  change_.has_where = tokens_.at("WHERE");
}

void ChangeReader::read_delete() {
  change_.verb = Verb::remove;
  tokens_.take("FROM");
  read_name();
  while (!tokens_.at_end() && !tokens_.at("WHERE")) tokens_.skip();
  change_.has_where = tokens_.at("WHERE");
}

void ChangeReader::read_pragma() {
  change_.verb = Verb::pragma;
  read_name();
  if (tokens_.at(TokenKind::left_parenthesis)) {
    change_.body = tokens_.take_parenthesized();
  } else if (!tokens_.at_end()) {
    tokens_.take();
    change_.body = rest();
  }
}

// WITH … in front of a statement on rows: what it does stands behind the common tables.
void ChangeReader::read_with() {
  change_.verb = Verb::query;
  while (!tokens_.at_end()) {
    if (tokens_.take("INSERT")) return read_insert();
    if (tokens_.take("REPLACE")) {
      change_.conflict = "replace";
      return read_insert();
    }
    if (tokens_.take("UPDATE")) return read_update();
    if (tokens_.take("DELETE")) return read_delete();
    if (tokens_.at("SELECT")) return;
    tokens_.skip();
  }
}

Change ChangeReader::read() {
  const sql::Token first = tokens_.take();
  const auto starts = [&](const char* word) { return sql::is_word(first, word); };
  if (starts("CREATE")) read_create();
  if (starts("DROP")) read_drop();
  if (starts("ALTER")) read_alter();
  if (starts("INSERT")) read_insert();
  if (starts("REPLACE")) {
    change_.conflict = "replace";
    read_insert();
  }
  if (starts("UPDATE")) read_update();
  if (starts("DELETE")) read_delete();
  if (starts("WITH")) read_with();
  if (starts("SELECT") || starts("VALUES")) change_.verb = Verb::query;
  if (starts("PRAGMA")) read_pragma();
  if (starts("ATTACH") || starts("DETACH")) change_.verb = Verb::attach;
  if (starts("VACUUM")) change_.verb = Verb::vacuum;
  for (const char* word : {"BEGIN", "COMMIT", "END", "ROLLBACK", "SAVEPOINT", "RELEASE"}) {
    if (starts(word)) change_.verb = Verb::transaction;
  }
  if (change_.table.empty()) change_.table = change_.object;
  return std::move(change_);
}

}  // namespace

Change read_change(std::string_view text) {
  return ChangeReader(text).read();
}

bool works_on_rows(Verb verb) {
  return verb == Verb::insert || verb == Verb::update || verb == Verb::remove ||
         verb == Verb::query;
}

bool creates(Verb verb) {
  return verb == Verb::create_table || verb == Verb::create_index || verb == Verb::create_view ||
         verb == Verb::create_trigger || verb == Verb::create_virtual_table;
}

bool alters(Verb verb) {
  return verb == Verb::rename_table || verb == Verb::rename_column || verb == Verb::add_column ||
         verb == Verb::drop_column || verb == Verb::alter_otherwise;
}

}  // namespace d1mcp::lint
