#pragma once

#include "mcp/tool.hpp"
#include "tools.hpp"
#include "transfer/destination.hpp"

namespace d1mcp::tools {

/// The export that `arguments` (of export_db, without output and verify) ask for, written to `sink`
/// at any length: what the shell does where an assistant would need a file.
Status export_to(const Services& services,
                 const mcp::Json& arguments,
                 transfer::ByteSink& sink,
                 const Work& work);

}  // namespace d1mcp::tools
