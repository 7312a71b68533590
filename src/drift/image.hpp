#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>

#include "core/result.hpp"
#include "core/work.hpp"
#include "migration/schema_hash.hpp"
#include "sql/connection.hpp"
#include "sql/schema.hpp"

namespace d1mcp::drift {

using migration::SchemaObject;

/// A schema as far as it can differ from another one.
class Image {
 public:
  /// The type and the name in lower case: a trigger may be called as a table is.
  using Key = std::pair<std::string, std::string>;

  /// Reads everything people made in `database`: without SQLite's and Cloudflare's own objects, the
  /// tables virtual tables keep, and the history `history_table`. To be called inside
  /// `read_consistently`.
  static Result<Image> read(sql::Connection& database,
                            std::string_view history_table,
                            const Work& work);

  [[nodiscard]] const std::map<Key, SchemaObject>& objects() const { return objects_; }

  /// Null when there is none.
  [[nodiscard]] const SchemaObject* object(std::string_view type, std::string_view name) const;

  /// Of a table that is in `objects`; null for any other.
  [[nodiscard]] const sql::TableInfo* table(std::string_view name) const;

 private:
  std::map<Key, SchemaObject> objects_;
  std::map<std::string, sql::TableInfo, std::less<>> tables_;  // By the name in lower case.
};

}  // namespace d1mcp::drift
