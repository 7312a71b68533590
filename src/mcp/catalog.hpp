#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.hpp"
#include "mcp/contract.hpp"
#include "mcp/revision.hpp"
#include "mcp/tool.hpp"

namespace d1mcp::mcp {

/// A tool whose contract has been checked; without `arguments` it checks them itself.
struct CatalogEntry {
  Tool tool;
  std::optional<Contract> arguments;
};

/// The tools of a server, in the order in which they are listed. Immutable once made.
class Catalog {
 public:
  /// Fails, naming the tool, when a contract is not one that can be served: its name is no name
  /// ([A-Za-z0-9_-], up to 64 characters), given twice, or not the tool's; the description is
  /// empty; a schema uses a keyword that is not enforced or does not describe an object.
  static Result<Catalog> create(std::vector<Tool> tools);

  /// Null when there is no such tool.
  [[nodiscard]] const CatalogEntry* find(std::string_view name) const;

  /// What `tools/list` shows to a client of `revision`: always the same bytes. Made when it is
  /// asked for first.
  [[nodiscard]] const Json& listing(Revision revision) const;

  [[nodiscard]] const std::vector<CatalogEntry>& entries() const { return entries_; }

  /// The names, for suggestions.
  [[nodiscard]] std::vector<std::string> names() const;

 private:
  struct Listings;

  explicit Catalog(std::vector<CatalogEntry> entries);

  std::vector<CatalogEntry> entries_;
  std::shared_ptr<Listings> listings_;  // Shared by copies, which have the same entries.
};

/// The contract as a client of `revision` sees it: the members that it knows, and of outputSchema
/// the outline, which is what members a result has and not what is in those.
Json contract_on_the_wire(const Json& contract, Revision revision);

}  // namespace d1mcp::mcp
