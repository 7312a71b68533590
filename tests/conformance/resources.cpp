#include "conformance/fixture.hpp"

namespace d1mcp::conformance {
namespace {

constexpr std::string_view kTemplateBegin = "test://template/";
constexpr std::string_view kTemplateEnd = "/data";

Json resource(const std::string& uri, const std::string& name, const std::string& type) {
  return {{"uri", uri},
          {"name", name},
          {"description", "For the conformance suite: " + name},
          {"mimeType", type}};
}

Json contents(const std::string& uri, const std::string& type, const std::string& said) {
  return Json::array({{{"uri", uri}, {"mimeType", type}, {"text", said}}});
}

Json from_template(const std::string& uri) {
  const std::string id =
      uri.substr(kTemplateBegin.size(), uri.size() - kTemplateBegin.size() - kTemplateEnd.size());
  const Json data = {{"id", id}, {"templateTest", true}, {"data", "Data for ID: " + id}};
  return contents(uri, "application/json", data.dump());
}

Result<mcp::ResourceRead> read(const std::string& uri, const mcp::CallContext&) {
  if (uri == "test://static-text") {
    return mcp::ResourceRead(
        contents(uri, "text/plain", "This is the content of the static text resource."));
  }
  if (uri == "test://static-binary") {
    return mcp::ResourceRead(
        Json::array({{{"uri", uri}, {"mimeType", "image/png"}, {"blob", kPixel}}}));
  }
  if (uri == "test://watched-resource") {
    return mcp::ResourceRead(contents(uri, "text/plain", "This resource may be watched."));
  }
  if (uri.starts_with(kTemplateBegin) && uri.ends_with(kTemplateEnd) &&
      uri.size() > kTemplateBegin.size() + kTemplateEnd.size()) {
    return mcp::ResourceRead(from_template(uri));
  }
  return mcp::ResourceRead();
}

}  // namespace

mcp::Resources resources() {
  mcp::Resources all;
  all.list = [](const mcp::CallContext&) -> Result<Json> {
    return Json::array({resource("test://static-text", "static-text", "text/plain"),
                        resource("test://static-binary", "static-binary", "image/png"),
                        resource("test://watched-resource", "watched-resource", "text/plain")});
  };
  all.templates = Json::array({{{"uriTemplate", "test://template/{id}/data"},
                                {"name", "template"},
                                {"description", "Data by id"},
                                {"mimeType", "application/json"}}});
  all.read = read;
  all.change = true;
  return all;
}

std::vector<mcp::Skill> skills() {
  const std::string manifest =
      "---\nname: conformance\ndescription: Shows what a skill is.\n---\n\n# Conformance\n\n"
      "See [details](references/details.md).\n";
  return {{.name = "conformance",
           .description = "Shows what a skill is.",
           .files = {{.path = "SKILL.md", .mime_type = "text/markdown", .text = manifest},
                     {.path = "references/details.md",
                      .mime_type = "text/markdown",
                      .text = "# Details\n\nThere are none.\n"}}}};
}

}  // namespace d1mcp::conformance
