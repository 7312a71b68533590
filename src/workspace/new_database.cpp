#include "workspace/new_database.hpp"

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "sql/statement.hpp"
#include "sqlite/database.hpp"
#include "transfer/file_chunks.hpp"
#include "transfer/row_table.hpp"
#include "workspace/private_file.hpp"

namespace d1mcp::workspace {
namespace {

Result<transfer::ImportSummary> load_into(const std::filesystem::path& file, const Loader& load) {
  TRY_ASSIGN(const auto scratch, sqlite::open_scratch(file));
  return load(*scratch);
}

/// `text`, with a copy of what is read of it in `copy`.
transfer::InputText copied(const transfer::InputText& text, NewFile& copy) {
  transfer::InputText copying = text;
  copying.chunks = [chunks = text.chunks, &copy]() -> Result<std::string> {
    TRY_ASSIGN(std::string piece, chunks());
    TRY(copy.write(piece));
    return piece;
  };
  return copying;
}

Status run_one(sql::Connection& database, std::string text, const Work& work) {
  const std::vector<sql::Statement> statements = {
      {.text = std::move(text), .start = {}, .number = 1}};
  sql::Batch batch;
  batch.statements = sql::source_of(statements);
  TRY(database.run_atomically(batch, work));
  return {};
}

Result<transfer::ImportSummary> make_table(sql::Connection& scratch,
                                           const transfer::InputText& file,
                                           const transfer::RowTarget& target,
                                           const Work& work) {
  TRY_ASSIGN(NewFile copy, new_private_file("d1-mcp-rows"));
  TRY_ASSIGN(std::string table, transfer::make_table_for(copied(file, copy), target, work));
  TRY(copy.flush());
  TRY(run_one(scratch, std::move(table), work));
  transfer::InputText again{.chunks = {}, .name = file.name};
  TRY_ASSIGN(again.chunks, transfer::chunks_of_file(copy.temporary_path()));
  return transfer::import_rows(again, target, scratch, {}, work);
}

}  // namespace

Loader load_dump(const transfer::InputText& dump, const Work& work) {
  return [&](sql::Connection& scratch) { return transfer::load_dump(dump, scratch, work); };
}

Loader load_rows(const transfer::InputText& file,
                 const transfer::RowTarget& target,
                 const Work& work) {
  return [&](sql::Connection& scratch) { return make_table(scratch, file, target, work); };
}

Result<MadeDatabase> make_database(const NewDatabase& database, const Loader& load) {
  TRY_ASSIGN(NewFile file, NewFile::create(database.path, database.existing, database.privacy));
  MadeDatabase made;
  TRY_ASSIGN(made.summary, load_into(file.temporary_path(), load));
  TRY_ASSIGN(made.bytes, file.commit());
  return made;
}

Result<transfer::ImportSummary> try_loading(const Loader& load) {
  TRY_ASSIGN(const NewFile file, new_private_file("d1-mcp-import"));
  return load_into(file.temporary_path(), load);
}

}  // namespace d1mcp::workspace
