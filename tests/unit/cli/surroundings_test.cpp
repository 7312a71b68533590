#include "cli/surroundings.hpp"

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>

namespace d1mcp::cli {
namespace {

TEST(RealSurroundings, AreTheProcesss) {
  const Surroundings real = real_surroundings("1.2.3");
  const std::string path = testing::TempDir() + "surroundings_test.sql";
  std::ofstream(path) << "SELECT 1";

  EXPECT_EQ(real.version, "1.2.3");
  EXPECT_TRUE(real.variable("PATH"));
  EXPECT_FALSE(real.variable("D1MCP_SURELY_NOT_SET"));
  EXPECT_TRUE(real.exists(path));
  EXPECT_EQ(*real.read_file(path), "SELECT 1");

  std::filesystem::remove(path);
  EXPECT_FALSE(real.exists(path));
  EXPECT_EQ(real.read_file(path).error().code, ErrorCode::not_found);
}

TEST(RealSurroundings, ReadStandardInputToItsEnd) {
  const std::string path = testing::TempDir() + "standard_input_test.sql";
  const std::string content(200'000, 'x');
  std::ofstream(path) << content;
  ASSERT_NE(std::freopen(path.c_str(), "rb", stdin), nullptr);

  const auto read = real_surroundings("").read_standard_input();

  ASSERT_TRUE(read);
  EXPECT_EQ(*read, content);
  std::filesystem::remove(path);
}

}  // namespace
}  // namespace d1mcp::cli
