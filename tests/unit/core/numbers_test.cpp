#include <cmath>
#include <cstdlib>
#include <cstring>
#include <gtest/gtest.h>
#include <limits>
#include <random>

#include "core/text.hpp"

namespace d1mcp {
namespace {

TEST(WithThousands, PutsACommaBeforeEveryThreeDigits) {
  EXPECT_EQ(with_thousands(0), "0");
  EXPECT_EQ(with_thousands(999), "999");
  EXPECT_EQ(with_thousands(1000), "1,000");
  EXPECT_EQ(with_thousands(123456), "123,456");
  EXPECT_EQ(with_thousands(1234567), "1,234,567");
  EXPECT_EQ(with_thousands(std::numeric_limits<std::uint64_t>::max()),
            "18,446,744,073,709,551,615");
}

TEST(Counted, AddsAnSUnlessThereIsOne) {
  EXPECT_EQ(counted(0, "row"), "0 rows");
  EXPECT_EQ(counted(1, "row"), "1 row");
  EXPECT_EQ(counted(1200, "row"), "1,200 rows");
}

TEST(HumanBytes, HasOneDecimalFromAKilobyteOn) {
  EXPECT_EQ(human_bytes(0), "0 bytes");
  EXPECT_EQ(human_bytes(1), "1 byte");
  EXPECT_EQ(human_bytes(1023), "1,023 bytes");
  EXPECT_EQ(human_bytes(1024), "1.0 KB");
  EXPECT_EQ(human_bytes(1536), "1.5 KB");
  EXPECT_EQ(human_bytes(std::uint64_t{5} << 20U), "5.0 MB");
  EXPECT_EQ(human_bytes(std::uint64_t{1} << 30U), "1.0 GB");
  EXPECT_EQ(human_bytes(std::uint64_t{3} << 40U), "3.0 TB");
}

TEST(HumanBytes, NeverRoundsToAThousandAndTwentyFourOfAUnit) {
  EXPECT_EQ(human_bytes((std::uint64_t{1} << 20U) - 1), "1.0 MB");
  EXPECT_EQ(human_bytes((std::uint64_t{1} << 30U) - 1), "1.0 GB");
}

TEST(HumanBytes, EndsWithTerabytes) {
  EXPECT_EQ(human_bytes(std::uint64_t{1} << 60U), "1048576.0 TB");
}

TEST(RealText, NeverLooksLikeAnInteger) {
  EXPECT_EQ(real_to_text(5), "5.0");
  EXPECT_EQ(real_to_text(0), "0.0");
  EXPECT_EQ(real_to_text(-0.0), "-0.0");
  EXPECT_EQ(real_to_text(0.1), "0.1");
  EXPECT_EQ(real_to_text(1e300), "1e+300");
  EXPECT_EQ(real_to_text(123456789012345680.0), "123456789012345680.0");
}

TEST(RealText, OfWhatIsNoNumberIsAWord) {
  EXPECT_EQ(real_to_text(std::numeric_limits<double>::infinity()), "Infinity");
  EXPECT_EQ(real_to_text(-std::numeric_limits<double>::infinity()), "-Infinity");
  EXPECT_EQ(real_to_text(std::nan("")), "NaN");
}

void expect_round_trip(double number) {
  const std::string text = real_to_text(number);
  EXPECT_EQ(std::strtod(text.c_str(), nullptr), number) << text;
  EXPECT_NE(text.find_first_of(".e"), std::string::npos) << text;
}

TEST(RealText, ReadsBackAsTheSameNumber) {
  expect_round_trip(std::numeric_limits<double>::min());
  expect_round_trip(std::numeric_limits<double>::max());
  expect_round_trip(std::numeric_limits<double>::lowest());
  expect_round_trip(std::numeric_limits<double>::denorm_min());
  std::mt19937_64 random(20'260'801);
  for (int count = 0; count < 20'000; ++count) {
    const std::uint64_t bits = random();
    double number = 0;
    static_assert(sizeof number == sizeof bits);
    std::memcpy(&number, &bits, sizeof number);
    if (std::isfinite(number)) expect_round_trip(number);
  }
}

}  // namespace
}  // namespace d1mcp
