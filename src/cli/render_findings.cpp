#include <filesystem>
#include <utility>

#include "cli/members.hpp"
#include "cli/renderers.hpp"
#include "cli/sections.hpp"
#include "cli/visible_text.hpp"
#include "core/text.hpp"

namespace d1mcp::cli {
namespace {

// As a compiler writes places: below the current folder relative to it, so that editors find them.
std::string place_of(const Json& finding, const std::string& directory) {
  const std::filesystem::path file =
      std::filesystem::path(directory) / text_member(finding, "file");
  const std::filesystem::path near = file.lexically_proximate(std::filesystem::current_path());
  const bool is_below = !near.empty() && *near.begin() != "..";
  std::string place = visible((is_below ? near : file).string());
  if (place.ends_with('/')) place.pop_back();
  for (const char* name : {"line", "column"}) {
    if (const auto number = count_member(finding, name)) place += ":" + std::to_string(*number);
  }
  return place;
}

Paint paint_of(const std::string& severity) {
  if (severity == "error") return Paint::red;
  return severity == "warning" ? Paint::yellow : Paint::cyan;
}

std::string finding_lines(const Json& finding, const std::string& directory, const Style& style) {
  const std::string place = painted(place_of(finding, directory) + ":", Paint::bold, style);
  const std::string rule = visible(text_member(finding, "rule"));
  const std::string message = visible(text_member(finding, "message"));
  const std::string allowed = text_member(finding, "allowed");
  if (!allowed.empty()) {
    return place +
           painted(" allowed " + rule + ": " + message + " (" + visible(allowed) + ")",
                   Paint::dim,
                   style) +
           "\n";
  }
  const std::string severity = text_member(finding, "severity");
  std::string text = place + " " + painted(severity + " " + rule + ":", paint_of(severity), style) +
                     " " + message + "\n";
  const std::string fix = visible(text_member(finding, "fix"));
  if (!fix.empty()) text += painted("    fix:", Paint::dim, style) + " " + fix + "\n";
  return text;
}

std::string loss_lines(const Json& result, const Style& style) {
  std::string text;
  for (const std::string& loss : texts_member(result, "losses")) {
    text += painted("on a copy:", Paint::yellow, style) + " " + visible(loss) + "\n";
  }
  return text;
}

std::string counts_text(const Json& result) {
  const auto counts = result.find("counts");
  if (counts == result.end()) return {};
  std::vector<std::string> words;
  for (const auto& [name, noun] : {std::pair{"errors", "error"},
                                   std::pair{"warnings", "warning"},
                                   std::pair{"infos", "note"}}) {
    const std::uint64_t number = count_member(*counts, name).value_or(0);
    if (number > 0) words.push_back(counted(number, noun));
  }
  const std::uint64_t allowed = count_member(*counts, "allowed").value_or(0);
  if (allowed > 0) words.push_back(with_thousands(allowed) + " allowed");
  return comma_list(words);
}

}  // namespace

std::string findings_lines(const Json& findings, const std::string& directory, const Style& style) {
  std::string text;
  for (const Json& finding : findings) text += finding_lines(finding, directory, style);
  return text;
}

std::string render_findings(const Json& result, const Style& style) {
  const std::string directory = text_member(result, "directory");
  std::string text = findings_lines(list_member(result, "findings"), directory, style);
  text += loss_lines(result, style);
  const std::uint64_t files = list_member(result, "files").size();
  const std::string counts = counts_text(result);
  const std::string summary =
      counted(files, "pending file") + " checked: " + (counts.empty() ? "nothing found" : counts);
  const std::string plan = visible(text_member(result, "plan"));
  return text + painted(summary + (plan.empty() ? "" : "\nplan " + plan), Paint::dim, style) + "\n";
}

}  // namespace d1mcp::cli
