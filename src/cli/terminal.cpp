#include "cli/terminal.hpp"

#include <sys/ioctl.h>
#include <unistd.h>

#include "core/text.hpp"

namespace d1mcp::cli {
namespace {

constexpr int kUsualWidth = 80;

int width_of(int descriptor) {
  winsize size{};
  if (::ioctl(descriptor, TIOCGWINSZ, &size) != 0 || size.ws_col == 0) return kUsualWidth;
  return size.ws_col;
}

bool is_set(const Surroundings& surroundings, const char* name) {
  return !surroundings.variable(name).value_or("").empty();
}

// The first of these that is set decides (POSIX, Base Definitions, 8.2).
bool has_utf8_locale(const Surroundings& surroundings) {
  for (const char* name : {"LC_ALL", "LC_CTYPE", "LANG"}) {
    const std::string locale = ascii_lower(surroundings.variable(name).value_or(""));
    if (locale.empty()) continue;
    return locale.find("utf-8") != std::string::npos || locale.find("utf8") != std::string::npos;
  }
  return false;
}

}  // namespace

bool can_redraw(int descriptor, const Surroundings& surroundings) {
  return ::isatty(descriptor) == 1 && surroundings.variable("TERM").value_or("dumb") != "dumb";
}

Style style_of(int descriptor, const Surroundings& surroundings) {
  if (::isatty(descriptor) != 1) return {.color = false, .width = 0, .unicode = true};
  return {.color = can_redraw(descriptor, surroundings) && !is_set(surroundings, "NO_COLOR"),
          .width = width_of(descriptor),
          .unicode = has_utf8_locale(surroundings)};
}

}  // namespace d1mcp::cli
