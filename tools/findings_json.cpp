#include "findings_json.hpp"

#include "arguments.hpp"

namespace d1mcp::tools {

Json encode_finding(const lint::Finding& finding) {
  Json json = {{"rule", finding.rule},
               {"severity", lint::to_string(finding.severity)},
               {"message", finding.message}};
  put_text(json, "file", finding.place.file);
  if (finding.place.line > 0) {
    json["line"] = finding.place.line;
    json["column"] = finding.place.column;
  }
  if (finding.place.statement > 0) json["statement"] = finding.place.statement;
  put_text(json, "fix", finding.fix);
  if (finding.allowed) json["allowed"] = *finding.allowed;
  return json;
}

}  // namespace d1mcp::tools
