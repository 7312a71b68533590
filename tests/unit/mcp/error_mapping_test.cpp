#include "mcp/error_mapping.hpp"

#include <gtest/gtest.h>

namespace d1mcp::mcp {
namespace {

TEST(ErrorResult, TellsTheModelInTextAndProgramsInMeta) {
  const Error error{.code = ErrorCode::sql_error,
                    .message = "no such column: nam",
                    .hint = "did you mean name?",
                    .place = Place{.file = "", .line = 1, .column = 8, .statement = 2}};

  const Json result = error_result(error);

  EXPECT_EQ(result.at("isError"), true);
  EXPECT_EQ(result.at("content").size(), 1U);
  EXPECT_EQ(result.at("content")[0].at("text"),
            "line 1, column 8 (statement 2): no such column: nam\ndid you mean name?");
  EXPECT_EQ(result.at("_meta").at("d1-mcp/error").dump(),
            R"({"code":"sql_error","message":"no such column: nam","hint":"did you mean name?",)"
            R"("place":{"line":1,"column":8,"statement":2}})");
}

TEST(ErrorResult, HasNoStructuredContent) {
  const Error error{.code = ErrorCode::busy, .message = "m", .hint = {}, .place = {}};

  EXPECT_FALSE(error_result(error).contains("structuredContent"));
  EXPECT_EQ(error_result(error).at("_meta").at("d1-mcp/error").dump(),
            R"({"code":"busy","message":"m"})");
}

}  // namespace
}  // namespace d1mcp::mcp
