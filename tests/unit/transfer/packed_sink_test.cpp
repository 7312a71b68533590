#include "transfer/packed_sink.hpp"

#include <gtest/gtest.h>
#include <string>
#include <utility>

#include "transfer/input_text.hpp"

namespace d1mcp::transfer {
namespace {

// What reading gives of `text`, packed piece by piece.
std::string packed_and_unpacked(const std::string& text,
                                Compression compression,
                                std::size_t piece) {
  MemorySink packed(10'000'000);
  PackedSink sink(packed, compression);
  for (std::size_t at = 0; at < text.size(); at += piece) {
    EXPECT_TRUE(sink.write(std::string_view(text).substr(at, piece)));
  }
  EXPECT_TRUE(sink.finish());
  EXPECT_EQ(compression_of(packed.content()), compression);
  auto unpacked_text = unpacked({.chunks = [rest = packed.take()]() mutable -> Result<std::string> {
                                   return std::exchange(rest, {});
                                 },
                                 .name = "text"});
  std::string read;
  while (unpacked_text) {
    auto chunk = unpacked_text->chunks();
    EXPECT_TRUE(chunk);
    if (!chunk || chunk->empty()) break;
    read += *chunk;
  }
  return read;
}

std::string numbers() {
  std::string text;
  for (int number = 0; number < 100'000; ++number) text += std::to_string(number) + "\n";
  return text;
}

TEST(PackedSink, WritesWhatReadingGivesBack) {
  const std::string text = numbers();
  for (const Compression compression : {Compression::none, Compression::gzip, Compression::zstd}) {
    EXPECT_EQ(packed_and_unpacked(text, compression, 777), text);
    EXPECT_EQ(packed_and_unpacked(text, compression, text.size()), text);
    EXPECT_EQ(packed_and_unpacked("x", compression, 1), "x");
  }
}

TEST(PackedSink, MakesAWholeFileOfNothing) {
  EXPECT_EQ(packed_and_unpacked("", Compression::gzip, 1), "");
  EXPECT_EQ(packed_and_unpacked("", Compression::zstd, 1), "");
}

TEST(PackedSink, PassesOnWhatItsDestinationRefuses) {
  MemorySink small(100);
  PackedSink sink(small, Compression::zstd);

  const Status written = sink.write(numbers());
  const Status finished = written ? sink.finish() : written;

  ASSERT_FALSE(finished);
  EXPECT_EQ(finished.error().code, ErrorCode::limit_exceeded);
}

TEST(CompressionNamed, GoesByTheEndOfTheName) {
  EXPECT_EQ(compression_named("dump.sql.gz"), Compression::gzip);
  EXPECT_EQ(compression_named("DUMP.ZST"), Compression::zstd);
  EXPECT_EQ(compression_named("dump.gz.sql"), Compression::none);
}

}  // namespace
}  // namespace d1mcp::transfer
