#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "core/work.hpp"
#include "workspace/entry.hpp"

namespace d1mcp::offers {

/// What the resources of a database are made from, as it was at the last look.
class Snapshot {
 public:
  /// Looks at the database again and gives the URIs of the resources that have changed since the
  /// last look; none at the first one. Opens the database only when its files have changed, for as
  /// long as the look takes. What cannot be read now (a lock, a damaged file) counts as unchanged
  /// and is looked at again the next time; a call that reads it says why.
  std::vector<std::string> look(workspace::Entry& entry, const Work& work);

 private:
  /// The definitions of a table and of all that belongs to it.
  struct Table {
    std::string definitions;
    std::set<std::string> parents;  ///< Tables it refers to, in lower case.

    friend bool operator==(const Table&, const Table&) = default;
  };
  using Tables = std::map<std::string, Table>;

  /// Everything a database holds that a resource shows.
  struct Content {
    Tables tables;
    std::string history;

    friend bool operator==(const Content&, const Content&) = default;
  };

  using Folder = std::map<std::string, std::string>;  ///< Files and what changes when they do.

  static Result<Content> read(workspace::Entry& entry, const Work& work);
  static Folder read_folder(const workspace::Entry& entry);
  static std::set<std::string> tables_changed(const Tables& before, const Tables& after);
  void look_at_database(workspace::Entry& entry,
                        const Work& work,
                        std::vector<std::string>& changed);
  void look_at_folder(const workspace::Entry& entry, std::vector<std::string>& changed);

  bool first_ = true;
  std::string files_;  ///< The state of the database's files when `content_` was read.
  Content content_;
  Folder folder_;
};

}  // namespace d1mcp::offers
