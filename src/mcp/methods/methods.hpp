#pragma once

#include "mcp/method.hpp"

namespace d1mcp::mcp {

// What each row of the method table does. The params of every method are those of the MCP schema of
// the same name; wrong ones are `invalid_params`.

/// Opens the session: the revision the client asked for, if it is one of the session era, else the
/// newest. A second time is `invalid_request`.
Outcome initialize(const Call& call, SessionEra& session);

Outcome ping(const Call& call);

/// Keeps the level; `notifications/message` below it are not sent from then on.
Outcome set_log_level(const Call& call, SessionEra& session);

Outcome discover(const Call& call);

Outcome list_tools(const Call& call);

/// An unknown tool is `invalid_params` with the nearest name. Arguments that break the contract are
/// a result that says so, from 2025-11-25 on; `invalid_params` before. A tool's failure is a result
/// with `isError`.
Outcome call_tool(const Call& call);

Outcome list_resources(const Call& call);
Outcome list_resource_templates(const Call& call);

/// A resource that does not exist is `invalid_params` with its `uri` as data.
Outcome read_resource(const Call& call);

Outcome list_prompts(const Call& call);
Outcome get_prompt(const Call& call);
Outcome complete(const Call& call);

/// Stays open: acknowledges what it will tell of, and tells.
Outcome listen(const Call& call);

/// Any URI is taken: what is not there yet may come to be.
Outcome subscribe(const Call& call, SessionEra& session);
Outcome unsubscribe(const Call& call, SessionEra& session);

// The extension io.modelcontextprotocol/tasks. A client that does not declare it is
// `missing_client_capability`, an unknown task `invalid_params`.
Outcome get_task(const Call& call);
Outcome update_task(const Call& call);
Outcome cancel_task(const Call& call);

// The extension io.modelcontextprotocol/skills.
Outcome list_skills(const Call& call);
Outcome get_skill(const Call& call);
Outcome read_directory(const Call& call);

}  // namespace d1mcp::mcp
