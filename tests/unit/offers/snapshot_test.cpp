#include "offers/snapshot.hpp"

#include <chrono>
#include <sqlite3.h>
#include <unistd.h>

#include "fixture.hpp"

namespace d1mcp::offers {
namespace {

namespace fs = std::filesystem;

using ::testing::ElementsAre;
using ::testing::IsEmpty;

using Uris = std::vector<std::string>;

/// A connection of another program, open as long as the object.
class OtherConnection {
 public:
  explicit OtherConnection(const fs::path& file) { sqlite3_open(file.c_str(), &handle_); }
  ~OtherConnection() { sqlite3_close(handle_); }
  OtherConnection(const OtherConnection&) = delete;
  OtherConnection& operator=(const OtherConnection&) = delete;
  OtherConnection(OtherConnection&&) = delete;
  OtherConnection& operator=(OtherConnection&&) = delete;

  /// What SQLite answers, without any wait for a lock.
  int run(const char* sql) { return sqlite3_exec(handle_, sql, nullptr, nullptr, nullptr); }

 private:
  sqlite3* handle_ = nullptr;
};

constexpr const char* kSchema =
    "CREATE TABLE users(id INTEGER PRIMARY KEY);"
    "CREATE TABLE orders(id INTEGER PRIMARY KEY, user_id REFERENCES Users(id));"
    "CREATE TABLE log(what TEXT);";

class SnapshotTest : public OffersTest {
 protected:
  Uris look() { return snapshot_.look(entry("app"), {}); }

  /// What has changed since the last look once this has been run.
  Uris changed_by(std::string_view sql) {
    alter("app.db", sql);
    return look();
  }

  Snapshot snapshot_{std::chrono::milliseconds(0)};
};

// All of it holds for databases with a rollback journal and with a write-ahead log.
class SnapshotOfADatabase : public SnapshotTest, public ::testing::WithParamInterface<const char*> {
 protected:
  SnapshotOfADatabase() {
    open_app("PRAGMA journal_mode=" + std::string(GetParam()) + ";" + kSchema);
    look();
  }
};

INSTANTIATE_TEST_SUITE_P(WithEachJournal, SnapshotOfADatabase, ::testing::Values("DELETE", "WAL"));

TEST_P(SnapshotOfADatabase, TellsNothingWhenNothingHappens) {
  EXPECT_THAT(look(), IsEmpty());
}

TEST_P(SnapshotOfADatabase, TellsTheSchemaAndTheTableThatHasChanged) {
  EXPECT_THAT(changed_by("ALTER TABLE log ADD COLUMN at TEXT"),
              ElementsAre("d1://app/schema", "d1://app/tables/log"));
  EXPECT_THAT(look(), IsEmpty());
}

TEST_P(SnapshotOfADatabase, TellsTheTablesThatAreReferredTo) {
  EXPECT_THAT(changed_by("CREATE TABLE keys(owner REFERENCES users)"),
              ElementsAre("d1://app/schema", "d1://app/tables/keys", "d1://app/tables/users"));
  EXPECT_THAT(changed_by("DROP TABLE orders"),
              ElementsAre("d1://app/schema", "d1://app/tables/orders", "d1://app/tables/users"));
}

TEST_P(SnapshotOfADatabase, TellsBothNamesOfARenamedTable) {
  EXPECT_THAT(changed_by("ALTER TABLE log RENAME TO \"event log\""),
              ElementsAre("d1://app/schema", "d1://app/tables/event%20log", "d1://app/tables/log"));
}

TEST_P(SnapshotOfADatabase, TellsTheTableOfAnIndexAndOfATrigger) {
  const Uris log = {"d1://app/schema", "d1://app/tables/log"};

  EXPECT_EQ(changed_by("CREATE INDEX log_what ON LOG(what)"), log);
  EXPECT_EQ(changed_by("CREATE TRIGGER t AFTER INSERT ON LOG BEGIN SELECT 1; END"), log);
  EXPECT_EQ(changed_by("DROP TRIGGER t"), log);
  EXPECT_EQ(changed_by("DROP INDEX log_what"), log);
}

TEST_P(SnapshotOfADatabase, TellsTheViewsThatReadFromATable) {
  EXPECT_THAT(changed_by("CREATE VIEW whats AS SELECT * FROM Log"),
              ElementsAre("d1://app/schema", "d1://app/tables/whats"));
  EXPECT_THAT(changed_by("CREATE VIEW more AS SELECT * FROM whats"),
              ElementsAre("d1://app/schema", "d1://app/tables/more"));
  EXPECT_THAT(changed_by("ALTER TABLE log ADD COLUMN at"),
              ElementsAre("d1://app/schema",
                          "d1://app/tables/log",
                          "d1://app/tables/more",
                          "d1://app/tables/whats"));
}

TEST_P(SnapshotOfADatabase, TellsNothingOfRows) {
  EXPECT_THAT(changed_by("INSERT INTO users VALUES(1), (2); DELETE FROM users WHERE id = 1;"),
              IsEmpty());
  EXPECT_THAT(changed_by("VACUUM"), IsEmpty());
}

TEST_P(SnapshotOfADatabase, TellsAllThatHasChangedSinceTheLastLook) {
  alter("app.db", "CREATE TABLE a(x)");
  alter("app.db", "CREATE TABLE b(x)");
  alter("app.db", "DROP TABLE b");

  EXPECT_THAT(look(), ElementsAre("d1://app/schema", "d1://app/tables/a"));
}

TEST_P(SnapshotOfADatabase, TellsNothingBeforeItIsCommitted) {
  OtherConnection other(root() / "app.db");
  ASSERT_EQ(other.run("BEGIN IMMEDIATE; CREATE TABLE a(x)"), SQLITE_OK);

  EXPECT_THAT(look(), IsEmpty());
  ASSERT_EQ(other.run("COMMIT"), SQLITE_OK);
  EXPECT_THAT(look(), ElementsAre("d1://app/schema", "d1://app/tables/a"));
}

TEST_P(SnapshotOfADatabase, KeepsNobodyFromWritingAfterALook) {
  OtherConnection other(root() / "app.db");
  ASSERT_EQ(other.run("BEGIN EXCLUSIVE; INSERT INTO log VALUES('x'); COMMIT"), SQLITE_OK);

  look();

  EXPECT_EQ(other.run("BEGIN EXCLUSIVE; INSERT INTO log VALUES('y'); COMMIT"), SQLITE_OK);
}

TEST_P(SnapshotOfADatabase, LetsAWriterCommitThatHadBegunBefore) {
  OtherConnection other(root() / "app.db");
  ASSERT_EQ(other.run("BEGIN IMMEDIATE; INSERT INTO log VALUES('x')"), SQLITE_OK);

  look();

  EXPECT_EQ(other.run("COMMIT"), SQLITE_OK);
}

TEST_P(SnapshotOfADatabase, HoldsNothingOpen) {
  OtherConnection other(root() / "app.db");
  ASSERT_EQ(other.run("CREATE TABLE a(x)"), SQLITE_OK);

  look();

  // Changing the journal mode takes being alone with the database.
  EXPECT_EQ(other.run("PRAGMA journal_mode=DELETE; PRAGMA journal_mode=WAL"), SQLITE_OK);
  look();
  EXPECT_EQ(other.run("PRAGMA journal_mode=DELETE"), SQLITE_OK);
}

TEST_P(SnapshotOfADatabase, LeavesNoFileBehind) {
  const auto before = temporary_.names();

  changed_by("CREATE TABLE a(x)");
  look();

  EXPECT_EQ(temporary_.names(), before);
}

TEST_P(SnapshotOfADatabase, SeesAFileThatTookItsPlace) {
  make_database("new.db", std::string(kSchema) + "CREATE TABLE a(x)");
  fs::rename(root() / "new.db", root() / "app.db");

  EXPECT_THAT(look(), ElementsAre("d1://app/schema", "d1://app/tables/a"));
}

TEST_P(SnapshotOfADatabase, SeesThatTheFileIsGoneAndBack) {
  const Uris all = {
      "d1://app/schema", "d1://app/tables/log", "d1://app/tables/orders", "d1://app/tables/users"};
  fs::rename(root() / "app.db", root() / "away.db");

  EXPECT_EQ(look(), all);
  fs::rename(root() / "away.db", root() / "app.db");
  EXPECT_EQ(look(), all);
}

TEST_P(SnapshotOfADatabase, TakesADamagedFileForUnchangedUntilItCanBeRead) {
  fs::rename(root() / "app.db", root() / "away.db");
  temporary_.write("app.db", std::string(4096, 'x'));

  EXPECT_THAT(look(), IsEmpty());
  fs::rename(root() / "away.db", root() / "app.db");
  EXPECT_THAT(look(), IsEmpty());
}

TEST_P(SnapshotOfADatabase, TellsNothingOfWorkThatWasStopped) {
  alter("app.db", "CREATE TABLE a(x)");

  EXPECT_THAT(snapshot_.look(entry(), tools::cancelled_work()), IsEmpty());
  EXPECT_THAT(look(), ElementsAre("d1://app/schema", "d1://app/tables/a"));
}

// The journal of the others lets everybody read on.
TEST_F(SnapshotTest, WaitsForNobodyWhoKeepsOthersFromReading) {
  open_app(kSchema);
  look();
  OtherConnection other(root() / "app.db");
  ASSERT_EQ(other.run("BEGIN EXCLUSIVE; CREATE TABLE a(x)"), SQLITE_OK);

  EXPECT_THAT(look(), IsEmpty());
  ASSERT_EQ(other.run("COMMIT"), SQLITE_OK);
  EXPECT_THAT(look(), ElementsAre("d1://app/schema", "d1://app/tables/a"));
}

TEST_F(SnapshotTest, TellsNothingWhenItCouldNotReadAtTheFirstLook) {
  open_app(kSchema);
  OtherConnection other(root() / "app.db");
  ASSERT_EQ(other.run("BEGIN EXCLUSIVE"), SQLITE_OK);

  EXPECT_THAT(look(), IsEmpty());
  ASSERT_EQ(other.run("COMMIT"), SQLITE_OK);
  EXPECT_THAT(look(), IsEmpty());
  EXPECT_THAT(changed_by("CREATE TABLE a(x)"), ElementsAre("d1://app/schema", "d1://app/tables/a"));
}

TEST_F(SnapshotTest, LeavesADatabaseAloneUntilItRests) {
  open_app(kSchema);
  Snapshot patient(std::chrono::hours(1));
  patient.look(entry(), {});
  alter("app.db", "CREATE TABLE a(x)");

  EXPECT_THAT(patient.look(entry(), {}), IsEmpty());
  fs::last_write_time(root() / "app.db", fs::file_time_type::clock::now() - std::chrono::hours(2));
  EXPECT_THAT(patient.look(entry(), {}), ElementsAre("d1://app/schema", "d1://app/tables/a"));
}

TEST_F(SnapshotTest, IsNotMisledByAClockThatGoesWrong) {
  open_app(kSchema);
  Snapshot patient(std::chrono::hours(1));
  patient.look(entry(), {});
  alter("app.db", "CREATE TABLE a(x)");

  fs::last_write_time(root() / "app.db", fs::file_time_type::clock::now() + std::chrono::hours(2));

  EXPECT_THAT(patient.look(entry(), {}), ElementsAre("d1://app/schema", "d1://app/tables/a"));
}

TEST_F(SnapshotTest, NeedNotWaitWhereReadersKeepNobodyFromWriting) {
  open_app("PRAGMA journal_mode=WAL;" + std::string(kSchema));
  Snapshot patient(std::chrono::hours(1));
  patient.look(entry(), {});
  OtherConnection other(root() / "app.db");
  ASSERT_EQ(other.run("CREATE TABLE a(x)"), SQLITE_OK);

  EXPECT_THAT(patient.look(entry(), {}), ElementsAre("d1://app/schema", "d1://app/tables/a"));
}

TEST_F(SnapshotTest, TellsOfADatabaseThatIsCreated) {
  temporary_.write("unused", "");
  open({"app.db"});
  EXPECT_THAT(look(), IsEmpty());

  EXPECT_THAT(changed_by("CREATE TABLE a(x)"), ElementsAre("d1://app/schema", "d1://app/tables/a"));
}

TEST_F(SnapshotTest, TellsNothingOfSettings) {
  open_app(kSchema);
  look();

  EXPECT_THAT(changed_by("PRAGMA user_version=7; PRAGMA journal_mode=WAL; ANALYZE;"), IsEmpty());
}

TEST_F(SnapshotTest, TellsTheTablesOfADumpWhoseTextHasChanged) {
  temporary_.write("app.sql", "CREATE TABLE a(x); INSERT INTO a VALUES(1);");
  open({"app.sql"});
  look();

  temporary_.write("app.sql", "CREATE TABLE a(x); INSERT INTO a VALUES(1), (2);");
  EXPECT_THAT(look(), IsEmpty());
  temporary_.write("app.sql", "CREATE TABLE a(x, y);");
  EXPECT_THAT(look(), ElementsAre("d1://app/schema", "d1://app/tables/a"));
}

TEST_F(SnapshotTest, TellsTheMigrationsWhenOneIsApplied) {
  write_sample_migrations();
  open_app("CREATE TABLE d1_migrations(id INTEGER PRIMARY KEY, name TEXT, applied_at TEXT)");
  look();

  EXPECT_THAT(changed_by("INSERT INTO d1_migrations(name) VALUES('001_initial.sql')"),
              ElementsAre("d1://app/migrations"));
}

TEST_F(SnapshotTest, WatchesTheSchemaBesideATableThatIsNoHistory) {
  write_sample_migrations();
  open_app("CREATE TABLE d1_migrations(other TEXT)");
  look();

  EXPECT_THAT(changed_by("CREATE TABLE a(x)"), ElementsAre("d1://app/schema", "d1://app/tables/a"));
}

class SnapshotOfAFolder : public SnapshotTest {
 protected:
  SnapshotOfAFolder() {
    temporary_.write("migrations/001_a.sql", "CREATE TABLE a(x);");
    temporary_.write("migrations/001_a_rollback.sql", "DROP TABLE a;");
    open_app(kSchema);
    look();
  }
};

TEST_F(SnapshotOfAFolder, TellsTheMigrationsAndTheFileThatIsNew) {
  temporary_.write("migrations/002 b%.sql", "CREATE TABLE b(x);");

  EXPECT_THAT(look(), ElementsAre("d1://app/migrations", "d1://app/migrations/002%20b%25.sql"));
  EXPECT_THAT(look(), IsEmpty());
}

TEST_F(SnapshotOfAFolder, TellsTheFileAloneThatWasEdited) {
  temporary_.write("migrations/001_a.sql", "CREATE TABLE a(x, y);");

  EXPECT_THAT(look(), ElementsAre("d1://app/migrations/001_a.sql"));
}

TEST_F(SnapshotOfAFolder, TellsTheFileThatIsGone) {
  fs::remove(root() / "migrations/001_a.sql");

  EXPECT_THAT(look(), ElementsAre("d1://app/migrations", "d1://app/migrations/001_a.sql"));
}

TEST_F(SnapshotOfAFolder, TellsBothNamesOfAFileThatWasRenamed) {
  fs::rename(root() / "migrations/001_a.sql", root() / "migrations/002_a.sql");

  EXPECT_THAT(
      look(),
      ElementsAre(
          "d1://app/migrations", "d1://app/migrations/001_a.sql", "d1://app/migrations/002_a.sql"));
}

TEST_F(SnapshotOfAFolder, TellsARollbackInAFolderOfItsOwn) {
  temporary_.write("migrations/rollback/001_a.sql", "DROP TABLE a;");

  EXPECT_THAT(look(),
              ElementsAre("d1://app/migrations", "d1://app/migrations/rollback%2F001_a.sql"));
}

TEST_F(SnapshotOfAFolder, SeesAFileOfTheSameSizeAndTimeThatTookTheOthersPlace) {
  const fs::path file = root() / "migrations/001_a.sql";
  const fs::path other = temporary_.write("other", "CREATE TABLE b(x);");
  fs::last_write_time(other, fs::last_write_time(file));

  fs::rename(other, file);

  EXPECT_THAT(look(), ElementsAre("d1://app/migrations/001_a.sql"));
}

TEST_F(SnapshotOfAFolder, TellsNothingOfOtherFiles) {
  temporary_.write("migrations/README.md", "x");
  temporary_.write("migrations/.001_a.sql.swp", "x");
  temporary_.write("002_b.sql", "x");

  EXPECT_THAT(look(), IsEmpty());
}

TEST_F(SnapshotOfAFolder, TellsAllFilesWhenTheFolderGoesAndComes) {
  const Uris all = {"d1://app/migrations",
                    "d1://app/migrations/001_a.sql",
                    "d1://app/migrations/001_a_rollback.sql"};
  fs::rename(root() / "migrations", root() / "away");

  EXPECT_EQ(look(), all);
  fs::rename(root() / "away", root() / "migrations");
  EXPECT_EQ(look(), all);
}

TEST_F(SnapshotOfAFolder, TakesAFolderThatCannotBeReadForUnchanged) {
  if (::geteuid() == 0) GTEST_SKIP() << "root may read every folder";
  fs::permissions(root() / "migrations", fs::perms::none);

  EXPECT_THAT(look(), IsEmpty());
  fs::permissions(root() / "migrations", fs::perms::owner_all);
  EXPECT_THAT(look(), IsEmpty());
}

}  // namespace
}  // namespace d1mcp::offers
