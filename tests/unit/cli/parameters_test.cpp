#include "cli/parameters.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace d1mcp::cli {
namespace {

using jsonrpc::Json;
using testing::HasSubstr;

struct ParametersCase {
  const char* written;
  const char* json;
};

TEST(Parameter, IsTypedLikeAJsonLiteralAndTextOtherwise) {
  const std::vector<ParametersCase> cases = {
      {"1", "1"},
      {"-1", "-1"},
      {"0", "0"},
      {"-0", "0"},
      {"007", R"("007")"},
      {"+1", R"("+1")"},
      {"0x10", R"("0x10")"},
      {"1.5", "1.5"},
      {"1.0", "1.0"},
      {"1.", R"("1.")"},
      {".5", R"(".5")"},
      {"-", R"("-")"},
      {"1e3", "1000.0"},
      {"1E-2", "0.01"},
      {"1e", R"("1e")"},
      {"1e-400", "0.0"},
      {"9007199254740991", "9007199254740991"},
      {"-9007199254740991", "-9007199254740991"},
      {"9007199254740992", R"({"$int":"9007199254740992"})"},
      {"-9223372036854775808", R"({"$int":"-9223372036854775808"})"},
      {"true", "1"},
      {"false", "0"},
      {"null", "null"},
      {"NULL", R"("NULL")"},
      {"True", R"("True")"},
      {"NaN", R"("NaN")"},
      {"Infinity", R"("Infinity")"},
      {"", R"("")"},
      {" 1", R"(" 1")"},
      {"1 ", R"("1 ")"},
      {"\"a\"", R"("\"a\"")"},
      {"[1]", R"("[1]")"},
      {"text:1", R"("1")"},
      {"text:", R"("")"},
      {"text:text:x", R"("text:x")"},
      {"text:null", R"("null")"},
      {"Text:1", R"("Text:1")"},
      {"für", R"("für")"},
      {"2026-03-02", R"("2026-03-02")"},
  };
  for (const ParametersCase& c : cases) {
    SCOPED_TRACE(c.written);
    const auto value = parse_parameter(c.written);
    ASSERT_TRUE(value) << describe(value.error());
    const Json expected = Json::parse(c.json);
    EXPECT_EQ(*value, expected);
    EXPECT_EQ(value->is_number_float(), expected.is_number_float());
  }
}

TEST(Parameter, IsRefusedRatherThanRounded) {
  for (const char* written :
       {"9223372036854775808", "-9223372036854775809", "1e400", "-1e999", "99999999999999999999"}) {
    SCOPED_TRACE(written);
    const auto value = parse_parameter(written);
    ASSERT_FALSE(value);
    EXPECT_EQ(value.error().code, ErrorCode::invalid_argument);
    EXPECT_THAT(value.error().hint, HasSubstr(std::string("text:") + written));
  }
}

TEST(Parameter, IsValidUtf8) {
  const auto value = parse_parameter("a\xFF");

  ASSERT_FALSE(value);
  EXPECT_THAT(value.error().message, HasSubstr("not valid UTF-8"));
}

}  // namespace
}  // namespace d1mcp::cli
