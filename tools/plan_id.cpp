#include "plan_id.hpp"

#include <array>
#include <cstdint>
#include <variant>
#include <vector>

#include "core/encoding.hpp"
#include "core/text.hpp"
#include "sql/connection.hpp"

namespace d1mcp::tools {
namespace {

// In the order in which the id has them.
constexpr std::array<std::string_view, 4> kParts = {
    "the files", "the history", "the schema", "what the files would do"};

constexpr char kBetweenParts = '-';

/// Words one after the other, so that no two lists of words are the same text.
class Record {
 public:
  void add(std::string_view word) {
    text_ += std::to_string(word.size());
    text_ += ':';
    text_ += word;
  }
  void add(std::int64_t number) { add(std::to_string(number)); }

  [[nodiscard]] std::string digest() const {
    constexpr std::size_t kDigits = 12;
    return sha256_hex(text_).substr(0, kDigits);
  }

 private:
  std::string text_;
};

std::string digest_of_files(const lint::Request& request, const MigrationPlan& plan) {
  Record record;
  for (const lint::Source& source : request.pending) {
    record.add(source.name);
    record.add(source.text);
  }
  for (const migration::PreparedFile& file : plan.prepared) {
    if (!file.verify) continue;
    record.add(file.verify->name);
    record.add(file.verify->text);
  }
  return record.digest();
}

std::string digest_of_history(const MigrationState& state) {
  Record record;
  for (const migration::HistoryRow& row : state.history) record.add(row.name);
  return record.digest();
}

Result<std::string> digest_of_schema(workspace::Entry& entry, const Work& work) {
  Record record;
  if (!entry.exists()) return record.digest();
  TRY_ASSIGN(const auto reader, entry.reader(work));
  TRY_ASSIGN(const sql::Table objects,
             sql::query_table(*reader,
                              "SELECT type, name, tbl_name, sql FROM sqlite_schema "
                              "WHERE sql IS NOT NULL ORDER BY type, name",
                              {},
                              work));
  for (const auto& row : objects.rows) {
    for (const sql::Value& value : row) {
      const auto* text = std::get_if<std::string>(&value);
      record.add(text == nullptr ? std::string_view() : *text);
    }
  }
  return record.digest();
}

void add_finding(const lint::Finding& finding, Record& record) {
  record.add(finding.rule);
  record.add(finding.place.file);
  record.add(finding.place.line);
  record.add(finding.place.column);
  record.add(finding.message);
  record.add(finding.allowed.value_or(""));
}

void add_effects(const migration::AppliedFile& file, Record& record) {
  record.add(file.name);
  for (const sql::TableChange& change : file.changes) {
    record.add(change.table);
    record.add(change.inserted);
    record.add(change.updated);
    record.add(change.deleted);
  }
}

std::string digest_of_verdict(const MigrationPlan& plan) {
  Record record;
  for (const lint::Finding& finding : plan.findings) add_finding(finding, record);
  for (const migration::AppliedFile& file : plan.trial.done) add_effects(file, record);
  for (const std::string& loss : plan.losses) record.add(loss);
  return record.digest();
}

std::vector<std::string> parts_of(std::string_view id) {
  std::vector<std::string> parts(1);
  for (const char letter : id) {
    if (letter == kBetweenParts) {
      parts.emplace_back();
    } else {
      parts.back() += letter;
    }
  }
  return parts;
}

}  // namespace

Result<std::string> plan_id(workspace::Entry& entry,
                            const MigrationState& state,
                            const lint::Request& request,
                            const MigrationPlan& plan,
                            const Work& work) {
  TRY_ASSIGN(const std::string schema, digest_of_schema(entry, work));
  const std::vector<std::string> parts = {
      digest_of_files(request, plan), digest_of_history(state), schema, digest_of_verdict(plan)};
  return join(parts, std::string_view(&kBetweenParts, 1));
}

std::string outdated_parts(std::string_view before, std::string_view now) {
  const std::vector<std::string> old_parts = parts_of(before);
  const std::vector<std::string> new_parts = parts_of(now);
  if (old_parts.size() != new_parts.size()) return "all of it: that is no id of a plan";
  std::vector<std::string> outdated;
  for (std::size_t index = 0; index < kParts.size(); ++index) {
    if (old_parts[index] != new_parts[index]) outdated.emplace_back(kParts.at(index));
  }
  return join(outdated, ", ");
}

}  // namespace d1mcp::tools
