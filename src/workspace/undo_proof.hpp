#pragma once

#include <string>
#include <vector>

#include "core/result.hpp"
#include "core/work.hpp"
#include "migration/run_file.hpp"
#include "sql/connection.hpp"

namespace d1mcp::workspace {

/// Runs `files` on `copy`, a private copy, one after the other, each as one transaction.
Status run_scripts(sql::Connection& copy,
                   const std::vector<migration::PreparedFile>& files,
                   const Work& work);

/// Does the same and tells what is not as it was before the first: an object that is there or gone
/// or defined otherwise, a table with other rows. A sentence each, without full stop; none when all
/// is as it was. White space and the quotes around names, which SQLite changes when it renames, do
/// not count.
Result<std::vector<std::string>> differences_after(
    sql::Connection& copy, const std::vector<migration::PreparedFile>& files, const Work& work);

}  // namespace d1mcp::workspace
