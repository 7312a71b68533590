#include "transfer/destination.hpp"

#include <gtest/gtest.h>
#include <string>

#include "support/temporary_directory.hpp"
#include "transfer/output.hpp"

namespace d1mcp::transfer {
namespace {

TEST(MemorySink, KeepsAsMuchAsItMay) {
  MemorySink sink(5);

  ASSERT_TRUE(sink.write("abc"));
  ASSERT_TRUE(sink.write("de"));

  EXPECT_EQ(sink.content(), "abcde");
}

TEST(MemorySink, RefusesOneByteMore) {
  MemorySink sink(5);
  ASSERT_TRUE(sink.write("abcde"));

  const Status written = sink.write("f");

  ASSERT_FALSE(written);
  EXPECT_EQ(written.error().code, ErrorCode::limit_exceeded);
  EXPECT_EQ(sink.take(), "abcde");
}

TEST(FileSink, WritesIntoTheFileThatIsCommittedLater) {
  const test::TemporaryDirectory directory;
  auto file = NewFile::create(directory / "out.sql", Existing::refuse);
  ASSERT_TRUE(file);
  FileSink sink(*file);

  ASSERT_TRUE(sink.write("SELECT "));
  ASSERT_TRUE(sink.write("1;"));
  const auto size = file->commit();

  ASSERT_TRUE(size);
  EXPECT_EQ(*size, 9U);
  EXPECT_EQ(read_file(directory / "out.sql", 100).value(), "SELECT 1;");
}

/// Counts how often and how much it is given.
class CountingSink final : public ByteSink {
 public:
  Status write(std::string_view bytes) override {
    ++calls;
    largest = std::max(largest, bytes.size());
    return {};
  }

  int calls = 0;
  std::size_t largest = 0;
};

TEST(Output, HandsOverPiecesOfAboutSixtyFourKilobytes) {
  CountingSink sink;
  Output output(sink);

  for (int count = 0; count < 1000; ++count) ASSERT_TRUE(output.append(std::string(1000, 'x')));
  ASSERT_TRUE(output.finish());

  EXPECT_EQ(output.bytes(), 1'000'000U);
  EXPECT_EQ(sink.calls, 16);
  EXPECT_LE(sink.largest, 66'536U);
}

}  // namespace
}  // namespace d1mcp::transfer
