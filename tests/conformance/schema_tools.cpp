// Tools whose schemas are what is tested.

#include "conformance/fixture.hpp"

namespace d1mcp::conformance {
namespace {

constexpr const char* kSchema2020 = R"({
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "type": "object",
  "$defs": {"address": {"$anchor": "addressDef", "type": "object",
    "properties": {"street": {"type": "string"}, "city": {"type": "string"}}}},
  "properties": {"name": {"type": "string"}, "address": {"$ref": "#/$defs/address"},
    "contactMethod": {"type": "string", "enum": ["phone", "email"]},
    "phone": {"type": "string"}, "email": {"type": "string"}},
  "allOf": [{"anyOf": [{"required": ["phone"]}, {"required": ["email"]}]}],
  "if": {"properties": {"contactMethod": {"const": "phone"}}, "required": ["contactMethod"]},
  "then": {"required": ["phone"]},
  "else": {"required": ["email"]},
  "additionalProperties": false
})";

// Its keywords are shown and not enforced: this library enforces all that its own contracts use.
mcp::Tool schema_2020_tool() {
  mcp::Tool made = tool("json_schema_2020_12_tool",
                        Json::object(),
                        [](const Json&, const mcp::CallContext&) -> Result<mcp::ToolResult> {
                          return text("The arguments were not looked at.");
                        });
  made.contract["inputSchema"] = mcp::parse_contract(kSchema2020);
  made.checked = false;
  return made;
}

}  // namespace

std::vector<mcp::Tool> schema_tools() {
  const Json mirrored = {
      {"region", {{"type", "string"}, {"x-mcp-header", "Region"}}},
      {"level", {{"type", "integer"}}},
  };
  return {schema_2020_tool(),
          tool("test_x_mcp_header",
               mirrored,
               [](const Json& arguments, const mcp::CallContext&) -> Result<mcp::ToolResult> {
                 return text("Called with " + arguments.dump());
               })};
}

}  // namespace d1mcp::conformance
