#pragma once

#include <cstdlib>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <string>
#include <vector>

#include "core/files.hpp"
#include "support/databases.hpp"
#include "support/temporary_directory.hpp"
#include "workspace/catalog.hpp"

namespace d1mcp::workspace {

/// A project folder, with the cache directory of this program in a place of its own.
class WorkspaceTest : public ::testing::Test {
 protected:
  WorkspaceTest() {
    ::setenv("XDG_CACHE_HOME", cache_.path().c_str(), 1);
    std::filesystem::create_directories(root());
  }

  /// Without links, as the programs that resolve them see it.
  std::filesystem::path root() const {
    return std::filesystem::canonical(temporary_.path()) / "project";
  }

  std::filesystem::path write(const std::string& name, std::string_view content) const {
    temporary_.write("project/" + name, content);
    return root() / name;
  }

  std::filesystem::path make_database(const std::string& name,
                                      std::string_view sql = "CREATE TABLE t(a);") const {
    std::filesystem::create_directories((root() / name).parent_path());
    test::run_sql(root() / name, sql);
    return root() / name;
  }

  Request request(std::vector<std::string> databases = {}) const {
    Request wanted;
    wanted.databases = std::move(databases);
    wanted.working_directory = root();
    return wanted;
  }

  static Catalog build(const Request& wanted) {
    auto catalog = Catalog::build(wanted);
    EXPECT_TRUE(catalog) << catalog.error().message;
    return catalog ? std::move(catalog).value() : Catalog();
  }

  static std::vector<std::string> names_of(const Catalog& catalog) {
    std::vector<std::string> names;
    for (const auto& entry : catalog.entries()) names.push_back(entry->name());
    return names;
  }

  test::TemporaryDirectory cache_;
  test::TemporaryDirectory temporary_;
};

/// The first cell a query gives.
inline sql::Value first_cell(sql::Connection& connection, std::string_view sql) {
  const auto table = sql::query_table(connection, sql, {}, {});
  EXPECT_TRUE(table) << table.error().message;
  return table && !table->rows.empty() ? table->rows[0][0] : sql::Value();
}

}  // namespace d1mcp::workspace
