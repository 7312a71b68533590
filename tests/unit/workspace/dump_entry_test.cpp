#include <thread>

#include "fixture.hpp"

namespace d1mcp::workspace {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class DumpEntry : public WorkspaceTest {
 protected:
  DumpEntry() : dump_(write("app.sql", "CREATE TABLE t(a);\nINSERT INTO t VALUES(1);\n")) {}

  sql::Value rows(Entry& entry) {
    const auto reader = entry.reader({});
    EXPECT_TRUE(reader) << reader.error().message;
    return reader ? first_cell(**reader, "SELECT count(*) FROM t") : sql::Value();
  }

  std::filesystem::path dump_;
  static constexpr std::int64_t kOne = 1;
};

TEST_F(DumpEntry, IsLoadedIntoTheCacheAtItsFirstUse) {
  const Catalog catalog = build(request({"app.sql"}));
  Entry& entry = **catalog.find("app");
  EXPECT_THAT(cache_.names(), IsEmpty());
  EXPECT_TRUE(entry.exists());

  EXPECT_EQ(rows(entry), sql::Value(kOne));

  EXPECT_THAT(cache_.names(), SizeIs(1));
  EXPECT_TRUE(cache_.names().begin()->starts_with("d1-mcp/"));
}

TEST_F(DumpEntry, IsLoadedOnceByAllWhoOpenIt) {
  const Catalog first = build(request({"app.sql"}));
  rows(**first.find("app"));
  const auto loaded = cache_ / *cache_.names().begin();
  const auto identity = identify(loaded);

  const Catalog second = build(request({"app.sql"}));
  rows(**second.find("app"));

  EXPECT_THAT(cache_.names(), SizeIs(1));
  EXPECT_EQ(identify(loaded), identity);
}

TEST_F(DumpEntry, IsLoadedAgainWhenItsTextChanges) {
  const Catalog catalog = build(request({"app.sql"}));
  Entry& entry = **catalog.find("app");
  EXPECT_EQ(rows(entry), sql::Value(kOne));

  write("app.sql", "CREATE TABLE t(a);\nINSERT INTO t VALUES(1),(2),(3);\n");

  EXPECT_EQ(rows(entry), sql::Value(std::int64_t{3}));
}

TEST_F(DumpEntry, MayChangeWhileAReaderIsOut) {
  const Catalog catalog = build(request({"app.sql"}));
  Entry& entry = **catalog.find("app");
  {
    const auto old_reader = entry.reader({});
    ASSERT_TRUE(old_reader);
    write("app.sql", "CREATE TABLE t(a);\nINSERT INTO t VALUES(1),(2),(3);\n");
    EXPECT_EQ(rows(entry), sql::Value(std::int64_t{3}));

    EXPECT_EQ(first_cell(**old_reader, "SELECT count(*) FROM t"), sql::Value(kOne));
  }

  EXPECT_EQ(rows(entry), sql::Value(std::int64_t{3}));
}

TEST_F(DumpEntry, CanBeOpenedByManyAtOnce) {
  const Catalog catalog = build(request({"app.sql"}));
  Entry& entry = **catalog.find("app");
  std::vector<std::jthread> threads;
  for (int thread = 0; thread < 6; ++thread) {
    threads.emplace_back([&] { EXPECT_EQ(rows(entry), sql::Value(kOne)); });
  }
  threads.clear();

  EXPECT_THAT(cache_.names(), SizeIs(1));
}

TEST_F(DumpEntry, RefusesWriters) {
  const Catalog catalog = build(request({"app.sql"}));

  const auto writer = (*catalog.find("app"))->writer(sqlite::Creation::may_create);

  ASSERT_FALSE(writer);
  EXPECT_EQ(writer.error().code, ErrorCode::permission_denied);
  EXPECT_THAT(writer.error().message, HasSubstr("app.sql is a SQL dump"));
  EXPECT_FALSE(writer.error().hint.empty());
}

TEST_F(DumpEntry, CanBeRehearsedOn) {
  const Catalog catalog = build(request({"app.sql"}));

  const auto copy = (*catalog.find("app"))->rehearse({});

  ASSERT_TRUE(copy) << copy.error().message;
  EXPECT_EQ(first_cell(**copy, "SELECT count(*) FROM t"), sql::Value(kOne));
}

TEST_F(DumpEntry, ThatIsBrokenNamesItsLineAndLeavesNoCacheFile) {
  write("app.sql", "CREATE TABLE t(a);\nINSERT INTO t VALUES(1);\nINSERT INTO gone VALUES(1);\n");
  const Catalog catalog = build(request({"app.sql"}));

  const auto reader = (*catalog.find("app"))->reader({});

  ASSERT_FALSE(reader);
  EXPECT_THAT(describe(reader.error()), HasSubstr("app.sql:3:"));
  EXPECT_THAT(cache_.names(), IsEmpty());
}

TEST_F(DumpEntry, IsNotLoadedOnceItWasCancelled) {
  std::stop_source stop;
  stop.request_stop();
  Work work;
  work.stop = stop.get_token();
  const Catalog catalog = build(request({"app.sql"}));

  EXPECT_EQ((*catalog.find("app"))->reader(work).error().code, ErrorCode::cancelled);
  EXPECT_THAT(cache_.names(), IsEmpty());
}

}  // namespace
}  // namespace d1mcp::workspace
