#include "drift/heal.hpp"

#include "core/text.hpp"
#include "drift/alter_table.hpp"
#include "sql/closed_text.hpp"
#include "sql/quoting.hpp"

namespace d1mcp::drift {
namespace {

std::string drop_of(const SchemaObject& object) {
  std::string type = object.type;
  for (char& letter : type) letter = static_cast<char>(letter - 'a' + 'A');
  return "DROP " + type + " " + sql::quote_identifier(object.name);
}

// An index or trigger goes with its table.
bool goes_with_its_table(const SchemaObject& object, const Image& to) {
  const bool is_accessory = object.type == "index" || object.type == "trigger";
  return is_accessory && to.object("table", object.table) == nullptr &&
         to.object("view", object.table) == nullptr;
}

}  // namespace

Healing heal(const Difference& difference, const Way& way) {
  if (difference.weight == Weight::text_only) return {};
  const SchemaObject* from = way.from.object(difference.type, difference.name);
  const SchemaObject* to = way.to.object(difference.type, difference.name);
  if (from == nullptr) return {.statements = {sql::closed_text(to->sql)}, .obstacle = {}};
  if (to == nullptr) {
    if (goes_with_its_table(*from, way.to)) return {};
    return {.statements = {drop_of(*from)}, .obstacle = {}};
  }
  if (difference.type == "table") {
    return alter_table(*way.from.table(difference.name), *way.to.table(difference.name));
  }
  return {.statements = {drop_of(*from), sql::closed_text(to->sql)}, .obstacle = {}};
}

}  // namespace d1mcp::drift
