#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.hpp"

// What JSON and TOML have in common, so that the meaning of a configuration is written down once.
namespace d1mcp::wrangler {

/// The deepest nesting of a configuration that is accepted.
constexpr std::size_t kMaxDocumentDepth = 64;

/// One value of a document and where it stands. Numbers and dates keep no value: a configuration's
/// databases have none.
struct Node {
  enum class Kind { null, boolean, number, date, text, list, object };

  Kind kind = Kind::null;
  std::string text;                ///< Of a string.
  std::vector<Node> items;         ///< Of a list, and the values of an object's members.
  std::vector<std::string> names;  ///< Of an object's members, one for each item; may repeat.
  std::uint32_t line = 0;
  std::uint32_t column = 0;

  /// The member called `name`, the last one if it repeats, as JavaScript does. Null when there is
  /// none or this is no object.
  [[nodiscard]] const Node* find(std::string_view name) const;
};

/// "a string", "an object": for messages.
std::string_view to_string(Node::Kind kind);

/// Reads JSON with comments and trailing commas, as wrangler does for .json and .jsonc. `file` is
/// for the place in errors.
Result<Node> parse_jsonc(std::string_view text, std::string_view file);

/// Reads TOML 1.0 and what 1.1 adds (line ends and trailing commas in inline tables), as wrangler
/// does.
Result<Node> parse_toml(std::string_view text, std::string_view file);

}  // namespace d1mcp::wrangler
