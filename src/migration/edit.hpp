#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "migration/fingerprint.hpp"
#include "sql/meaning.hpp"

namespace d1mcp::migration {

enum class EditKind {
  cosmetic,  ///< White space, comments, quotes of names: the file does the same as before.
  meaning,
};

std::string_view to_string(EditKind kind);

/// How a file differs from the one that was applied.
struct Edit {
  EditKind kind = EditKind::cosmetic;
  /// Where the meaning begins to differ; nothing where the applied text was not kept.
  std::optional<sql::FirstDifference> first = {};
};

/// Compares `text`, a file's, with what is remembered of it. Nothing when not a byte was changed.
std::optional<Edit> find_edit(const Fingerprint& applied, std::string_view text);

/// As much of a token as fits into a line, as valid UTF-8.
std::string shortened(const std::string& token);

/// "TEXT -> INTEGER".
std::string describe(const sql::FirstDifference& first);

/// "at 3:5: TEXT -> INTEGER"; empty where the place is not known.
std::string describe(const Edit& edit);

}  // namespace d1mcp::migration
