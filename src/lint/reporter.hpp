#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "lint/finding.hpp"
#include "lint/subject.hpp"

namespace d1mcp::lint {

struct Rule;

/// What a rule says of one case; an empty fix is the rule's own, and so is a severity that is not
/// set.
struct Remark {
  std::string message;
  std::string fix = {};
  std::optional<Severity> severity = {};
};

/// Takes the findings of one rule on one file.
class Reporter {
 public:
  /// Both must outlive this object. `file` is the name findings carry.
  Reporter(const Rule& rule, std::string file, std::vector<Finding>& findings)
      : rule_(rule), file_(std::move(file)), findings_(findings) {}

  /// At the beginning of a statement.
  void at(const Step& step, Remark remark);

  /// At `part`, a piece of the statement's own text.
  void at(const Step& step, std::string_view part, Remark remark);

  /// At a place in the file's text, or in that of the file it names.
  void at(Place place, Remark remark);

  /// On the file as a whole, or on another one.
  void whole(Remark remark);
  void whole(std::string file, Remark remark);

 private:
  void add(Place place, Remark remark);

  const Rule& rule_;
  std::string file_;
  std::vector<Finding>& findings_;
};

}  // namespace d1mcp::lint
