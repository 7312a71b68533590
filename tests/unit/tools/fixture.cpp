#include "fixture.hpp"

#include <cstdlib>

#include "core/files.hpp"
#include "mcp/contract.hpp"
#include "sample_project.hpp"
#include "support/databases.hpp"

namespace d1mcp::tools {
namespace {

Json accepted(const Json& schema, const Json& value, std::string_view what) {
  const auto contract = mcp::Contract::compile(schema);
  EXPECT_TRUE(contract) << what << ": " << contract.error().message;
  auto outcome = contract->accept(value);
  if (auto* regular = std::get_if<Json>(&outcome)) return std::move(*regular);
  ADD_FAILURE() << mcp::describe(std::get<1>(outcome), what) << "\n" << value.dump(2);
  return value;
}

}  // namespace

ToolsTest::ToolsTest() : root_(std::filesystem::canonical(temporary_.path())) {
  ::setenv("XDG_CACHE_HOME", cache_.path().c_str(), 1);
}

std::filesystem::path ToolsTest::make_database(const std::string& name,
                                               std::string_view sql) const {
  test::run_sql(root_ / name, sql);
  return root_ / name;
}

void ToolsTest::write_sample_migrations() const {
  for (const auto& file : sample_project::kMigrations) {
    temporary_.write("migrations/" + std::string(file.name), file.content);
  }
}

void ToolsTest::open(std::vector<std::string> databases) {
  workspace::Request request;
  request.databases = std::move(databases);
  request.working_directory = root_;
  auto catalog = workspace::Catalog::build(request);
  ASSERT_TRUE(catalog) << catalog.error().message;
  catalog_ = std::make_unique<workspace::Catalog>(std::move(catalog).value());
  outputs_ =
      std::make_unique<workspace::OutputPolicy>(root_, std::vector<std::filesystem::path>{root_});
}

void ToolsTest::open_sample() {
  write_sample_migrations();
  make_database("app.db", "PRAGMA user_version=1;");
  open({"app.db"});
  result_of("apply_migration", {{"target", "002_api_keys.sql"}});
}

Answer ToolsTest::call(std::string_view name, const Json& arguments, const Work& work) {
  const auto tools = all(services(), Access::write);
  const auto tool = std::ranges::find(tools, name, &mcp::Tool::name);
  EXPECT_NE(tool, tools.end()) << name;
  const Json in = accepted(tool->contract.at("inputSchema"), arguments, "arguments");
  TRY_ASSIGN(const mcp::ToolResult result, tool->call(in, {.work = work}));
  accepted(tool->contract.at("outputSchema"), result.structured, "result");
  return result.structured;
}

Json ToolsTest::result_of(std::string_view tool, const Json& arguments) {
  auto answer = call(tool, arguments);
  EXPECT_TRUE(answer) << tool << ": " << describe(answer.error());
  return answer ? std::move(answer).value() : Json::object();
}

Error ToolsTest::error_of(std::string_view tool, const Json& arguments, const Work& work) {
  auto answer = call(tool, arguments, work);
  EXPECT_FALSE(answer) << answer->dump();
  return answer ? Error{} : std::move(answer).error();
}

Json ToolsTest::cell(const std::string& sql) {
  const Json result = result_of("run_query", {{"sql", sql}});
  return result.contains("rows") && !result["rows"].empty() ? result["rows"][0][0] : Json();
}

std::string ToolsTest::content_of(const std::string& name) const {
  auto content = read_file(root_ / name, 10'000'000);
  EXPECT_TRUE(content) << content.error().message;
  return content ? *content : std::string();
}

Work meanwhile(std::string what, std::function<void()> action) {
  Work work;
  work.listener = [what = std::move(what), action = std::move(action), times = 0](
                      const Progress& progress) mutable {
    if (progress.what == what && ++times == 2) action();
  };
  return work;
}

std::vector<std::string> members(const Json& list, const char* name) {
  std::vector<std::string> found;
  for (const Json& object : list) found.push_back(object.at(name).get<std::string>());
  return found;
}

Json member_where(const Json& list, const char* name, std::string_view value) {
  for (const Json& object : list) {
    if (object.contains(name) && object.at(name) == value) return object;
  }
  return {};
}

std::string lines_of(const Json& object, const char* name) {
  std::string text;
  if (!object.contains(name)) return text;
  for (const Json& line : object.at(name)) text += line.get<std::string>() + "\n";
  return text;
}

Work cancelled_work() {
  std::stop_source stop;
  stop.request_stop();
  Work work;
  work.stop = stop.get_token();
  return work;
}

}  // namespace d1mcp::tools
