#include "wrangler/local_state.hpp"

#include <gmock/gmock.h>

#include "support/temporary_directory.hpp"

namespace d1mcp::wrangler {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

struct Derivation {
  const char* id;
  const char* file;
};

void PrintTo(const Derivation& derivation, std::ostream* out) {
  *out << derivation.id;
}

class DatabaseFileName : public ::testing::TestWithParam<Derivation> {};

// Each file was made by wrangler 4.164.0.
TEST_P(DatabaseFileName, IsTheOneWranglerMakes) {
  EXPECT_EQ(d1_file_name(GetParam().id), GetParam().file);
  EXPECT_TRUE(is_d1_file_name(GetParam().file));
}

INSTANTIATE_TEST_SUITE_P(
    Ids,
    DatabaseFileName,
    ::testing::Values(
        Derivation{"22222222-2222-2222-2222-222222222222",
                   "b7c63e09c49f45a5d332d82e39967645a29c947b4f31ed8f4661adf2ec763ff8.sqlite"},
        Derivation{"NOID",
                   "4352776c43bd0755e466d0f7c7a1f4b761c294a796aa48768ba01c743affd068.sqlite"},
        Derivation{"44444444-4444-4444-4444-444444444444",
                   "1c35b88d6949ff34bca3e4f2e724623bd6b75e6a45d39ee9883d76578f8cd491.sqlite"},
        Derivation{"BONLY",
                   "943e3d4d4785a33f3ff5d358cb86fa572788a58c59b161f4c7ce82f5d2ed3df4.sqlite"},
        Derivation{"local",
                   "2b35d4d42e3c9f6b5ad5b5579a7b1470c66e69f6b33a31e3f5a0095cc6d18656.sqlite"},
        Derivation{"11111111-1111-1111-1111-111111111111",
                   "c917712ba74c5102d69ecf1555a42fe4d03ba423fee62c633ac82b645ae953eb.sqlite"},
        Derivation{"DB", "e7352547963de7050bd7d94658afc4fe78b61811b7815da12d90be8e863abf4d.sqlite"},
        Derivation{"", "d7e7dad26bda2eb41e10f2b5b0776873c53023ab37e537e0aca2622a0a57c851.sqlite"}));

TEST(DatabaseFileName, IsToldFromOthersByItsSecondHalf) {
  EXPECT_FALSE(is_d1_file_name("metadata.sqlite"));
  EXPECT_FALSE(is_d1_file_name(""));
  // One digit of the second half, then of the first, is wrong.
  EXPECT_FALSE(
      is_d1_file_name("e7352547963de7050bd7d94658afc4fe78b61811b7815da12d90be8e863abf4e.sqlite"));
  EXPECT_FALSE(
      is_d1_file_name("f7352547963de7050bd7d94658afc4fe78b61811b7815da12d90be8e863abf4d.sqlite"));
  EXPECT_FALSE(
      is_d1_file_name("E7352547963DE7050BD7D94658AFC4FE78B61811B7815DA12D90BE8E863ABF4D.sqlite"));
  EXPECT_FALSE(is_d1_file_name(
      "e7352547963de7050bd7d94658afc4fe78b61811b7815da12d90be8e863abf4d.sqlite-wal"));
  EXPECT_FALSE(
      is_d1_file_name("e7352547963de7050bd7d94658afc4fe78b61811b7815da12d90be8e863abf4d.sqlitx"));
}

D1Entry entry_with(std::optional<std::string> id, std::optional<std::string> preview_id) {
  D1Entry entry;
  entry.binding = "DB";
  entry.database_name = "name";
  entry.database_id = std::move(id);
  entry.preview_database_id = std::move(preview_id);
  return entry;
}

TEST(LocalDatabaseId, IsThePreviewIdThenTheIdThenTheBinding) {
  EXPECT_EQ(local_database_id(entry_with("id", "preview")), "preview");
  EXPECT_EQ(local_database_id(entry_with("id", {})), "id");
  EXPECT_EQ(local_database_id(entry_with({}, {})), "DB");
  EXPECT_EQ(local_database_id(entry_with("id", "")), "");
  EXPECT_EQ(local_database_id(entry_with("", {})), "");
}

TEST(LocalState, LiesBesideTheConfiguration) {
  EXPECT_EQ(default_persist_directory("/p/wrangler.toml"), "/p/.wrangler/state");
  EXPECT_EQ(local_database_file(default_persist_directory("/p/wrangler.toml"), entry_with({}, {})),
            "/p/.wrangler/state/v3/d1/miniflare-D1DatabaseObject/"
            "e7352547963de7050bd7d94658afc4fe78b61811b7815da12d90be8e863abf4d.sqlite");
}

TEST(LocalState, IsPersistedRelativeToTheWorkingDirectory) {
  EXPECT_EQ(persist_directory("/srv", "./state2/"), "/srv/state2");
  EXPECT_EQ(persist_directory("/srv/app", "../shared"), "/srv/shared");
  EXPECT_EQ(persist_directory("/work", "/elsewhere"), "/elsewhere");
}

TEST(LocalDatabases, AreTheFilesWithFittingNames) {
  const test::TemporaryDirectory temporary;
  const auto folder = local_database_directory(temporary.path());
  for (const char* const name :
       {"metadata.sqlite",
        "e7352547963de7050bd7d94658afc4fe78b61811b7815da12d90be8e863abf4d.sqlite",
        "e7352547963de7050bd7d94658afc4fe78b61811b7815da12d90be8e863abf4d.sqlite-wal",
        "2b35d4d42e3c9f6b5ad5b5579a7b1470c66e69f6b33a31e3f5a0095cc6d18656.sqlite"}) {
    temporary.write((folder.lexically_relative(temporary.path()) / name).string(), "x");
  }
  std::filesystem::create_directory(folder / d1_file_name("a folder"));

  const auto found = find_local_databases(temporary.path());

  ASSERT_TRUE(found);
  EXPECT_THAT(*found, ElementsAre(folder / d1_file_name("local"), folder / d1_file_name("DB")));
}

TEST(LocalDatabases, AreNoneBeforeTheFirstRun) {
  const test::TemporaryDirectory temporary;

  const auto found = find_local_databases(temporary.path());

  ASSERT_TRUE(found);
  EXPECT_THAT(*found, IsEmpty());
}

}  // namespace
}  // namespace d1mcp::wrangler
