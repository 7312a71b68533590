#include "transport/line_writer.hpp"

#include <gtest/gtest.h>
#include <string>
#include <thread>
#include <vector>

#include "unit/transport/test_pipe.hpp"

namespace d1mcp::transport {
namespace {

using std::chrono::milliseconds;

TEST(LineWriter, WritesLines) {
  TestPipe pipe;
  LineWriter writer(pipe.writing_end());

  EXPECT_TRUE(writer.write("one"));
  EXPECT_TRUE(writer.write(std::string(10'000, 'x')));

  EXPECT_EQ(pipe.read_line(), "one");
  EXPECT_EQ(pipe.read_line(), std::string(10'000, 'x'));
}

TEST(LineWriter, NeverMixesTheLinesOfSeveralThreads) {
  TestPipe pipe;
  LineWriter writer(pipe.writing_end());
  std::vector<std::thread> threads;
  for (const char c : {'a', 'b', 'c', 'd'}) {
    threads.emplace_back([&writer, c] {
      for (int round = 0; round < 10; ++round) EXPECT_TRUE(writer.write(std::string(20'000, c)));
    });
  }

  for (int round = 0; round < 40; ++round) {
    const auto line = pipe.read_line();
    ASSERT_TRUE(line);
    EXPECT_EQ(*line, std::string(20'000, line->front()));
  }
  for (std::thread& thread : threads) thread.join();
}

TEST(LineWriter, FailsForGoodWhenNobodyReads) {
  TestPipe pipe;
  LineWriter writer(pipe.writing_end());
  pipe.close_reading_end();

  EXPECT_FALSE(writer.write("one"));
  EXPECT_FALSE(writer.write("two"));
}

TEST(LineWriter, GivesUpOnAClientThatDoesNotRead) {
  TestPipe pipe;
  LineWriter writer(pipe.writing_end());
  bool written = true;
  std::thread blocked([&] { written = writer.write(std::string(10'000'000, 'x')); });

  std::this_thread::sleep_for(milliseconds(50));
  const auto begun = std::chrono::steady_clock::now();
  writer.finish_within(milliseconds(100));
  blocked.join();

  EXPECT_FALSE(written);
  EXPECT_LT(std::chrono::steady_clock::now() - begun, std::chrono::seconds(5));
}

TEST(LineWriter, StillWritesWhatIsReadWithinThePatience) {
  TestPipe pipe;
  LineWriter writer(pipe.writing_end());

  writer.finish_within(std::chrono::seconds(20));

  EXPECT_TRUE(writer.write("one"));
  EXPECT_EQ(pipe.read_line(), "one");
}

}  // namespace
}  // namespace d1mcp::transport
