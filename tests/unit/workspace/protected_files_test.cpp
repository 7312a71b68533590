#include "workspace/protected_files.hpp"

#include "fixture.hpp"

namespace d1mcp::workspace {
namespace {

using ::testing::HasSubstr;

class ProtectedFiles : public WorkspaceTest {
 protected:
  /// The refusal of an output in the project; empty when it is allowed.
  std::string refusal(const std::string& output, const Catalog& catalog) const {
    const Status status = check_spares_databases(root() / output, catalog);
    if (status) return "";
    EXPECT_EQ(status.error().code, ErrorCode::invalid_argument) << output;
    return status.error().message;
  }
};

TEST_F(ProtectedFiles, AreTheDatabasesOfTheCatalogByAnyName) {
  make_database("app.db");
  make_database("other.db");
  std::filesystem::create_hard_link(root() / "other.db", root() / "hard.db");
  std::filesystem::create_symlink("other.db", root() / "soft.db");
  const Catalog catalog = build(request({"app.db", "other.db"}));

  for (const char* output : {"other.db", "hard.db", "soft.db"}) {
    EXPECT_THAT(refusal(output, catalog), HasSubstr("is the database other itself")) << output;
  }
  EXPECT_EQ(refusal("new.db", catalog), "");
}

TEST_F(ProtectedFiles, AreWhatLiesBesideADatabaseWhetherItIsThereOrNot) {
  make_database("app.db");
  write("app.db-wal", "");
  std::filesystem::create_symlink("app.db", root() / "link.db");
  const Catalog catalog = build(request({"link.db"}));

  for (const char* output : {"app.db-wal", "app.db-shm", "app.db-journal"}) {
    EXPECT_THAT(refusal(output, catalog), HasSubstr("belongs to the database link")) << output;
  }
  EXPECT_EQ(refusal("app.db-old", catalog), "");
}

TEST_F(ProtectedFiles, AreTheDumpADatabaseIsMadeFrom) {
  write("dump.sql", "CREATE TABLE t(a);");

  EXPECT_THAT(refusal("dump.sql", build(request({"dump.sql"}))),
              HasSubstr("is what the database dump is made from"));
}

TEST_F(ProtectedFiles, AreAllOfWranglersState) {
  make_database("app.db");
  make_database(".wrangler/state/v3/d1/miniflare-D1DatabaseObject/0.sqlite");
  const Catalog catalog = build(request({"app.db"}));

  EXPECT_THAT(refusal(".wrangler/state/v3/d1/miniflare-D1DatabaseObject/0.sqlite", catalog),
              HasSubstr("lies in .wrangler/state"));
  EXPECT_EQ(refusal(".wrangler/tmp/out.sql", catalog), "");
  EXPECT_EQ(refusal("state/out.sql", catalog), "");
}

}  // namespace
}  // namespace d1mcp::workspace
