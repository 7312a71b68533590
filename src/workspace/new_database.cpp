#include "workspace/new_database.hpp"

#include <utility>

#include "sqlite/database.hpp"
#include "workspace/private_file.hpp"

namespace d1mcp::workspace {
namespace {

Result<transfer::ImportSummary> load(const std::filesystem::path& file,
                                     const transfer::InputText& dump,
                                     const Work& work) {
  TRY_ASSIGN(const auto scratch, sqlite::open_scratch(file));
  return transfer::load_dump(dump, *scratch, work);
}

}  // namespace

Result<MadeDatabase> make_database(const NewDatabase& database,
                                   const transfer::InputText& dump,
                                   const Work& work) {
  TRY_ASSIGN(NewFile file, NewFile::create(database.path, database.existing, database.privacy));
  MadeDatabase made;
  TRY_ASSIGN(made.summary, load(file.temporary_path(), dump, work));
  TRY_ASSIGN(made.bytes, file.commit());
  return made;
}

Result<transfer::ImportSummary> try_dump(const transfer::InputText& dump, const Work& work) {
  TRY_ASSIGN(const NewFile file, new_private_file("d1-mcp-import"));
  return load(file.temporary_path(), dump, work);
}

}  // namespace d1mcp::workspace
