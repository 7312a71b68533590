#include "core/compression.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <string>
#include <string_view>
#include <utility>

namespace d1mcp {
namespace {

using ::testing::HasSubstr;

constexpr std::string_view kGzip(
    "\x1F\x8B\x08\x00\x00\x00\x00\x00\x02\x03\xCB\xCF\x4B\x55\xC8\xC9\xCC\x4B\xE5\x02\x00\x35\x3C"
    "\x6A"
    "\xDE\x09\x00\x00\x00",
    29);
constexpr std::string_view kZstd(
    "\x28\xB5\x2F\xFD\x20\x09\x49\x00\x00\x6F\x6E\x65\x20\x6C\x69\x6E\x65\x0A", 18);

ByteSource one_byte_at_a_time(std::string bytes) {
  return [bytes = std::move(bytes), at = std::size_t{0}]() mutable -> Result<std::string> {
    return at == bytes.size() ? std::string() : std::string(1, bytes[at++]);
  };
}

Result<std::string> all_of(const ByteSource& source) {
  std::string text;
  while (true) {
    TRY_ASSIGN(const std::string piece, source());
    if (piece.empty()) return text;
    text += piece;
  }
}

TEST(Compression, IsToldByTheFirstBytes) {
  EXPECT_EQ(compression_of(kGzip), Compression::gzip);
  EXPECT_EQ(compression_of(kZstd), Compression::zstd);
  EXPECT_EQ(compression_of("CREATE TABLE t(a)"), Compression::none);
  EXPECT_EQ(compression_of(""), Compression::none);
}

TEST(Compression, IsUndoneForSeveralMembersInARow) {
  const std::string twice = "one line\none line\n";

  EXPECT_EQ(*all_of(unpack_gzip(one_byte_at_a_time(std::string(kGzip) + std::string(kGzip)), "f")),
            twice);
  EXPECT_EQ(*all_of(unpack_zstd(one_byte_at_a_time(std::string(kZstd) + std::string(kZstd)), "f")),
            twice);
}

TEST(Compression, SaysWhenTheDataEndsTooEarly) {
  for (std::size_t size = 5; size < kGzip.size(); ++size) {
    const auto text =
        all_of(unpack_gzip(one_byte_at_a_time(std::string(kGzip.substr(0, size))), "a.gz"));
    ASSERT_FALSE(text) << size;
    EXPECT_THAT(text.error().message, HasSubstr("a.gz: it ends too early"));
  }
  for (std::size_t size = 5; size < kZstd.size(); ++size) {
    const auto text =
        all_of(unpack_zstd(one_byte_at_a_time(std::string(kZstd.substr(0, size))), "a.zst"));
    ASSERT_FALSE(text) << size;
    EXPECT_THAT(text.error().message, HasSubstr("a.zst: it ends too early"));
  }
}

TEST(Compression, SaysWhenTheDataIsDamaged) {
  std::string gzip(kGzip);
  gzip[12] = '\x00';
  std::string zstd(kZstd);
  zstd[6] = '\x7F';

  EXPECT_EQ(all_of(unpack_gzip(one_byte_at_a_time(gzip), "f")).error().code, ErrorCode::io_error);
  EXPECT_EQ(all_of(unpack_zstd(one_byte_at_a_time(zstd), "f")).error().code, ErrorCode::io_error);
  EXPECT_FALSE(all_of(unpack_gzip(one_byte_at_a_time(std::string(kGzip) + "tail"), "f")));
}

}  // namespace
}  // namespace d1mcp
