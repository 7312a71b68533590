#include "schema_comparison.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "drift/image.hpp"
#include "workspace/replay.hpp"

namespace d1mcp::tools {
namespace {

Result<drift::Image> image_of(sql::Connection& connection,
                              const workspace::Entry& entry,
                              const Work& work) {
  drift::Image image;
  const auto read = [&]() -> Status {
    TRY_ASSIGN(image, drift::Image::read(connection, entry.description().migrations.table, work));
    return {};
  };
  TRY(connection.read_consistently(read, sql::ValueSize::bounded, work));
  return image;
}

Result<drift::Image> image_of(workspace::Entry& entry, const Work& work) {
  TRY_ASSIGN(const auto reader, entry.reader(work));
  return image_of(*reader, entry, work);
}

// The file as it is now, or the text it had.
Result<std::optional<std::string>> text_of(const migration::HistoryRow& row,
                                           const migration::Directory& directory) {
  if (const auto* file = migration::find_file(directory, row.name)) {
    TRY_ASSIGN(std::string text, migration::read_text(*file));
    return std::optional(std::move(text));
  }
  return row.stamp ? row.stamp->file.text : std::optional<std::string>();
}

// In the order of the history.
Result<std::vector<drift::AppliedText>> applied_texts(const MigrationState& state,
                                                      std::vector<std::string>& notes) {
  std::vector<drift::AppliedText> texts;
  for (const migration::HistoryRow& row : state.history) {
    TRY_ASSIGN(auto text, text_of(row, state.directory));
    if (!text) {
      notes.push_back(row.name + " is applied, but there is neither its file nor its text");
      continue;
    }
    texts.push_back({.name = row.name,
                     .text = *std::move(text),
                     .schema = row.stamp ? row.stamp->schema : std::string()});
  }
  return texts;
}

}  // namespace

Result<SchemaComparison> compare_with_migrations(workspace::Entry& entry,
                                                 const MigrationState& state,
                                                 const std::vector<migration::MigrationFile>& more,
                                                 const Work& work) {
  SchemaComparison comparison;
  TRY_ASSIGN(auto texts, applied_texts(state, comparison.notes));
  for (const migration::MigrationFile& file : more) {
    TRY_ASSIGN(std::string text, migration::read_text(file));
    texts.push_back({.name = file.name, .text = std::move(text), .schema = {}});
  }
  TRY_ASSIGN(const auto replay, workspace::open_replay(entry));
  TRY_ASSIGN(drift::Replayed replayed,
             drift::replay_history(*replay, texts, entry.description().migrations.table, work));
  TRY_ASSIGN(const drift::Image there, image_of(replay->database(), entry, work));
  TRY_ASSIGN(const drift::Image here, image_of(entry, work));
  comparison.differences = drift::compare(here, there);
  comparison.since = std::move(replayed.since);
  std::ranges::move(replayed.notes, std::back_inserter(comparison.notes));
  return comparison;
}

Result<SchemaComparison> compare_databases(workspace::Entry& here,
                                           workspace::Entry& there,
                                           const Work& work) {
  TRY_ASSIGN(const drift::Image one, image_of(here, work));
  TRY_ASSIGN(const drift::Image other, image_of(there, work));
  return SchemaComparison{.differences = drift::compare(one, other), .since = {}, .notes = {}};
}

}  // namespace d1mcp::tools
