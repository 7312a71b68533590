#include "cursor.hpp"

#include <gtest/gtest.h>
#include <limits>

#include "core/encoding.hpp"

namespace d1mcp::tools {
namespace {

TEST(Cursor, ComesBackAsItsOffset) {
  for (const std::uint64_t offset :
       {std::uint64_t{0}, std::uint64_t{200}, std::numeric_limits<std::uint64_t>::max()}) {
    EXPECT_EQ(*read_cursor(make_cursor(offset, "app\nSELECT 1"), "app\nSELECT 1"), offset);
  }
}

TEST(Cursor, ThatIsEmptyIsTheBeginning) {
  EXPECT_EQ(*read_cursor("", "anything"), 0U);
}

TEST(Cursor, IsFitForAnyText) {
  const std::string cursor = make_cursor(123, "subject");

  EXPECT_EQ(cursor.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
                                     "0123456789-_"),
            std::string::npos);
}

TEST(Cursor, OfAnotherSubjectIsRefused) {
  const auto offset = read_cursor(make_cursor(5, "SELECT 1"), "SELECT 2");

  ASSERT_FALSE(offset);
  EXPECT_EQ(offset.error().code, ErrorCode::invalid_argument);
  EXPECT_FALSE(offset.error().hint.empty());
}

TEST(Cursor, ThatNobodyMadeIsRefused) {
  const std::string good = make_cursor(5, "s");
  const std::string fingerprint = base64url_decode(good)->substr(0, 16);
  for (const std::string& cursor : {std::string("x"),
                                    std::string("5"),
                                    std::string("not a cursor"),
                                    good + "A",
                                    good.substr(1),
                                    base64url_encode(fingerprint),
                                    base64url_encode(fingerprint + "-5"),
                                    base64url_encode(fingerprint + "5x"),
                                    base64url_encode(fingerprint + "99999999999999999999")}) {
    const auto offset = read_cursor(cursor, "s");
    ASSERT_FALSE(offset) << cursor;
    EXPECT_EQ(offset.error().code, ErrorCode::invalid_argument) << cursor;
  }
}

}  // namespace
}  // namespace d1mcp::tools
