#include "migration/backup.hpp"

#include <optional>
#include <regex>
#include <sys/stat.h>

#include "fixture.hpp"

namespace d1mcp::migration {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::SizeIs;

namespace fs = std::filesystem;

class BackupTest : public MigrationTest {
 protected:
  BackupTest() { test::run_sql(database(), "CREATE TABLE t(a); INSERT INTO t VALUES(1),(2);"); }

  fs::path backups() const { return temporary_ / "deep/backups"; }

  Backup make(const std::string& name = "app") const {
    const auto connection = writer();
    auto backup = make_backup(*connection, backups(), name, {});
    EXPECT_TRUE(backup) << backup.error().message;
    return backup ? std::move(backup).value() : Backup{};
  }

  std::vector<std::string> kept(const std::string& prefix) const {
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator(backups())) {
      const std::string name = entry.path().filename().string();
      if (name.starts_with(prefix)) names.push_back(name);
    }
    return names;
  }
};

TEST_F(BackupTest, HoldsWhatTheDatabaseHolds) {
  const Backup backup = make();

  EXPECT_EQ(fs::file_size(backup.path), backup.bytes);
  auto copy = sqlite::open_reader(backup.path, {});
  ASSERT_TRUE(copy) << copy.error().message;
  const auto rows = sql::query_table(**copy, "SELECT group_concat(a) FROM t", {}, {});
  EXPECT_EQ(rows->rows.at(0).at(0), sql::Value(std::string("1,2")));
}

TEST_F(BackupTest, HoldsWhatAWalDatabaseHoldsAndTravelsAlone) {
  test::run_sql(database(), "PRAGMA journal_mode=WAL;");
  const auto connection = writer();
  test::run_sql(database(), "INSERT INTO t VALUES(3);");

  const auto backup = make_backup(*connection, backups(), "app", {});

  ASSERT_TRUE(backup) << backup.error().message;
  auto copy = sqlite::open_reader(backup->path, {});
  const auto mode = sql::query_table(**copy, "PRAGMA journal_mode", {}, {});
  EXPECT_EQ(mode->rows.at(0).at(0), sql::Value(std::string("delete")));
  const auto rows = sql::query_table(**copy, "SELECT count(*) FROM t", {}, {});
  EXPECT_EQ(rows->rows.at(0).at(0), sql::Value(std::int64_t{3}));
}

TEST_F(BackupTest, IsNamedByDatabaseAndTime) {
  const std::string name = make().path.filename().string();

  EXPECT_TRUE(std::regex_match(name, std::regex(R"(app\.20\d{6}T\d{6}[^/]*Z\.sqlite\.backup)")))
      << name;
}

TEST_F(BackupTest, IsReadableByItsOwnerOnly) {
  struct stat status {};
  ASSERT_EQ(::stat(make().path.c_str(), &status), 0);

  EXPECT_EQ(status.st_mode & 0777U, 0600U);
}

TEST_F(BackupTest, KeepsItsFolderOutOfVersionControl) {
  make();

  EXPECT_EQ(*read_file(backups() / ".gitignore", 100), "*\n");
}

TEST_F(BackupTest, LeavesAnExistingGitignoreAlone) {
  temporary_.write("deep/backups/.gitignore", "mine\n");

  make();

  EXPECT_EQ(*read_file(backups() / ".gitignore", 100), "mine\n");
}

TEST_F(BackupTest, KeepsTheNewestTenEvenWhenAllAreMadeAtOnce) {
  std::vector<std::string> made;
  for (std::size_t count = 0; count < kBackupsKept + 5; ++count) {
    const Backup backup = make();
    ASSERT_TRUE(fs::exists(backup.path)) << "a backup that was just made is gone";
    made.push_back(backup.path.filename().string());
  }

  made.erase(made.begin(), made.end() - static_cast<std::ptrdiff_t>(kBackupsKept));
  EXPECT_THAT(kept("app."), ::testing::UnorderedElementsAreArray(made));
}

TEST_F(BackupTest, IsTheNewestAlsoWhereTheClockWentBack) {
  for (int number = 0; number < 10; ++number) {
    temporary_.write(
        "deep/backups/app.29990101T00000" + std::to_string(number) + ".999Z.sqlite.backup", "old");
  }

  const Backup backup = make();

  EXPECT_EQ(backup.path.filename(), "app.29990101T000010.000Z.sqlite.backup");
  ASSERT_TRUE(fs::exists(backup.path)) << "a backup that was just made is gone";
  EXPECT_EQ(find_backup(backups(), "app", "")->path, backup.path);
}

TEST_F(BackupTest, FindsAnotherPlaceWhereAnotherRunnerTookItsOwn) {
  temporary_.write("deep/backups/app.29990101T000000.000Z.sqlite.backup", "old");
  Work work;
  std::optional<Backup> other;
  work.listener = [&](const Progress&) {
    if (!other) other = make();
  };
  const auto connection = writer();

  const auto backup = make_backup(*connection, backups(), "app", work);

  ASSERT_TRUE(backup) << backup.error().message;
  ASSERT_TRUE(other);
  EXPECT_EQ(other->path.filename(), "app.29990101T000000.001Z.sqlite.backup");
  EXPECT_EQ(backup->path.filename(), "app.29990101T000000.002Z.sqlite.backup");
}

TEST_F(BackupTest, RemovesNoOtherDatabasesBackups) {
  for (std::size_t count = 0; count < kBackupsKept; ++count) make("app.2");
  for (std::size_t count = 0; count < kBackupsKept + 2; ++count) make("app");
  temporary_.write("deep/backups/app.2-notes.sqlite.backup", "mine");
  make("app");

  EXPECT_THAT(kept("app.2."), SizeIs(kBackupsKept));
  EXPECT_TRUE(fs::exists(backups() / "app.2-notes.sqlite.backup"));
}

TEST_F(BackupTest, StaysInItsFolderWhateverTheDatabaseIsCalled) {
  const Backup backup = make("../../etc/app");

  EXPECT_EQ(backup.path.parent_path(), backups());
  EXPECT_TRUE(fs::exists(backup.path));
}

TEST_F(BackupTest, LeavesNothingWhenItIsCancelled) {
  std::stop_source stop;
  stop.request_stop();
  Work work;
  work.stop = stop.get_token();
  const auto connection = writer();

  const auto backup = make_backup(*connection, backups(), "app", work);

  ASSERT_FALSE(backup);
  EXPECT_EQ(backup.error().code, ErrorCode::cancelled);
  EXPECT_THAT(temporary_.names(), ElementsAre("app.db", "deep/backups/.gitignore"));
}

TEST_F(BackupTest, LeavesNothingWhenTheCopyIsInterrupted) {
  std::stop_source stop;
  Work work;
  work.stop = stop.get_token();
  test::run_sql(database(),
                "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n WHERE i < 5000) "
                "INSERT INTO t SELECT randomblob(4000) FROM n;");
  work.listener = [&](const Progress&) { stop.request_stop(); };
  const auto connection = writer();

  const auto backup = make_backup(*connection, backups(), "app", work);

  ASSERT_FALSE(backup);
  EXPECT_EQ(backup.error().code, ErrorCode::cancelled);
  EXPECT_THAT(temporary_.names(), ElementsAre("app.db", "deep/backups/.gitignore"));
}

TEST_F(BackupTest, NamesTheFolderThatCannotBeMade) {
  const auto file = temporary_.write("file", "x");
  const auto connection = writer();

  const auto backup = make_backup(*connection, file / "backups", "app", {});

  ASSERT_FALSE(backup);
  EXPECT_THAT(backup.error().message, HasSubstr((file / "backups").string()));
}

}  // namespace
}  // namespace d1mcp::migration
