#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sql/schema.hpp"

namespace d1mcp::drift {

/// Says in words what differs between two descriptions of one thing.
class Comparison {
 public:
  /// `subject` begins each phrase, as "column email"; it may be empty. `phrases` outlives this.
  Comparison(std::string subject, std::vector<std::string>& phrases)
      : subject_(std::move(subject)), phrases_(phrases) {}

  /// Texts that compare as names do; an empty one is none.
  void words(std::string_view property, const std::string& here, const std::string& there);

  /// Texts of SQL, which compare by what they mean.
  void expressions(std::string_view property, const std::string& here, const std::string& there);

  void flag(std::string_view property, bool here, bool there);

  /// Texts of SQL in any order.
  void sets(const std::vector<std::string>& here, const std::vector<std::string>& there);

 private:
  void differs(std::string_view property, const std::string& here, const std::string& there);
  void add(const std::string& phrase);

  std::string subject_;
  std::vector<std::string>& phrases_;
};

/// "(a, b) REFERENCES p (x, y) ON DELETE CASCADE": without what is so by default.
std::string text_of(const sql::ForeignKey& key);

/// "a, lower(b), c COLLATE NOCASE DESC"
std::string text_of(const std::vector<sql::IndexTerm>& terms);

}  // namespace d1mcp::drift
