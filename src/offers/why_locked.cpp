// Prompt `why_locked`.

#include <algorithm>
#include <chrono>
#include <system_error>

#include "arguments.hpp"
#include "core/text.hpp"
#include "offers/evidence.hpp"
#include "offers/prompts.hpp"

namespace d1mcp::offers {
namespace {

constexpr const char* kAdvice =
    "\nTell the person which program holds the database, if the facts say so, and what to try, "
    "the likeliest first:\n"
    "- A program that holds it: let it finish, or close it. Usual ones are a database browser with "
    "an edit not committed, `wrangler dev`, a script that stands in a debugger.\n"
    "- Nobody holds it now: the lock was short, and whoever failed did not wait. It should set "
    "PRAGMA busy_timeout, keep transactions short, and begin those that write with BEGIN "
    "IMMEDIATE: one that reads first and writes later fails at once, however long it would wait.\n"
    "- The journal mode is not wal: readers and the writer exclude each other. A program of the "
    "person's can change that for good with PRAGMA journal_mode=WAL.\n"
    "- A -journal or -wal file without a program: one died while writing. The next program that "
    "opens the database to write puts it right. Never delete these files: that loses rows or "
    "destroys the database.\n"
    "- A network or shared folder (NFS, SMB, a folder of Docker Desktop): locks do not work there "
    "reliably; move the database to a local disk.\n"
    "Do not try to write only to find out.\n";

std::string age_of(const std::filesystem::path& file) {
  std::error_code failure;
  const auto changed = std::filesystem::last_write_time(file, failure);
  if (failure) return {};
  const auto age = std::filesystem::file_time_type::clock::now() - changed;
  const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(age).count();
  return ", changed " +
         counted(static_cast<std::uint64_t>(std::max<std::int64_t>(seconds, 0)), "second") + " ago";
}

std::string files_beside(const std::filesystem::path& database) {
  std::string lines;
  for (const char* suffix : {"-wal", "-shm", "-journal"}) {
    const std::filesystem::path file = database.string() + suffix;
    std::error_code missing;
    const auto bytes = std::filesystem::file_size(file, missing);
    if (missing) continue;
    lines += std::string("beside it: ") + suffix + ", " + human_bytes(bytes) + age_of(file) + "\n";
  }
  return lines.empty() ? "beside it: no -wal, -shm or -journal file\n" : lines;
}

std::string lock_of(const workspace::Entry& entry) {
  const std::string holder = entry.lock_holder();
  if (!holder.empty()) return "write lock: held by " + holder + "\n";
  return "write lock: no other program is seen to hold it now; programs in other containers, on "
         "other machines, and all of them on other systems than Linux are not seen\n";
}

// A read that works beside a program that writes tells that only writers are kept out.
std::string reading(workspace::Entry& entry, const Work& work) {
  const auto journal_mode = [&]() -> Result<sql::Table> {
    TRY_ASSIGN(const auto reader, entry.passing_reader(work));
    return sql::query_table(*reader, "PRAGMA journal_mode", {}, work);
  };
  const auto mode = journal_mode();
  if (!mode) return "reading: fails: " + describe(mode.error()) + "\n";
  const auto* name = std::get_if<std::string>(&mode->rows.at(0).at(0));
  return "reading: works\njournal mode: " + (name == nullptr ? "unknown" : *name) + "\n";
}

// One after the other: reading may make a file beside the database for as long as it takes.
std::string facts_of(workspace::Entry& entry, const Work& work) {
  const std::filesystem::path& file = entry.description().file;
  std::string facts = "file: " + file.string() + "\n";
  facts += lock_of(entry);
  facts += files_beside(file);
  facts += reading(entry, work);
  return facts;
}

Result<std::string> text(const tools::Services& services,
                         const mcp::Json& arguments,
                         const Work& work) {
  TRY_ASSIGN(workspace::Entry* const entry,
             services.catalog.find(tools::text_argument(arguments, "database")));
  if (entry->problem()) return *entry->problem();
  const std::string name = to_valid_utf8(entry->name());
  if (entry->description().kind == workspace::Kind::sql_dump) {
    return "The database " + name +
           " is a SQL dump that the server reads from a private copy: nobody can lock it. If a "
           "program reported a lock, it meant another database; help the person find out which.\n";
  }
  if (!entry->exists()) TRY(entry->passing_reader(work));  // Fails, and says what is missing.
  const std::string facts = facts_of(*entry, work);
  TRY(work.check());
  return "A program reports that the database " + name +
         " is locked (\"database is locked\", SQLITE_BUSY). Find out why.\n\n" +
         std::string(kEvidenceIsData) + "\n" + evidence("What is known at this moment", "", facts) +
         kAdvice;
}

}  // namespace

mcp::Prompt why_locked(const tools::Services& services) {
  return {
      .name = "why_locked",
      .title = "Why is the database locked?",
      .description = "See who holds a database that is locked, and what helps",
      .arguments = {database_argument()},
      .get = said_by_user([services](const mcp::Json& arguments, const mcp::CallContext& context) {
        return text(services, arguments, context.work);
      })};
}

}  // namespace d1mcp::offers
