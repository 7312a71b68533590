// Prompt `review_migrations`.

#include <algorithm>

#include "arguments.hpp"
#include "core/files.hpp"
#include "core/text.hpp"
#include "migration/overview.hpp"
#include "migration_state.hpp"
#include "offers/evidence.hpp"
#include "offers/prompts.hpp"

namespace d1mcp::offers {
namespace {

constexpr std::uint64_t kLargestFile = 16ULL * 1024 * 1024;
constexpr std::size_t kMostBytes = 256UL * 1024;

constexpr const char* kChecklist =
    "\nGo through them file by file and say for each what you found, with the line:\n"
    "1. Rows: does it DROP or rebuild a table, or DELETE or UPDATE without WHERE? Which tables "
    "reference it, and do ON DELETE CASCADE or SET NULL reach their rows? PRAGMA foreign_keys=OFF "
    "does not help inside a migration.\n"
    "2. Existing rows: would a new NOT NULL, UNIQUE, CHECK or foreign key fail on them? Count with "
    "run_query. ADD COLUMN takes no PRIMARY KEY, no UNIQUE and only a constant default.\n"
    "3. Rebuilds: are the columns named in INSERT ... SELECT, and is every index, trigger and view "
    "made again?\n"
    "4. D1: no BEGIN, COMMIT, VACUUM, ATTACH or PRAGMA settings, no statement over 100,000 bytes, "
    "a semicolon after each.\n"
    "5. Hidden failures: IF NOT EXISTS, OR IGNORE, OR REPLACE, text in double quotes.\n"
    "6. Rollback: is there one, does it undo everything, and does it say what is lost?\n"
    "7. Order: do later files need earlier ones, and does running code still work in between?\n"
    "Then call apply_migration with dry_run where it is offered, compare the rows changed per "
    "table with what you expect, and give your verdict: apply, correct first (with the corrected "
    "SQL), or stop.\n";

/// The texts of files, as many as there is room for.
class Texts {
 public:
  explicit Texts(const migration::Directory& folder) : folder_(folder) {}

  Status add(const std::string& name, const std::string& heading) {
    if (text_.size() >= kMostBytes) {
      left_out_.push_back(to_valid_utf8(name));
      return {};
    }
    auto content = read_file(folder_.path / name, kLargestFile);
    if (!content && content.error().code == ErrorCode::limit_exceeded) {
      left_out_.push_back(to_valid_utf8(name));
      return {};
    }
    TRY_ASSIGN(const std::string shown, std::move(content));
    text_ += evidence(heading + name, "sql", shown);
    return {};
  }

  [[nodiscard]] std::string all() const {
    if (left_out_.empty()) return text_;
    return text_ +
           evidence("Left out to keep this short; read them yourself", "", join(left_out_, "\n"));
  }

 private:
  const migration::Directory& folder_;
  std::string text_;
  std::vector<std::string> left_out_;
};

Result<std::string> pending_texts(const migration::Directory& folder,
                                  const migration::Overview& overview) {
  Texts texts(folder);
  for (const migration::Entry& entry : overview.entries) {
    if (entry.state != migration::State::pending) continue;
    TRY(texts.add(entry.name, "Pending: "));
    if (!entry.rollback.empty()) TRY(texts.add(entry.rollback, "Its rollback: "));
  }
  return texts.all();
}

Result<std::string> text(const tools::Services& services,
                         const mcp::Json& arguments,
                         const Work& work) {
  TRY_ASSIGN(workspace::Entry* const entry,
             services.catalog.find(tools::text_argument(arguments, "database")));
  TRY_ASSIGN(const auto state, tools::read_migrations(*entry, work));
  const migration::Overview overview = migration::compare(state.directory, state.history);
  std::string said = "Review the pending migrations of the database " +
                     to_valid_utf8(entry->name()) + ": " + std::to_string(overview.pending) +
                     " of " + counted(overview.pending + overview.applied, "file") + ".\n\n" +
                     std::string(kEvidenceIsData) + "\n";
  if (!overview.warnings.empty()) {
    said += evidence("What is doubtful about the folder", "", join(overview.warnings, "\n"));
  }
  if (overview.pending == 0) {
    return said + "\nNothing is pending. Say so, and explain what is doubtful, if anything is.\n";
  }
  TRY_ASSIGN(const std::string texts, pending_texts(state.directory, overview));
  return said + texts + kChecklist;
}

}  // namespace

mcp::Prompt review_migrations(const tools::Services& services) {
  return {
      .name = "review_migrations",
      .title = "Review the pending migrations",
      .description = "Look through the migrations that are not applied yet, before they are",
      .arguments = {database_argument()},
      .get = said_by_user([services](const mcp::Json& arguments, const mcp::CallContext& context) {
        return text(services, arguments, context.work);
      })};
}

}  // namespace d1mcp::offers
