#include "cli/terminal.hpp"

#include <cstdio>
#include <fcntl.h>
#include <gtest/gtest.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "fixture.hpp"

namespace d1mcp::cli {
namespace {

/// A pseudo-terminal of 57 columns.
class Terminal {
 public:
  Terminal() : master_(::posix_openpt(O_RDWR | O_NOCTTY)) {
    if (master_ < 0 || ::grantpt(master_) != 0 || ::unlockpt(master_) != 0) return;
    // The name is used before any other call could overwrite it.
    slave_ = ::open(::ptsname(master_), O_RDWR | O_NOCTTY);  // NOLINT(concurrency-mt-unsafe)
    winsize size{};
    size.ws_col = 57;
    size.ws_row = 20;
    ::ioctl(slave_, TIOCSWINSZ, &size);
  }
  ~Terminal() {
    if (slave_ >= 0) ::close(slave_);
    if (master_ >= 0) ::close(master_);
  }
  Terminal(const Terminal&) = delete;
  Terminal& operator=(const Terminal&) = delete;
  Terminal(Terminal&&) = delete;
  Terminal& operator=(Terminal&&) = delete;

  [[nodiscard]] int descriptor() const { return slave_; }

 private:
  int master_ = -1;
  int slave_ = -1;
};

World modern_world() {
  World world;
  world.variables = {{"TERM", "xterm-256color"}, {"LANG", "de_DE.UTF-8"}};
  return world;
}

TEST(TerminalStyle, HasColoursWidthAndUnicode) {
  const Terminal terminal;
  if (terminal.descriptor() < 0) GTEST_SKIP() << "no pseudo-terminals here";
  const World world = modern_world();
  const Style style = style_of(terminal.descriptor(), world.surroundings());

  EXPECT_TRUE(style.color);
  EXPECT_EQ(style.width, 57);
  EXPECT_TRUE(style.unicode);
  EXPECT_TRUE(can_redraw(terminal.descriptor(), world.surroundings()));
}

TEST(TerminalStyle, FollowsTheVariablesThatTurnThingsOff) {
  const Terminal terminal;
  if (terminal.descriptor() < 0) GTEST_SKIP() << "no pseudo-terminals here";
  const auto style_with = [&](const std::string& name, const std::string& value) {
    World world = modern_world();
    world.variables[name] = value;
    return style_of(terminal.descriptor(), world.surroundings());
  };

  EXPECT_FALSE(style_with("NO_COLOR", "1").color);
  EXPECT_TRUE(style_with("NO_COLOR", "").color);
  EXPECT_FALSE(style_with("TERM", "dumb").color);
  EXPECT_FALSE(style_with("LC_ALL", "C").unicode);
  EXPECT_TRUE(style_with("LC_CTYPE", "C.utf8").unicode);
  EXPECT_FALSE(style_with("LANG", "C").unicode);
}

TEST(TerminalStyle, IsPlainAndUnlimitedForFiles) {
  const World world = modern_world();
  const int file = ::open("/dev/null", O_WRONLY | O_CLOEXEC);
  const Style style = style_of(file, world.surroundings());

  EXPECT_FALSE(style.color);
  EXPECT_EQ(style.width, 0);
  EXPECT_TRUE(style.unicode);
  EXPECT_FALSE(can_redraw(file, world.surroundings()));
  ::close(file);
}

}  // namespace
}  // namespace d1mcp::cli
