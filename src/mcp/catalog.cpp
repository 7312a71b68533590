#include "mcp/catalog.hpp"

#include <algorithm>
#include <array>
#include <mutex>
#include <utility>

#include "mcp/meta.hpp"
#include "mcp/schema.hpp"

namespace d1mcp::mcp {
namespace {

constexpr std::size_t kLongestName = 64;

bool is_name_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         c == '-';
}

Error unusable(const Tool& tool, const std::string& problem) {
  return Error{.code = ErrorCode::invalid_argument,
               .message = "the contract of the tool \"" + tool.name + "\" " + problem,
               .hint = {},
               .place = {}};
}

Status check_identity(const Tool& tool) {
  const Json* name = member(tool.contract, "name");
  if (name == nullptr || *name != tool.name) return unusable(tool, "has another name or none");
  if (tool.name.empty() || tool.name.size() > kLongestName ||
      !std::ranges::all_of(tool.name, is_name_character)) {
    return unusable(tool, "has a name that is not 1 to 64 of A-Z, a-z, 0-9, _ and -");
  }
  const Json* description = member(tool.contract, "description");
  if (description == nullptr || !description->is_string() || *description == "") {
    return unusable(tool, "has no description");
  }
  if (!tool.call) return unusable(tool, "has nothing that carries it out");
  return {};
}

Status check_object_schema(const Tool& tool, const std::string& name) {
  const Json* schema = member(tool.contract, name);
  if (schema == nullptr) return unusable(tool, "has no " + name);
  const Json* type = member(*schema, "type");
  if (type == nullptr || *type != "object")
    return unusable(tool, "has an " + name + " that is no object");
  Status checked = check_schema(*schema);
  if (!checked)
    return std::move(checked).error().while_doing("the tool " + tool.name + ", " + name);
  return {};
}

Result<CatalogEntry> entry_of(Tool tool) {
  TRY(check_identity(tool));
  if (!tool.checked) return CatalogEntry{.tool = std::move(tool), .arguments = std::nullopt};
  TRY(check_object_schema(tool, "inputSchema"));
  if (tool.contract.contains("outputSchema")) TRY(check_object_schema(tool, "outputSchema"));
  TRY_ASSIGN(Contract arguments, Contract::compile(tool.contract.at("inputSchema")));
  return CatalogEntry{.tool = std::move(tool), .arguments = std::move(arguments)};
}

const CatalogEntry* find_in(const std::vector<CatalogEntry>& entries, std::string_view name) {
  const auto found = std::ranges::find_if(
      entries, [&](const CatalogEntry& entry) { return entry.tool.name == name; });
  return found == entries.end() ? nullptr : &*found;
}

Json outline_of_member(const Json& schema) {
  if (!schema.is_object()) return schema;
  Json outline = schema;
  for (const char* inner : {"properties", "required", "items", "description"}) outline.erase(inner);
  return outline;
}

// Every byte of a listing is paid for by every conversation of its model: only what is always there
// is listed, with its type. More may come.
Json outline_of(const Json& schema) {
  Json outline = schema;
  const auto members = outline.find("properties");
  if (members == outline.end()) return outline;
  *members = Json::object();
  for (const Json& name : schema.value("required", Json::array())) {
    const auto& member = name.get_ref<const std::string&>();
    (*members)[member] = outline_of_member(schema.at("properties").at(member));
  }
  return outline;
}

}  // namespace

Json contract_on_the_wire(const Json& contract, Revision revision) {
  const Features features = features_of(revision);
  Json shown = Json::object();
  const auto copy = [&](const char* name, bool known) {
    if (const Json* value = member(contract, name); value != nullptr && known) shown[name] = *value;
  };
  copy("name", true);
  copy("title", features.structured);
  copy("description", true);
  copy("icons", features.icons);
  copy("inputSchema", true);
  if (const Json* output = member(contract, "outputSchema"); output && features.structured) {
    shown["outputSchema"] = outline_of(*output);
  }
  copy("annotations", features.annotations);
  copy("_meta", features.structured);
  const Json* title = member(contract, "title");
  if (title != nullptr && features.annotations && !features.structured) {
    shown["annotations"]["title"] = *title;  // Where 2025-03-26 keeps it.
  }
  return shown;
}

// A client sees one of them, and a program that answers one request may see none.
struct Catalog::Listings {
  struct Listing {
    std::once_flag made;
    Json tools = Json::array();
  };

  std::array<Listing, 5> by_revision;
};

Catalog::Catalog(std::vector<CatalogEntry> entries)
    : entries_(std::move(entries)), listings_(std::make_shared<Listings>()) {}

Result<Catalog> Catalog::create(std::vector<Tool> tools) {
  std::vector<CatalogEntry> entries;
  for (Tool& tool : tools) {
    if (find_in(entries, tool.name) != nullptr) return unusable(tool, "is there twice");
    TRY_ASSIGN(CatalogEntry entry, entry_of(std::move(tool)));
    entries.push_back(std::move(entry));
  }
  return Catalog(std::move(entries));
}

const CatalogEntry* Catalog::find(std::string_view name) const {
  return find_in(entries_, name);
}

const Json& Catalog::listing(Revision revision) const {
  Listings::Listing& listing = listings_->by_revision.at(static_cast<std::size_t>(revision));
  std::call_once(listing.made, [&] {
    for (const CatalogEntry& entry : entries_) {
      listing.tools.push_back(contract_on_the_wire(entry.tool.contract, revision));
    }
  });
  return listing.tools;
}

std::vector<std::string> Catalog::names() const {
  std::vector<std::string> names;
  for (const CatalogEntry& entry : entries_) names.push_back(entry.tool.name);
  return names;
}

}  // namespace d1mcp::mcp
