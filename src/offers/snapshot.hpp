#pragma once

#include <chrono>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "core/work.hpp"
#include "workspace/entry.hpp"

namespace d1mcp::offers {

/// What the resources of a database are made from, as it was at the last look.
class Snapshot {
 public:
  /// A database without a write-ahead log is read only when it has not changed for `rest`: a reader
  /// makes a commit fail that comes at the same moment and does not wait.
  explicit Snapshot(std::chrono::milliseconds rest) : rest_(rest) {}

  /// Looks at the database again and gives the URIs of the resources that have changed since the
  /// last look; none at the first one. Opens the database only when its files have changed, for as
  /// long as the look takes. What cannot be read now (a lock, a damaged file) counts as unchanged
  /// and is looked at again the next time; a call that reads it says why.
  std::vector<std::string> look(workspace::Entry& entry, const Work& work);

 private:
  using Names = std::set<std::string>;

  /// The definitions of a table or view and of all that belongs to it.
  struct Table {
    std::string definitions;
    Names parents = {};  ///< Tables its foreign keys refer to, in lower case.
    Names sources = {};  ///< What a view reads from, and other names, in lower case.

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
  using Uris = std::set<std::string>;

  static Result<Content> read(workspace::Entry& entry, const Work& work);
  static std::optional<Folder> read_folder(const workspace::Entry& entry);
  static Names tables_changed(const Tables& before, const Tables& after);
  static Names views_of(Names changed, const Tables& tables);
  void look_at_database(workspace::Entry& entry, const Work& work, Uris& changed);
  void look_at_folder(const workspace::Entry& entry, Uris& changed);

  std::chrono::milliseconds rest_;

  /// The state of the database's files when `content_` was read; nothing when it has to be read
  /// again in any case.
  std::optional<std::string> files_;
  std::optional<Content> content_;  ///< Nothing before it could be read for the first time.
  std::optional<Folder> folder_;    ///< The same.
};

}  // namespace d1mcp::offers
