#include "lint/rebuild.hpp"

#include <algorithm>

#include "core/text.hpp"

namespace d1mcp::lint {
namespace {

const Step* find(const std::vector<const Step*>& steps, Verb verb, std::string_view object) {
  const auto found = std::ranges::find_if(steps, [&](const Step* step) {
    return step->change.verb == verb && equal_names(step->change.object, object);
  });
  return found == steps.end() ? nullptr : *found;
}

const Step* find_rename_to(const std::vector<const Step*>& steps, std::string_view name) {
  const auto found = std::ranges::find_if(steps, [&](const Step* step) {
    return step->change.verb == Verb::rename_table && equal_names(step->change.new_name, name);
  });
  return found == steps.end() ? nullptr : *found;
}

}  // namespace

std::optional<Rebuild> rebuild_of(const File& file, const Step& drop) {
  if (drop.change.verb != Verb::drop_table || drop.failure) return std::nullopt;
  Rebuild rebuild{.drop = &drop, .table = drop.change.object, .made_as = {}};
  const auto before = file.steps_before(drop);
  const auto after = file.steps_after(drop);
  if (const Step* rename = find_rename_to(after, rebuild.table); rename != nullptr) {
    rebuild.made_as = rename->change.object;
    rebuild.create = find(before, Verb::create_table, rebuild.made_as);
    rebuild.copy = find(before, Verb::insert, rebuild.made_as);
  } else {
    rebuild.create = find(after, Verb::create_table, rebuild.table);
    rebuild.copy = find(after, Verb::insert, rebuild.table);
  }
  if (rebuild.create == nullptr) return std::nullopt;
  return rebuild;
}

std::vector<Rebuild> find_rebuilds(const File& file) {
  std::vector<Rebuild> rebuilds;
  for (const Step& step : file.steps) {
    if (auto rebuild = rebuild_of(file, step)) rebuilds.push_back(*std::move(rebuild));
  }
  return rebuilds;
}

bool defers_foreign_keys(const File& file, const Step& step) {
  bool defers = false;
  for (const Step* other : file.steps_before(step)) {
    const Change& change = other->change;
    if (change.verb != Verb::pragma || !equal_names(change.object, "defer_foreign_keys")) continue;
    const std::string value = ascii_lower(change.body);
    defers = value == "on" || value == "1" || value == "true" || value == "yes";
  }
  return defers;
}

bool drops_later(const File& file, const Step& step, std::string_view table) {
  bool is_dropped = false;
  for (const Step* other : file.steps_after(step)) {
    const Change& change = other->change;
    if (change.verb == Verb::drop_table && equal_names(change.object, table)) is_dropped = true;
    const bool is_made = (change.verb == Verb::create_table && equal_names(change.object, table)) ||
                         (change.verb == Verb::rename_table && equal_names(change.new_name, table));
    if (is_made) is_dropped = false;
  }
  return is_dropped;
}

}  // namespace d1mcp::lint
