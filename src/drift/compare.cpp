#include "drift/compare.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <map>
#include <optional>
#include <utility>

#include "core/text.hpp"
#include "drift/heal.hpp"
#include "drift/table_difference.hpp"
#include "migration/edit.hpp"
#include "sql/meaning.hpp"

namespace d1mcp::drift {
namespace {

Difference about(const SchemaObject& object, Kind kind) {
  return {.type = object.type,
          .name = object.name,
          .table = object.table,
          .kind = kind,
          .weight = Weight::meaning,
          .what = {},
          .heal_here = {},
          .heal_there = {}};
}

std::vector<std::string> text_difference(const SchemaObject& here, const SchemaObject& there) {
  const auto first = sql::first_difference(here.sql, there.sql);
  if (!first) return {};
  const auto shown = [](const std::string& token) {
    return token.empty() ? std::string("nothing") : migration::shortened(token);
  };
  return {"text: " + shown(first->was) + " here, " + shown(first->is) + " there (at " +
          std::to_string(first->place.line) + ":" + std::to_string(first->place.column) +
          " there)"};
}

/// Tables in an order in which each can be dropped although foreign keys are enforced: those that
/// refer to others first, and otherwise by name.
class DropOrder {
 public:
  DropOrder(const Image& image, const std::vector<const SchemaObject*>& tables) : image_(image) {
    for (const SchemaObject* table : tables) waiting_.emplace(ascii_lower(table->name), table);
    for (auto last = tables.rbegin(); last != tables.rend(); ++last) visit((*last)->name);
    std::ranges::reverse(ordered_);
  }

  [[nodiscard]] const std::vector<const SchemaObject*>& tables() const { return ordered_; }

 private:
  void visit(const std::string& name) {
    const auto found = waiting_.find(ascii_lower(name));
    if (found == waiting_.end()) return;
    const SchemaObject* table = found->second;
    waiting_.erase(found);
    for (const sql::ForeignKey& key : image_.table(name)->foreign_keys) visit(key.parent);
    ordered_.push_back(table);
  }

  const Image& image_;
  std::map<std::string, const SchemaObject*, std::less<>> waiting_;
  std::vector<const SchemaObject*> ordered_;
};

std::vector<const SchemaObject*> only_in(const Image& image,
                                         const Image& other,
                                         std::string_view type) {
  std::vector<const SchemaObject*> objects;
  for (const auto& [key, object] : image.objects()) {
    if (key.first == type && other.object(type, object.name) == nullptr) objects.push_back(&object);
  }
  return type == "table" ? DropOrder(image, objects).tables() : objects;
}

class Comparer {
 public:
  Comparer(const Image& here, const Image& there) : here_(here), there_(there) {}

  std::vector<Difference> run() {
    for (const std::string_view type : {"table", "index", "view", "trigger"}) compare_all(type);
    return std::move(differences_);
  }

 private:
  void compare_all(std::string_view type);
  void compare_both(const SchemaObject& here, const SchemaObject& there);
  [[nodiscard]] std::vector<std::string> meaning_differences(const SchemaObject& here,
                                                             const SchemaObject& there) const;
  void add(Difference difference);

  const Image& here_;
  const Image& there_;
  std::vector<Difference> differences_;
};

void Comparer::compare_all(std::string_view type) {
  for (const auto& [key, object] : here_.objects()) {
    const SchemaObject* other = key.first == type ? there_.object(type, object.name) : nullptr;
    if (other != nullptr) compare_both(object, *other);
  }
  for (const SchemaObject* object : only_in(here_, there_, type)) {
    add(about(*object, Kind::extra));
  }
  for (const SchemaObject* object : only_in(there_, here_, type)) {
    add(about(*object, Kind::missing));
  }
}

void Comparer::compare_both(const SchemaObject& here, const SchemaObject& there) {
  if (here.sql == there.sql) return;
  Difference difference = about(here, Kind::changed);
  if (sql::meaning_of(here.sql) != sql::meaning_of(there.sql)) {
    difference.what = meaning_differences(here, there);
  }
  difference.weight = difference.what.empty() ? Weight::text_only : Weight::meaning;
  add(std::move(difference));
}

std::vector<std::string> Comparer::meaning_differences(const SchemaObject& here,
                                                       const SchemaObject& there) const {
  if (here.type == "table") {
    return table_differences(*here_.table(here.name), *there_.table(there.name));
  }
  const sql::TableInfo* table_here = here_.table(here.table);
  const sql::TableInfo* table_there = there_.table(there.table);
  if (here.type == "index" && table_here != nullptr && table_there != nullptr) {
    return index_differences(*table_here, *table_there, here.name);
  }
  return text_difference(here, there);
}

void Comparer::add(Difference difference) {
  difference.heal_here = heal(difference, {.from = here_, .to = there_});
  difference.heal_there = heal(difference, {.from = there_, .to = here_});
  differences_.push_back(std::move(difference));
}

}  // namespace

std::vector<Difference> compare(const Image& here, const Image& there) {
  return Comparer(here, there).run();
}

bool differ_in_meaning(const std::vector<Difference>& differences) {
  return std::ranges::any_of(differences, [](const Difference& difference) {
    return difference.weight == Weight::meaning;
  });
}

}  // namespace d1mcp::drift
