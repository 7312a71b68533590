#include "cli/sarif.hpp"

#include <filesystem>
#include <set>
#include <utility>

#include "cli/members.hpp"

namespace d1mcp::cli {
namespace {

constexpr const char* kSchema = "https://json.schemastore.org/sarif-2.1.0.json";

std::string level_of(const std::string& severity) {
  return severity == "info" ? "note" : severity;
}

// Hosts want paths relative to the folder the program was started in.
std::string uri_of(const Json& finding, const std::string& directory) {
  const std::filesystem::path file =
      std::filesystem::path(directory) / text_member(finding, "file");
  return file.lexically_proximate(std::filesystem::current_path()).generic_string();
}

Json location_of(const Json& finding, const std::string& directory) {
  Json physical = {{"artifactLocation", {{"uri", uri_of(finding, directory)}}}};
  if (const auto line = count_member(finding, "line")) {
    physical["region"] = {{"startLine", *line},
                          {"startColumn", count_member(finding, "column").value_or(1)}};
  }
  return {{"physicalLocation", std::move(physical)}};
}

Json result_of(const Json& finding, const std::string& directory) {
  const std::string fix = text_member(finding, "fix");
  const std::string message = text_member(finding, "message");
  Json result = {{"ruleId", text_member(finding, "rule")},
                 {"level", level_of(text_member(finding, "severity"))},
                 {"message", {{"text", fix.empty() ? message : message + ". Fix: " + fix}}},
                 {"locations", Json::array({location_of(finding, directory)})}};
  const std::string allowed = text_member(finding, "allowed");
  if (!allowed.empty()) {
    result["suppressions"] = Json::array({{{"kind", "inSource"}, {"justification", allowed}}});
  }
  return result;
}

}  // namespace

Json sarif_of(const Json& result, const std::string& version) {
  const std::string directory = text_member(result, "directory");
  Json results = Json::array();
  std::set<std::string> ids;
  for (const Json& finding : list_member(result, "findings")) {
    results.push_back(result_of(finding, directory));
    ids.insert(text_member(finding, "rule"));
  }
  Json rules = Json::array();
  for (const std::string& id : ids) rules.push_back({{"id", id}});
  Json driver = {{"name", "d1-mcp"}, {"version", version}, {"rules", std::move(rules)}};
  Json run = {{"tool", {{"driver", std::move(driver)}}},
              {"columnKind", "unicodeCodePoints"},
              {"results", std::move(results)}};
  return {{"$schema", kSchema}, {"version", "2.1.0"}, {"runs", Json::array({std::move(run)})}};
}

}  // namespace d1mcp::cli
