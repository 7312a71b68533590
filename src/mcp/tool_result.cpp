#include "mcp/tool_result.hpp"

#include <string>
#include <utility>

#include "jsonrpc/codec.hpp"
#include "mcp/meta.hpp"

namespace d1mcp::mcp {
namespace {

Json text_block(std::string text) {
  return {{"type", "text"}, {"text", std::move(text)}};
}

Json as_known_before_links(const Json& block) {
  const Json* type = member(block, "type");
  const Json* uri = member(block, "uri");
  if (type == nullptr || *type != "resource_link" || uri == nullptr) return block;
  return text_block(uri->is_string() ? uri->get<std::string>() : jsonrpc::to_line(*uri));
}

}  // namespace

Json tool_result(const ToolResult& result, Revision revision) {
  const bool structured = features_of(revision).structured;
  std::string text = result.text;
  if (text.empty() && !result.structured.is_null()) text = jsonrpc::to_line(result.structured);
  Json content = Json::array();
  if (!text.empty() || result.links.empty()) content.push_back(text_block(std::move(text)));
  for (const Json& block : result.links) {
    content.push_back(structured ? block : as_known_before_links(block));
  }
  Json shown = {{"content", std::move(content)}};
  if (structured && !result.structured.is_null()) shown["structuredContent"] = result.structured;
  return shown;
}

}  // namespace d1mcp::mcp
