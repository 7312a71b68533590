#include <string>
#include <vector>

#include "cli/members.hpp"
#include "cli/renderers.hpp"
#include "cli/sections.hpp"
#include "cli/visible_text.hpp"
#include "core/text.hpp"

namespace d1mcp::cli {
namespace {

std::string status_text(const Json& difference) {
  const std::string status = text_member(difference, "status");
  if (status == "missing") return "missing here";
  if (status == "extra") return "only here";
  return text_member(difference, "weight") == "meaning" ? "changed" : "only the text differs";
}

// A statement keeps its lines, so that it can be copied out of a terminal.
std::string healing_lines(const Json& result, const std::string& side, const Style& style) {
  const auto statements = texts_member(result, ("heal_" + side).c_str());
  if (statements.empty()) return {};
  std::string text = painted("to heal " + side + ":", Paint::dim, style) + "\n";
  for (const std::string& statement : statements) {
    text += "    " + visible(statement, Lines::keep) + ";\n";
  }
  return text;
}

std::string obstacle_line(const Json& difference, const std::string& side, const Style& style) {
  const std::string obstacle = visible(text_member(difference, ("obstacle_" + side).c_str()));
  const std::string title = painted("to heal " + side + ":", Paint::dim, style);
  return obstacle.empty() ? "" : "    " + title + " " + obstacle + "\n";
}

std::string difference_lines(const Json& difference, const Style& style) {
  const bool is_text_only = text_member(difference, "weight") == "text_only";
  std::string text = marked(is_text_only ? Mark::pending : Mark::failed, style) + " " +
                     visible(text_member(difference, "type")) + " " +
                     visible(text_member(difference, "name")) + ": " + status_text(difference) +
                     "\n";
  for (const std::string& what : texts_member(difference, "what")) {
    text += "    " + visible(what) + "\n";
  }
  return text + obstacle_line(difference, "here", style) +
         obstacle_line(difference, "there", style);
}

std::string since_line(const Json& result) {
  const auto since = result.find("since");
  if (since == result.end()) return {};
  const std::string after = visible(text_member(*since, "after"));
  const std::string until = visible(text_member(*since, "until"));
  std::vector<std::string> parts;
  if (!after.empty()) parts.push_back("after " + after);
  if (!until.empty()) parts.push_back("before " + until + " was done");
  return parts.empty() ? std::string() : "it began " + join(parts, " and ") + "\n";
}

}  // namespace

std::string render_schema_differences(const Json& result, const Style& style) {
  std::string text;
  for (const Json& difference : list_member(result, "differences")) {
    text += difference_lines(difference, style);
  }
  text += healing_lines(result, "here", style) + healing_lines(result, "there", style);
  const std::string with = text_member(result, "with");
  const std::string other = with == "migrations" ? "what its migrations make" : visible(with);
  const std::string sentence =
      visible(text_member(result, "database")) +
      (flag_member(result, "same") ? " has the same schema as " : " has another schema than ") +
      other;
  return text + since_line(result) + painted(sentence, Paint::dim, style) + "\n" +
         remarks(result, style);
}

}  // namespace d1mcp::cli
