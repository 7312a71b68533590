#pragma once

#include <filesystem>
#include <functional>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "mcp/tool.hpp"
#include "support/temporary_directory.hpp"
#include "tools.hpp"

namespace d1mcp::tools {

using mcp::Json;

/// What a call gave: a result that satisfies the tool's outputSchema, or an error.
using Answer = Result<Json>;

/// The tools of full access over the databases of a folder; outputs may go below that folder.
class ToolsTest : public ::testing::Test {
 protected:
  ToolsTest();

  /// The folder, without links in its path.
  const std::filesystem::path& root() const { return root_; }

  std::filesystem::path make_database(const std::string& name, std::string_view sql) const;

  /// Writes the migrations of the sample project, rollbacks included.
  void write_sample_migrations() const;

  /// Opens what a server would open for these arguments, from now on.
  void open(std::vector<std::string> databases);

  /// `app.db` with `sql` run on it, opened.
  void open_app(std::string_view sql) {
    make_database("app.db", sql);
    open({"app.db"});
  }

  /// `app.db` after the first two migrations of the sample project, the others pending.
  void open_sample();

  Services services() {
    return {.catalog = *catalog_,
            .outputs = *outputs_,
            .losses = losses_,
            .transactions = transactions_};
  }

  /// Calls a tool as the dispatcher does: arguments through the inputSchema, the result through the
  /// outputSchema.
  Answer call(std::string_view tool, const Json& arguments, const Work& work = {});

  /// A call that has to succeed.
  Json result_of(std::string_view tool, const Json& arguments);

  /// A call that has to fail.
  Error error_of(std::string_view tool, const Json& arguments, const Work& work = {});

  /// The first cell a query gives, as run_query shows it.
  Json cell(const std::string& sql);

  std::string content_of(const std::string& name) const;

  Losses losses_ = Losses::allowed;
  Transactions transactions_ = Transactions::one_a_file;
  test::TemporaryDirectory cache_;
  test::TemporaryDirectory temporary_;

 private:
  std::filesystem::path root_;
  std::unique_ptr<workspace::Catalog> catalog_;
  std::unique_ptr<workspace::OutputPolicy> outputs_;
};

/// SQL that leaves a virtual table whose module is not there.
inline constexpr const char* kUnknownModule =
    "CREATE TABLE t (a); PRAGMA writable_schema = ON;"
    "INSERT INTO sqlite_schema VALUES ('table', 'v', 'v', 0, "
    "'CREATE VIRTUAL TABLE v USING unknown (a)');";

/// Does `action` when work on the database itself, after that on a private copy, has come to
/// `what`.
Work meanwhile(std::string what, std::function<void()> action);

/// The member `name` of each object in a list.
std::vector<std::string> members(const Json& list, const char* name);

/// The object in `list` whose member `name` is `value`; null when there is none.
Json member_where(const Json& list, const char* name, std::string_view value);

/// All strings of a list in one text.
std::string lines_of(const Json& object, const char* name);

/// A token that has been asked to stop.
Work cancelled_work();

}  // namespace d1mcp::tools
