#include "transport/line_reader.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <string>
#include <vector>

namespace d1mcp::transport {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<std::string> read(std::string_view bytes,
                              std::size_t step,
                              std::size_t max_bytes = 100) {
  std::vector<std::string> lines;
  const auto keep = [&](Line line) {
    std::string id = line.id ? std::to_string(std::get<std::int64_t>(*line.id)) : "unknown";
    lines.push_back(line.too_long ? "too long, id " + id : std::move(line.text));
  };
  LineReader reader(max_bytes);
  for (std::size_t at = 0; at < bytes.size(); at += step) reader.feed(bytes.substr(at, step), keep);
  reader.finish(keep);
  return lines;
}

class Steps : public ::testing::TestWithParam<std::size_t> {};

TEST_P(Steps, MakeNoDifferenceToTheLines) {
  EXPECT_THAT(read("one\ntwo\r\n\n  \r\nthree\n", GetParam()),
              ElementsAre("one", "two\r", "three"));
}

TEST_P(Steps, MakeNoDifferenceToALineThatIsTooLong) {
  const std::string long_line = R"({"params":")" + std::string(500, 'x') + R"(","id":7})";

  EXPECT_THAT(read("one\n" + long_line + "\ntwo\n", GetParam()),
              ElementsAre("one", "too long, id 7", "two"));
}

INSTANTIATE_TEST_SUITE_P(Sizes, Steps, ::testing::Values(1, 2, 3, 7, 64, 100'000));

TEST(LineReader, GivesAnUnfinishedLineAtTheEnd) {
  EXPECT_THAT(read("one\ntwo", 100), ElementsAre("one", "two"));
  EXPECT_THAT(read("", 100), IsEmpty());
  EXPECT_THAT(read("\n", 100), IsEmpty());
}

TEST(LineReader, AdmitsTheLongestLineAndNoMore) {
  EXPECT_THAT(read("12345\n", 1, 5), ElementsAre("12345"));
  EXPECT_THAT(read("123456\n", 1, 5), ElementsAre("too long, id unknown"));
  EXPECT_THAT(read("123456", 1, 5), ElementsAre("too long, id unknown"));
}

}  // namespace
}  // namespace d1mcp::transport
