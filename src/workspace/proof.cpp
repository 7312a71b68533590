#include "workspace/proof.hpp"

#include "sqlite/database.hpp"
#include "workspace/private_file.hpp"

namespace d1mcp::workspace {

Result<std::vector<transfer::TableContent>> prove_dump(sql::Connection& database,
                                                       const transfer::ExportSelection& selection,
                                                       const transfer::InputText& dump,
                                                       const Work& work) {
  TRY_ASSIGN(const NewFile file, new_private_file("d1-mcp-verification"));
  TRY_ASSIGN(const auto scratch, sqlite::open_scratch(file.temporary_path()));
  return transfer::verify_dump(database, selection, dump, *scratch, work);
}

Result<std::vector<transfer::TableContent>> prove_copy(sql::Connection& database,
                                                       const std::filesystem::path& copy,
                                                       const Work& work) {
  TRY_ASSIGN(const auto reader, sqlite::open_reader(copy, {}));
  return transfer::verify_copy(database, *reader, work);
}

}  // namespace d1mcp::workspace
