#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "mcp/prompt.hpp"
#include "mcp/resource.hpp"
#include "unit/tools/fixture.hpp"

namespace d1mcp::offers {

using mcp::Json;

/// What is offered over the databases of a folder.
class OffersTest : public tools::ToolsTest {
 protected:
  /// The database called `name`; the only one when that is left out.
  workspace::Entry& entry(std::string_view name = {});

  Result<mcp::ResourceRead> read(const std::string& uri);

  /// The one content of a resource that has to be there.
  Json content(const std::string& uri);

  /// The text of a resource that has to be there.
  std::string text(const std::string& uri) { return content(uri).at("text").get<std::string>(); }

  /// Whether there is such a resource; reading it must not fail either way.
  bool is_there(const std::string& uri);

  /// What a prompt says, as the one message of a user that it has to be.
  std::string said(const mcp::Prompt& prompt, const Json& arguments);

  /// The error of a prompt that cannot be made.
  Error refusal(const mcp::Prompt& prompt, const Json& arguments);

  /// Runs SQL on a file of the folder as any other program would that waits for locks.
  void alter(const std::string& file, std::string_view sql) const;

  /// A wrangler project with the database `shop`, bound as DB, opened; its local database exists
  /// when there is `sql` to run on it.
  void open_project(std::string_view sql = {});
};

}  // namespace d1mcp::offers
