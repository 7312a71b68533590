#include "transport/header_check.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <string>

#include "jsonrpc/codec.hpp"
#include "unit/mcp/toy_server.hpp"

namespace d1mcp::transport {
namespace {

using ::testing::HasSubstr;

jsonrpc::Request request(const std::string& method, const std::string& params) {
  return std::get<jsonrpc::Request>(
      std::get<jsonrpc::Message>(jsonrpc::decode(mcp::stateless_line(1, method, params), {})));
}

HttpHeaders headers(std::vector<std::pair<std::string, std::string>> fields) {
  HttpHeaders made;
  for (auto& [name, value] : fields) made.add(name, value);
  return made;
}

const jsonrpc::Request kCall = request("tools/call", R"("name":"Zürich")");

TEST(CheckHeaders, AdmitsThoseThatRepeatTheBody) {
  EXPECT_EQ(check_headers(headers({{"mcp-protocol-version", "2026-07-28"},
                                   {"MCP-METHOD", "tools/call"},
                                   {"Mcp-Name", "  =?base64?WsO8cmljaA==?=  "}}),
                          kCall),
            std::nullopt);
}

TEST(CheckHeaders, AsksForANameOnlyWhereThereIsOne) {
  EXPECT_EQ(
      check_headers(headers({{"MCP-Protocol-Version", "2026-07-28"}, {"Mcp-Method", "tools/list"}}),
                    request("tools/list", "")),
      std::nullopt);
}

TEST(CheckHeaders, LeavesAMissingParamToTheMethod) {
  EXPECT_EQ(check_headers(headers({{"MCP-Protocol-Version", "2026-07-28"},
                                   {"Mcp-Method", "tools/call"},
                                   {"Mcp-Name", "x"}}),
                          request("tools/call", "")),
            std::nullopt);
}

struct HeaderCheckCase {
  const char* what;
  std::vector<std::pair<std::string, std::string>> fields;
  const char* problem;
};

class HeaderMismatch : public ::testing::TestWithParam<HeaderCheckCase> {};

TEST_P(HeaderMismatch, IsRefused) {
  const auto fault = check_headers(headers(GetParam().fields), kCall);

  ASSERT_TRUE(fault);
  EXPECT_EQ(fault->code, jsonrpc::Code::header_mismatch);
  EXPECT_THAT(fault->message, HasSubstr(GetParam().problem));
}

INSTANTIATE_TEST_SUITE_P(
    Headers,
    HeaderMismatch,
    ::testing::Values(
        HeaderCheckCase{"no_version",
                        {{"Mcp-Method", "tools/call"}, {"Mcp-Name", "Zürich"}},
                        "MCP-Protocol-Version is missing"},
        HeaderCheckCase{"other_version", {{"MCP-Protocol-Version", "2025-11-25"}}, "disagree"},
        HeaderCheckCase{
            "no_method", {{"MCP-Protocol-Version", "2026-07-28"}}, "Mcp-Method is missing"},
        HeaderCheckCase{"upper_case_method",
                        {{"MCP-Protocol-Version", "2026-07-28"}, {"Mcp-Method", "TOOLS/CALL"}},
                        "Mcp-Method"},
        HeaderCheckCase{"no_name",
                        {{"MCP-Protocol-Version", "2026-07-28"}, {"Mcp-Method", "tools/call"}},
                        "Mcp-Name is missing"},
        HeaderCheckCase{"other_name",
                        {{"MCP-Protocol-Version", "2026-07-28"},
                         {"Mcp-Method", "tools/call"},
                         {"Mcp-Name", "Zurich"}},
                        "Mcp-Name"},
        HeaderCheckCase{"bad_padding",
                        {{"MCP-Protocol-Version", "2026-07-28"},
                         {"Mcp-Method", "tools/call"},
                         {"Mcp-Name", "=?base64?WsO8cmljaA=?="}},
                        "base64"},
        HeaderCheckCase{"twice",
                        {{"MCP-Protocol-Version", "2026-07-28"},
                         {"Mcp-Method", "tools/call"},
                         {"Mcp-Method", "tools/call"}},
                        "Mcp-Method"}),
    [](const auto& tested) { return std::string(tested.param.what); });

TEST(DecodeHeaderValue, TakesAnythingElseLiterally) {
  EXPECT_EQ(decode_header_value("=?base64?SGVsbG8=?="), "Hello");
  EXPECT_EQ(decode_header_value("SGVsbG8="), "SGVsbG8=");
  EXPECT_EQ(decode_header_value("=?base64?SGVsbG8="), "=?base64?SGVsbG8=");
  EXPECT_EQ(decode_header_value("=?base64?="), "=?base64?=");
  EXPECT_EQ(decode_header_value("=?base64?SGVs!!!bG8=?="), std::nullopt);
  EXPECT_EQ(decode_header_value("=?base64?/w==?="), std::nullopt) << "not UTF-8";
}

}  // namespace
}  // namespace d1mcp::transport
