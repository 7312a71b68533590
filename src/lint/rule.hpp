#pragma once

#include <string_view>

#include "core/result.hpp"
#include "lint/live_data.hpp"
#include "lint/reporter.hpp"
#include "lint/severity.hpp"
#include "lint/subject.hpp"

namespace d1mcp::lint {

/// One thing that goes wrong with migrations: what it is, in words for people, and the function
/// that finds it. A rule has one of the four checks; one without any is reported by the check
/// itself.
struct Rule {
  std::string_view id;
  Severity severity = Severity::error;
  std::string_view title;        ///< One sentence, without a full stop.
  std::string_view explanation;  ///< Why it matters and what SQLite and D1 do. Markdown.
  std::string_view fix;          ///< What to write instead. Markdown on one line.

  void (*check_step)(const File& file, const Step& step, Reporter& report) = nullptr;
  void (*check_file)(const File& file, Reporter& report) = nullptr;
  void (*check_folder)(const Folder& folder, Reporter& report) = nullptr;
  /// Asks the live database; not called where there is none.
  Status (*ask)(const File& file, const Step& step, LiveData& data, Reporter& report) = nullptr;
};

}  // namespace d1mcp::lint
