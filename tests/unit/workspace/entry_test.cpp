#include "workspace/entry.hpp"

#include "fixture.hpp"

namespace d1mcp::workspace {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;

/// Sets the directory for temporary files for a scope.
class TemporaryFilesIn {
 public:
  explicit TemporaryFilesIn(const std::filesystem::path& path) {
    if (const char* before = std::getenv("TMPDIR")) before_ = before;
    ::setenv("TMPDIR", path.c_str(), 1);
  }
  ~TemporaryFilesIn() {
    if (before_) {
      ::setenv("TMPDIR", before_->c_str(), 1);
    } else {
      ::unsetenv("TMPDIR");
    }
  }
  TemporaryFilesIn(const TemporaryFilesIn&) = delete;
  TemporaryFilesIn& operator=(const TemporaryFilesIn&) = delete;
  TemporaryFilesIn(TemporaryFilesIn&&) = delete;
  TemporaryFilesIn& operator=(TemporaryFilesIn&&) = delete;

 private:
  std::optional<std::string> before_;
};

Status run(sql::Connection& connection, std::string sql) {
  const std::vector<sql::Statement> statements = {
      {.text = std::move(sql), .start = {}, .number = 1}};
  sql::Batch batch;
  batch.statements = sql::source_of(statements);
  TRY(connection.run_atomically(batch, {}));
  return {};
}

class FileEntry : public WorkspaceTest {
 protected:
  FileEntry() : file_(make_database("app.db", "CREATE TABLE t(a); INSERT INTO t VALUES(1);")) {}

  std::filesystem::path file_;
};

TEST_F(FileEntry, GivesReadersAndWriters) {
  const Catalog catalog = build(request({"app.db"}));
  Entry& entry = **catalog.find("app");
  EXPECT_TRUE(entry.exists());

  const auto writer = entry.writer(sqlite::Creation::must_exist);
  ASSERT_TRUE(writer) << writer.error().message;
  ASSERT_TRUE(run(**writer, "INSERT INTO t VALUES(2)"));

  const auto reader = entry.reader({});
  ASSERT_TRUE(reader) << reader.error().message;
  EXPECT_EQ(first_cell(**reader, "SELECT count(*) FROM t"), sql::Value(std::int64_t{2}));
}

TEST_F(FileEntry, ThatDoesNotExistIsNeverCreated) {
  const Catalog catalog = build(request({"later.db"}));
  Entry& entry = **catalog.find("later");

  for (const auto creation : {sqlite::Creation::must_exist, sqlite::Creation::may_create}) {
    const auto writer = entry.writer(creation);
    ASSERT_FALSE(writer);
    EXPECT_EQ(writer.error().code, ErrorCode::not_found);
    EXPECT_THAT(writer.error().message, HasSubstr("later.db"));
  }
  EXPECT_EQ(entry.reader({}).error().code, ErrorCode::not_found);
  EXPECT_EQ(entry.rehearse({}).error().code, ErrorCode::not_found);
  EXPECT_FALSE(std::filesystem::exists(root() / "later.db"));
}

TEST_F(FileEntry, CanBeUsedAsSoonAsItExists) {
  const Catalog catalog = build(request({"later.db"}));
  ASSERT_FALSE((*catalog.find(""))->reader({}));

  make_database("later.db");

  EXPECT_TRUE((*catalog.find(""))->reader({}));
}

TEST_F(FileEntry, ThatCannotBeUsedSaysWhyEveryTime) {
  write("data.json", "{}");
  const Catalog catalog = build(request({"data.json"}));
  Entry& entry = **catalog.find("data");

  EXPECT_EQ(entry.reader({}).error().message, entry.problem()->message);
  EXPECT_EQ(entry.writer(sqlite::Creation::may_create).error().message, entry.problem()->message);
  EXPECT_EQ(entry.rehearse({}).error().message, entry.problem()->message);
}

class RehearsalCopy : public FileEntry {};

TEST_F(RehearsalCopy, IsPrivateAndRemoved) {
  const test::TemporaryDirectory elsewhere;
  const TemporaryFilesIn temporary(elsewhere.path());
  const Catalog catalog = build(request({"app.db"}));
  Entry& entry = **catalog.find("app");
  {
    const auto copy = entry.rehearse({});
    ASSERT_TRUE(copy) << copy.error().message;
    ASSERT_TRUE(run(**copy, "INSERT INTO t VALUES(2)"));
    EXPECT_EQ(first_cell(**copy, "SELECT count(*) FROM t"), sql::Value(std::int64_t{2}));

    const auto names = elsewhere.names();
    ASSERT_EQ(names.size(), 1U);
    EXPECT_EQ(std::filesystem::status(elsewhere / *names.begin()).permissions(),
              std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
  }

  EXPECT_THAT(elsewhere.names(), IsEmpty());
  const auto reader = entry.reader({});
  EXPECT_EQ(first_cell(**reader, "SELECT count(*) FROM t"), sql::Value(std::int64_t{1}));
}

TEST_F(RehearsalCopy, OfTwoAtOnceAreTwo) {
  const Catalog catalog = build(request({"app.db"}));
  Entry& entry = **catalog.find("app");
  const auto first = entry.rehearse({});
  const auto second = entry.rehearse({});
  ASSERT_TRUE(first && second);

  ASSERT_TRUE(run(**first, "DELETE FROM t"));

  EXPECT_EQ(first_cell(**second, "SELECT count(*) FROM t"), sql::Value(std::int64_t{1}));
}

TEST_F(RehearsalCopy, LeavesNothingWhenItIsCancelled) {
  const test::TemporaryDirectory elsewhere;
  const TemporaryFilesIn temporary(elsewhere.path());
  std::stop_source stop;
  stop.request_stop();
  Work work;
  work.stop = stop.get_token();
  const Catalog catalog = build(request({"app.db"}));

  EXPECT_EQ((*catalog.find("app"))->rehearse(work).error().code, ErrorCode::cancelled);

  EXPECT_THAT(elsewhere.names(), IsEmpty());
}

TEST_F(RehearsalCopy, WithoutATemporaryDirectorySaysWhatToSet) {
  const TemporaryFilesIn temporary(root() / "nowhere");
  const Catalog catalog = build(request({"app.db"}));

  const auto copy = (*catalog.find("app"))->rehearse({});

  ASSERT_FALSE(copy);
  EXPECT_THAT(copy.error().hint, HasSubstr("TMPDIR"));
}

}  // namespace
}  // namespace d1mcp::workspace
