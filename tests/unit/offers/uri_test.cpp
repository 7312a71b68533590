#include "offers/uri.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace d1mcp::offers {
namespace {

using ::testing::Optional;

const std::string kHostile[] = {"a/b",
                                "a b",
                                "100%",
                                "%2F",
                                "naïve",
                                "日本",
                                "?x=1#y",
                                "..",
                                "\"';",
                                "\n",
                                std::string("\0", 1),
                                "\xFF\xFE"};

TEST(Uri, IsWhatTheReferenceSays) {
  EXPECT_EQ(to_uri({.database = "app", .part = Part::schema}), "d1://app/schema");
  EXPECT_EQ(to_uri({.database = "app", .part = Part::table, .name = "users"}),
            "d1://app/tables/users");
  EXPECT_EQ(to_uri({.database = "app", .part = Part::migrations}), "d1://app/migrations");
  EXPECT_EQ(to_uri({.database = "app", .part = Part::migration_file, .name = "sub/001_a.sql"}),
            "d1://app/migrations/sub%2F001_a.sql");
}

TEST(Uri, EncodesAllThatIsNotUnreserved) {
  EXPECT_EQ(to_uri({.database = "my app", .part = Part::table, .name = "100% é?#"}),
            "d1://my%20app/tables/100%25%20%C3%A9%3F%23");
}

TEST(Uri, ComesBackWhateverTheNames) {
  for (const std::string& name : kHostile) {
    for (const Part part : {Part::table, Part::migration_file}) {
      const Address address{.database = name, .part = part, .name = name};

      EXPECT_THAT(parse_uri(to_uri(address)), Optional(address)) << to_uri(address);
    }
  }
}

TEST(Uri, OfATableMayHaveAnEmptyName) {
  const Address address{.database = "app", .part = Part::table, .name = ""};

  EXPECT_EQ(to_uri(address), "d1://app/tables/");
  EXPECT_THAT(parse_uri("d1://app/tables/"), Optional(address));
}

TEST(Uri, MaySpellTheSchemeAndTheDigitsInEitherCase) {
  EXPECT_THAT(parse_uri("D1://app/tables/%c3%a9"),
              Optional(Address{.database = "app", .part = Part::table, .name = "é"}));
}

TEST(Uri, TakesWhatShouldHaveBeenEncoded) {
  EXPECT_THAT(parse_uri("d1://app/tables/two words"),
              Optional(Address{.database = "app", .part = Part::table, .name = "two words"}));
}

class NoUri : public ::testing::TestWithParam<const char*> {};

TEST_P(NoUri, IsRefused) {
  EXPECT_EQ(parse_uri(GetParam()), std::nullopt);
}

INSTANTIATE_TEST_SUITE_P(OfWrongForm,
                         NoUri,
                         ::testing::Values("",
                                           "d1:",
                                           "d1://",
                                           "d1://app",
                                           "d1:///schema",
                                           "d1://app/",
                                           "d1://app/Schema",
                                           "d1://app/schema/",
                                           "d1://app/schema?x",
                                           "d1://app/tables",
                                           "d1://app/tables/a/b",
                                           "d1://app/tables/a?b",
                                           "d1://app/tables/a#b",
                                           "d1://app/tables/%",
                                           "d1://app/tables/%4",
                                           "d1://app/tables/%zz",
                                           "d1://a%/schema",
                                           "d1://app/migrations/../x.sql",
                                           "file:///etc/passwd",
                                           "http://app/schema"));

}  // namespace
}  // namespace d1mcp::offers
