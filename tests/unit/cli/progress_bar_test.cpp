#include "cli/progress_bar.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <thread>
#include <vector>

namespace d1mcp::cli {
namespace {

using std::chrono::milliseconds;
using testing::ElementsAre;
using testing::IsEmpty;

constexpr const char* kRestart = "\r\x1b[K";

/// A bar that draws into a list of strings, with a clock the test turns.
class Drawn {
 public:
  explicit Drawn(Style style)
      : bar_(std::make_unique<ProgressBar>(
            [this](std::string_view bytes) { writes_.emplace_back(bytes); },
            style,
            [this] { return now_; })) {}

  void pass(milliseconds time) { now_ += time; }
  void show(std::uint64_t done) {
    bar_->listener()({.what = "exporting", .done = done, .total = 0});
  }
  void erase() { bar_->erase(); }
  void destroy() { bar_.reset(); }
  [[nodiscard]] const std::vector<std::string>& writes() const { return writes_; }

 private:
  ProgressBar::Clock::time_point now_{};
  std::vector<std::string> writes_;
  std::unique_ptr<ProgressBar> bar_;
};

TEST(ProgressBar, DrawsAtMostTenTimesASecondAndErasesItself) {
  Drawn drawn({});
  drawn.show(1);
  drawn.pass(milliseconds(100));
  drawn.show(2);
  drawn.pass(milliseconds(99));
  drawn.show(3);
  drawn.pass(milliseconds(1));
  drawn.show(4);
  drawn.destroy();

  EXPECT_THAT(drawn.writes(),
              ElementsAre(std::string(kRestart) + "exporting  2",
                          std::string(kRestart) + "exporting  4",
                          kRestart));
}

TEST(ProgressBar, ShowsNothingOfWorkThatIsQuicklyDone) {
  Drawn drawn({});
  drawn.show(1);
  drawn.pass(milliseconds(99));
  drawn.show(2);
  drawn.destroy();

  EXPECT_THAT(drawn.writes(), IsEmpty());
}

TEST(ProgressBar, IsErasedOnceOnly) {
  Drawn drawn({});
  drawn.pass(milliseconds(200));
  drawn.show(1);
  drawn.erase();
  drawn.erase();
  drawn.destroy();

  EXPECT_THAT(drawn.writes(), ElementsAre(std::string(kRestart) + "exporting  1", kRestart));
}

TEST(ProgressBar, MayBeToldFromSeveralThreads) {
  std::string written;
  {
    ProgressBar bar([&](std::string_view bytes) { written += bytes; }, {});
    std::vector<std::thread> threads;
    for (int count = 0; count < 4; ++count) {
      threads.emplace_back([listener = bar.listener()] {
        for (std::uint64_t done = 0; done < 2000; ++done) listener({"x", done, 2000});
      });
    }
    for (std::thread& thread : threads) thread.join();
  }
  EXPECT_TRUE(written.empty() || written.ends_with(kRestart));
}

TEST(ProgressBar, IsOnlyForTerminals) {
  EXPECT_EQ(progress_on_standard_error(/*is_terminal=*/false, {}), nullptr);
  EXPECT_NE(progress_on_standard_error(/*is_terminal=*/true, {}), nullptr);
}

struct ProgressBarCase {
  Progress progress;
  Style style;
  const char* line;
};

TEST(ProgressLine, ShowsWhatIsKnown) {
  const std::vector<ProgressBarCase> cases = {
      {{"reading", 0, 0}, {}, "reading"},
      {{"reading", 1234, 0}, {}, "reading  1,234"},
      {{"reading", 0, 10}, {}, "reading  ░░░░░░░░░░░░░░░░░░░░ 0%  0 of 10"},
      {{"reading", 5, 10}, {}, "reading  ██████████░░░░░░░░░░ 50%  5 of 10"},
      {{"reading", 10, 10}, {}, "reading  ████████████████████ 100%  10 of 10"},
      {{"reading", 12, 10}, {}, "reading  ████████████████████ 100%  10 of 10"},
      {{"reading", 1, 3}, {.unicode = false}, "reading  ######.............. 33%  1 of 3"},
      {{"a\x1b[2J", 1, 0}, {}, "a\\x1b[2J  1"},
      {{"reading", 5, 10}, {.width = 20}, "reading  █████████…"},
      {{"reading", ~std::uint64_t{0}, ~std::uint64_t{0}},
       {.width = 40},
       "reading  ████████████████████ 100%  18…"},
  };
  for (const ProgressBarCase& c : cases) {
    SCOPED_TRACE(c.line);
    EXPECT_EQ(progress_line(c.progress, c.style), c.line);
  }
}

}  // namespace
}  // namespace d1mcp::cli
