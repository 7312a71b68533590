#include "cli/style.hpp"

namespace d1mcp::cli {
namespace {

// ECMA-48, 8.3.117 SGR.
std::string_view code_of(Paint paint) {
  switch (paint) {
    case Paint::bold: return "1";
    case Paint::dim: return "2";
    case Paint::red: return "31";
    case Paint::green: return "32";
    case Paint::yellow: return "33";
    case Paint::cyan: return "36";
  }
  return "0";
}

struct Sign {
  std::string_view unicode;
  std::string_view ascii;
  Paint paint;
};

Sign sign_of(Mark mark) {
  switch (mark) {
    case Mark::done: return {.unicode = "✔", .ascii = "+", .paint = Paint::green};
    case Mark::pending: return {.unicode = "•", .ascii = "-", .paint = Paint::yellow};
    case Mark::failed: return {.unicode = "✘", .ascii = "x", .paint = Paint::red};
  }
  return {.unicode = "", .ascii = "", .paint = Paint::dim};
}

}  // namespace

std::string painted(std::string_view text, Paint paint, const Style& style) {
  if (!style.color || text.empty()) return std::string(text);
  return "\x1b[" + std::string(code_of(paint)) + "m" + std::string(text) + "\x1b[0m";
}

std::string marked(Mark mark, const Style& style) {
  const Sign sign = sign_of(mark);
  return painted(style.unicode ? sign.unicode : sign.ascii, sign.paint, style);
}

std::string_view ellipsis(const Style& style) {
  return style.unicode ? "…" : "...";
}

}  // namespace d1mcp::cli
