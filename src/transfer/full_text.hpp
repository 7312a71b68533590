#pragma once

#include <string>
#include <string_view>

namespace d1mcp::transfer {

/// Where a full-text table (fts3, fts4, fts5) has the texts it indexes.
struct FullTextContent {
  enum class Kind {
    own,       ///< In itself: they can be read from it and written to it.
    external,  ///< In `table`, from which the index can be built again.
    none,      ///< Nowhere; only the index exists, from which no text can be read back.
  };
  Kind kind = Kind::own;
  std::string table;
};

/// Reads the option `content` of a CREATE VIRTUAL TABLE statement (sqlite.org/fts5.html, section
/// 4.4). Like FTS5, takes any abbreviation of the option's name.
FullTextContent read_full_text_content(std::string_view create_sql);

}  // namespace d1mcp::transfer
