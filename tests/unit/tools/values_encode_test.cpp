#include <cstdlib>
#include <gtest/gtest.h>
#include <limits>

#include "core/encoding.hpp"
#include "core/text.hpp"
#include "values.hpp"

namespace d1mcp::tools {
namespace {

using sql::Cell;

constexpr std::size_t kPlenty = 1'000'000;

std::string encoded(const Cell& cell, std::size_t max_bytes = kPlenty) {
  return encode_value(cell, max_bytes).dump();
}

TEST(EncodeValue, WritesNullAndIntegers) {
  EXPECT_EQ(encoded(Cell::null()), "null");
  EXPECT_EQ(encoded(Cell::of(std::int64_t{-7})), "-7");
}

TEST(EncodeValue, WritesIntegersBeyondTwoToThe53AsText) {
  constexpr std::int64_t kLargest = 9007199254740991;
  EXPECT_EQ(encoded(Cell::of(kLargest)), "9007199254740991");
  EXPECT_EQ(encoded(Cell::of(-kLargest)), "-9007199254740991");
  EXPECT_EQ(encoded(Cell::of(kLargest + 1)), R"({"$int":"9007199254740992"})");
  EXPECT_EQ(encoded(Cell::of(-kLargest - 1)), R"({"$int":"-9007199254740992"})");
  EXPECT_EQ(encoded(Cell::of(std::numeric_limits<std::int64_t>::min())),
            R"({"$int":"-9223372036854775808"})");
}

TEST(EncodeValue, WritesRealsWithAPointOrAnExponent) {
  EXPECT_EQ(encoded(Cell::of(5.0)), "5.0");
  EXPECT_EQ(encoded(Cell::of(-0.0)), "-0.0");
  EXPECT_EQ(encoded(Cell::of(0.1)), "0.1");
  EXPECT_EQ(encoded(Cell::of(1e300)), "1e+300");
  EXPECT_EQ(encoded(Cell::of(9007199254740993.0)), "9.007199254740992e+15");
}

TEST(EncodeValue, WritesRealsExactly) {
  for (const double number : {0.1 + 0.2, 1.0 / 3, 5e-324, 1.7976931348623157e308, 123456789.123}) {
    EXPECT_EQ(std::strtod(encoded(Cell::of(number)).c_str(), nullptr), number);
  }
}

TEST(EncodeValue, WritesInfinitiesAsWords) {
  const double infinity = std::numeric_limits<double>::infinity();
  EXPECT_EQ(encoded(Cell::of(infinity)), R"({"$real":"Infinity"})");
  EXPECT_EQ(encoded(Cell::of(-infinity)), R"({"$real":"-Infinity"})");
}

TEST(EncodeValue, WritesTextAsItIs) {
  EXPECT_EQ(encoded(Cell::text("")), R"("")");
  EXPECT_EQ(encoded(Cell::text("h\xC3\xA9llo \"x\"")), "\"h\xC3\xA9llo \\\"x\\\"\"");
  EXPECT_EQ(encoded(Cell::text(std::string_view("a\0b", 3))), R"("a\u0000b")");
}

TEST(EncodeValue, WritesTextThatIsNotUtf8AsBase64) {
  EXPECT_EQ(encoded(Cell::text("\xFF\xFE")), R"({"$text_base64":"//4=","bytes":2})");
}

TEST(EncodeValue, WritesBlobsAsBase64WithTheirSize) {
  EXPECT_EQ(encoded(Cell::blob(std::string_view("\0\1\2", 3))), R"({"$blob":"AAEC","bytes":3})");
  EXPECT_EQ(encoded(Cell::blob("")), R"({"$blob":"","bytes":0})");
}

TEST(EncodeValue, CutsOnlyWhatIsLonger) {
  EXPECT_EQ(encoded(Cell::text("12345"), 5), R"("12345")");
  EXPECT_EQ(shown_bytes(Cell::text("12345"), 5), 5U);
  EXPECT_EQ(encoded(Cell::text("123456"), 5), R"({"$cut":"text","head":"12345","bytes":6})");
  EXPECT_EQ(shown_bytes(Cell::text("123456"), 5), 5U);
  EXPECT_EQ(encoded(Cell::blob("123456"), 3), R"({"$cut":"blob","head":"MTIz","bytes":6})");
  EXPECT_EQ(shown_bytes(Cell::blob("123456"), 3), 3U);
  EXPECT_EQ(encoded(Cell::of(std::int64_t{1'000'000}), 2), "1000000");
}

TEST(EncodeValue, CutsNoCodePointInTwo) {
  for (std::size_t limit = 0; limit < 6; ++limit) {
    const Json json = encode_value(Cell::text("\xC3\xA9\xE2\x82\xAC\xC3\xA9"), limit);
    EXPECT_TRUE(is_valid_utf8(json.at("head").get<std::string>())) << limit;
    EXPECT_EQ(json.at("bytes"), 7);
    EXPECT_EQ(shown_bytes(Cell::text("\xC3\xA9\xE2\x82\xAC\xC3\xA9"), limit),
              json.at("head").get<std::string>().size());
  }
}

TEST(EncodeValue, CutsTextThatIsNotUtf8ToSomethingThatIs) {
  const Json json = encode_value(Cell::text(std::string(100, '\xFF')), 10);

  EXPECT_EQ(json.at("$cut"), "text");
  EXPECT_EQ(json.at("bytes"), 100);
  EXPECT_TRUE(is_valid_utf8(json.at("head").get<std::string>()));
  EXPECT_NO_THROW(json.dump());
}

}  // namespace
}  // namespace d1mcp::tools
