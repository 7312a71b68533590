#include "mcp/pagination.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/encoding.hpp"

namespace d1mcp::mcp {
namespace {

Json numbers(int count) {
  Json all = Json::array();
  for (int number = 0; number < count; ++number) all.push_back(number);
  return all;
}

TEST(Pagination, GivesAShortListWhole) {
  const auto result = list_result(Json::object(), "things", numbers(3));

  EXPECT_EQ(std::get<Json>(result).dump(), R"({"things":[0,1,2]})");
}

TEST(Pagination, WalksALongListWithoutGapOrRepeat) {
  const Json all = numbers(250);
  Json seen = Json::array();
  Json params = Json::object();
  int pages = 0;

  while (true) {
    const auto result = list_result(params, "things", all);
    const Json& page = std::get<Json>(result);
    for (const Json& entry : page.at("things")) seen.push_back(entry);
    ++pages;
    if (!page.contains("nextCursor")) break;
    params["cursor"] = page.at("nextCursor");
  }

  EXPECT_EQ(seen, all);
  EXPECT_EQ(pages, 3);
}

TEST(Pagination, TakesAnEmptyCursorForTheFirstPage) {
  EXPECT_TRUE(std::holds_alternative<Json>(list_result({{"cursor", ""}}, "things", numbers(3))));
}

class JunkCursor : public ::testing::TestWithParam<Json> {};

TEST_P(JunkCursor, IsRefused) {
  const auto result = list_result({{"cursor", GetParam()}}, "things", numbers(250));

  ASSERT_TRUE(std::holds_alternative<jsonrpc::Fault>(result)) << GetParam();
  EXPECT_EQ(std::get<jsonrpc::Fault>(result).code, jsonrpc::Code::invalid_params);
}

INSTANTIATE_TEST_SUITE_P(Cursors,
                         JunkCursor,
                         ::testing::Values(Json("junk"),
                                           Json(7),
                                           Json(nullptr),
                                           Json(base64url_encode("others:100")),
                                           Json(base64url_encode("things:")),
                                           Json(base64url_encode("things:0")),
                                           Json(base64url_encode("things:7")),
                                           Json(base64url_encode("things:300")),
                                           Json(base64url_encode("things:-100")),
                                           Json(base64url_encode("things:100x")),
                                           Json(base64url_encode("things:99999999999999999999"))));

}  // namespace
}  // namespace d1mcp::mcp
