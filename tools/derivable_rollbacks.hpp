#pragma once

#include <vector>

#include "core/result.hpp"
#include "core/work.hpp"
#include "lint/subject.hpp"
#include "migration/apply.hpp"
#include "migration/directory.hpp"
#include "workspace/entry.hpp"

namespace d1mcp::tools {

/// The files of `pending` without a rollback whose every statement can be undone. By their text
/// alone: none is tried.
Result<std::vector<lint::Folder::Derivable>> derivable_rollbacks(
    workspace::Entry& entry,
    const migration::Directory& directory,
    const std::vector<migration::PreparedFile>& pending,
    const Work& work);

}  // namespace d1mcp::tools
