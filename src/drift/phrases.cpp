#include "drift/phrases.hpp"

#include <algorithm>

#include "core/text.hpp"
#include "sql/meaning.hpp"

namespace d1mcp::drift {
namespace {

std::string or_none(const std::string& text) {
  return text.empty() ? "none" : text;
}

void add_action(std::string& text, std::string_view event, const std::string& action) {
  if (!equal_names(action, "NO ACTION")) text += " " + std::string(event) + " " + action;
}

// The texts of `some` that are not among `others`, each as often as it is missing there.
std::vector<std::string> only_in(const std::vector<std::string>& some,
                                 const std::vector<std::string>& others) {
  std::vector<std::string> left;
  for (const std::string& other : others) left.push_back(sql::meaning_of(other));
  std::vector<std::string> only;
  for (const std::string& one : some) {
    const auto same = std::ranges::find(left, sql::meaning_of(one));
    if (same == left.end()) {
      only.push_back(one);
    } else {
      left.erase(same);
    }
  }
  return only;
}

}  // namespace

void Comparison::words(std::string_view property,
                       const std::string& here,
                       const std::string& there) {
  if (!equal_names(here, there)) differs(property, here, there);
}

void Comparison::expressions(std::string_view property,
                             const std::string& here,
                             const std::string& there) {
  if (sql::meaning_of(here) != sql::meaning_of(there)) differs(property, here, there);
}

void Comparison::flag(std::string_view property, bool here, bool there) {
  if (here != there) add(std::string(property) + ": only " + (here ? "here" : "there"));
}

void Comparison::sets(const std::vector<std::string>& here, const std::vector<std::string>& there) {
  for (const std::string& text : only_in(here, there)) add(text + ": only here");
  for (const std::string& text : only_in(there, here)) add(text + ": only there");
}

void Comparison::differs(std::string_view property,
                         const std::string& here,
                         const std::string& there) {
  add(std::string(property) + ": " + or_none(here) + " here, " + or_none(there) + " there");
}

void Comparison::add(const std::string& phrase) {
  phrases_.push_back(subject_.empty() ? phrase : subject_ + ": " + phrase);
}

std::string text_of(const sql::ForeignKey& key) {
  std::string text = "FOREIGN KEY (" + join(key.columns, ", ") + ") REFERENCES " + key.parent;
  if (!key.parent_columns.empty()) text += " (" + join(key.parent_columns, ", ") + ")";
  add_action(text, "ON UPDATE", key.on_update);
  add_action(text, "ON DELETE", key.on_delete);
  if (key.deferred) text += " DEFERRABLE INITIALLY DEFERRED";
  return text;
}

std::string text_of(const std::vector<sql::IndexTerm>& terms) {
  std::vector<std::string> texts;
  for (const sql::IndexTerm& term : terms) {
    std::string text = term.name.empty() ? term.expression : term.name;
    if (!term.collation.empty()) text += " COLLATE " + term.collation;
    if (term.descending) text += " DESC";
    texts.push_back(std::move(text));
  }
  return join(texts, ", ");
}

}  // namespace d1mcp::drift
