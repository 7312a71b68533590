#include "transfer/json_cell.hpp"

#include <cstdint>
#include <gtest/gtest.h>
#include <limits>
#include <string>
#include <string_view>

namespace d1mcp::transfer {
namespace {

using namespace std::string_view_literals;

struct JsonCellCase {
  sql::Cell cell;
  std::string json;
};

constexpr double kInfinity = std::numeric_limits<double>::infinity();

class JsonCell : public ::testing::TestWithParam<JsonCellCase> {};

TEST_P(JsonCell, KeepsTheValueExactly) {
  std::string json;
  append_json_cell(json, GetParam().cell);

  EXPECT_EQ(json, GetParam().json);
}

INSTANTIATE_TEST_SUITE_P(
    Cases,
    JsonCell,
    ::testing::Values(JsonCellCase{sql::Cell::null(), "null"},
                      JsonCellCase{sql::Cell::of(std::int64_t{-7}), "-7"},
                      JsonCellCase{sql::Cell::of(std::int64_t{9007199254740991}),
                                   "9007199254740991"},
                      JsonCellCase{sql::Cell::of(std::int64_t{9007199254740992}),
                                   R"({"$int":"9007199254740992"})"},
                      JsonCellCase{sql::Cell::of(std::int64_t{-9007199254740992}),
                                   R"({"$int":"-9007199254740992"})"},
                      JsonCellCase{sql::Cell::of(std::numeric_limits<std::int64_t>::min()),
                                   R"({"$int":"-9223372036854775808"})"},
                      JsonCellCase{sql::Cell::of(1.0), "1.0"},
                      JsonCellCase{sql::Cell::of(-0.0), "-0.0"},
                      JsonCellCase{sql::Cell::of(0.1), "0.1"},
                      JsonCellCase{sql::Cell::of(1e300), "1e+300"},
                      JsonCellCase{sql::Cell::of(kInfinity), R"({"$real":"Infinity"})"},
                      JsonCellCase{sql::Cell::of(-kInfinity), R"({"$real":"-Infinity"})"},
                      JsonCellCase{sql::Cell::text("it's \"x\"\n"), R"("it's \"x\"\n")"},
                      JsonCellCase{sql::Cell::text(""), R"("")"},
                      JsonCellCase{sql::Cell::text("a\0"sv), R"("a\u0000")"},
                      JsonCellCase{sql::Cell::text("\x80"), R"({"$text_base64":"gA==","bytes":1})"},
                      JsonCellCase{sql::Cell::blob("\0\xFF"sv), R"({"$blob":"AP8=","bytes":2})"},
                      JsonCellCase{sql::Cell::blob(""), R"({"$blob":"","bytes":0})"}));

}  // namespace
}  // namespace d1mcp::transfer
