#include <sqlite3.h>
#include <thread>

#include "fixture.hpp"

namespace d1mcp::tools {
namespace {

constexpr int kRounds = 200;

/// Renames a table back and forth for as long as it lives, as another program might.
class Renamer {
 public:
  explicit Renamer(const std::filesystem::path& file)
      : thread_([file](const std::stop_token& stop) { rename_until(stop, file); }) {}

 private:
  static void rename_until(const std::stop_token& stop, const std::filesystem::path& file) {
    sqlite3* handle = nullptr;
    sqlite3_open(file.c_str(), &handle);
    sqlite3_busy_timeout(handle, 5000);
    sqlite3_exec(handle, "PRAGMA synchronous=OFF", nullptr, nullptr, nullptr);
    while (!stop.stop_requested()) {
      sqlite3_exec(handle, "ALTER TABLE a RENAME TO b", nullptr, nullptr, nullptr);
      sqlite3_exec(handle, "ALTER TABLE b RENAME TO a", nullptr, nullptr, nullptr);
    }
    sqlite3_close(handle);
  }

  std::jthread thread_;
};

class SchemaChange : public ToolsTest {
 protected:
  SchemaChange() { open_app("PRAGMA journal_mode=WAL; CREATE TABLE a(x, y);"); }
};

TEST_F(SchemaChange, IsNotMixedIntoListTables) {
  const Renamer renamer(root() / "app.db");
  for (int round = 0; round < kRounds; ++round) {
    const Json tables = result_of("list_tables", {{"detail", "columns"}})["tables"];

    ASSERT_EQ(tables.size(), 1U);
    ASSERT_EQ(tables[0]["columns"].size(), 2U) << tables;
    ASSERT_EQ(tables[0].value("rows", -1), 0) << tables;
  }
}

TEST_F(SchemaChange, IsNotMixedIntoTableInfo) {
  const Renamer renamer(root() / "app.db");
  for (int round = 0; round < kRounds; ++round) {
    const Answer info = call("table_info", {{"table", "a"}, {"sample_rows", 1}});
    if (!info) {
      ASSERT_EQ(info.error().code, ErrorCode::not_found) << info.error().message;
      continue;
    }

    ASSERT_EQ(info->at("columns").size(), 2U) << *info;
    ASSERT_EQ(info->value("rows", -1), 0) << *info;
    ASSERT_TRUE(info->contains("sample")) << *info;
  }
}

}  // namespace
}  // namespace d1mcp::tools
