#include <algorithm>
#include <filesystem>

#include "cli/members.hpp"
#include "cli/renderers.hpp"
#include "cli/sections.hpp"
#include "cli/visible_text.hpp"
#include "core/text.hpp"

namespace d1mcp::cli {
namespace {

std::string padded_name(const Json& entry, std::size_t width) {
  const std::string name = visible(text_member(entry, "name"));
  return name + std::string(width - std::min(width, text_width(name)), ' ');
}

std::string edit_text(const Json& entry) {
  const std::string edited = text_member(entry, "edited");
  if (edited.empty()) return {};
  if (edited == "cosmetic") return "cosmetic edit since";
  const auto difference = entry.find("difference");
  if (difference == entry.end()) return "edited since";
  const auto token = [&](const char* name) {
    const std::string text = visible(text_member(*difference, name));
    return text.empty() ? std::string("nothing") : text;
  };
  return "edited since at " + std::to_string(count_member(*difference, "line").value_or(0)) + ":" +
         std::to_string(count_member(*difference, "column").value_or(0)) + ": " + token("was") +
         " -> " + token("is");
}

std::string applied_text(const Json& entry) {
  const std::string how = text_member(entry, "how");
  const std::string at = visible(text_member(entry, "applied_at"));
  const std::string word = how.empty() ? "applied" : "not run, recorded";
  return at.empty() ? word : word + " " + at;
}

std::string missing_text(const Json& entry) {
  const std::string renamed = visible(text_member(entry, "renamed_to"));
  return renamed.empty() ? "file missing" : "renamed to " + renamed;
}

std::string migration_line(const Json& entry, std::size_t width, const Style& style) {
  const std::string status = text_member(entry, "status");
  const std::string line = " " + padded_name(entry, width) + "  ";
  if (status == "pending") {
    const std::string renamed = visible(text_member(entry, "renamed_from"));
    return marked(Mark::pending, style) + line +
           comma_list({"pending", renamed.empty() ? "" : "applied as " + renamed}) + "\n";
  }
  const bool is_missing = status != "applied";
  const bool is_wrong = is_missing || text_member(entry, "edited") == "meaning";
  return marked(is_wrong ? Mark::failed : Mark::done, style) + line +
         comma_list({applied_text(entry),
                     is_missing ? missing_text(entry) : std::string(),
                     edit_text(entry)}) +
         "\n";
}

std::string file_that_ran(const Json& file, std::size_t width, const Style& style) {
  const std::string facts =
      comma_list({counted(count_member(file, "statements").value_or(0), "statement"),
                  count_member(file, "verified") ? "verified" : "",
                  duration_text(real_member(file, "duration_ms").value_or(-1))});
  return marked(Mark::done, style) + " " + padded_name(file, width) + "  " + facts + "\n" +
         change_lines(list_member(file, "changes"), "    ");
}

std::string files_that_ran(const Json& files, const Style& style) {
  const std::size_t width = widest_text(files, "name");
  std::string text;
  for (const Json& file : files) text += file_that_ran(file, width, style);
  return text;
}

std::string backup_line(const Json& result) {
  const auto backup = result.find("backup");
  if (backup == result.end()) return {};
  return "backup: " + visible(text_member(*backup, "path")) + " (" +
         human_bytes(count_member(*backup, "bytes").value_or(0)) + ")\n";
}

std::string what_was_done(const std::string& migrations,
                          const std::string& done,
                          const std::string& rest,
                          const Json& result) {
  const bool dry_run = flag_member(result, "dry_run");
  return migrations + " " + (dry_run ? "tried on a private copy" : done) +
         (rest.empty() ? "" : ", " + rest) + (dry_run ? "; the database was not changed\n" : "\n");
}

std::string summary_of_applied(const Json& result) {
  const std::uint64_t applied = list_member(result, "applied").size();
  const std::uint64_t pending = count_member(result, "pending").value_or(0);
  if (applied == 0) return "nothing to apply: no migration is pending\n";
  const std::string rest = pending > 0 ? with_thousands(pending) + " still pending" : "";
  return what_was_done(counted(applied, "migration"), "applied", rest, result);
}

std::string lost_for_good_lines(const Json& result, const Style& style) {
  std::string text;
  for (const std::string& loss : texts_member(result, "lost_for_good")) {
    text += painted("lost for good:", Paint::yellow, style) + " " + visible(loss) + "\n";
  }
  return text;
}

std::string summary_of_rolled_back(const Json& result) {
  const std::uint64_t rolled_back = list_member(result, "rolled_back").size();
  if (rolled_back == 0) return "nothing to roll back\n";
  const std::string rest =
      with_thousands(count_member(result, "applied").value_or(0)) + " still applied";
  return what_was_done(counted(rolled_back, "migration"), "rolled back", rest, result);
}

}  // namespace

std::string render_migrations(const Json& result, const Style& style) {
  const Json& migrations = list_member(result, "migrations");
  const std::string directory = visible(text_member(result, "directory"));
  if (migrations.empty()) return "no migrations in " + directory + "\n" + remarks(result, style);
  const std::size_t width = widest_text(migrations, "name");
  std::string text;
  for (const Json& entry : migrations) text += migration_line(entry, width, style);
  const std::string summary =
      with_thousands(count_member(result, "applied").value_or(0)) + " applied, " +
      with_thousands(count_member(result, "pending").value_or(0)) + " pending in " + directory +
      " (table " + visible(text_member(result, "table")) + ")";
  return text + painted(summary, Paint::dim, style) + "\n" + remarks(result, style);
}

std::string render_applied(const Json& result, const Style& style) {
  return files_that_ran(list_member(result, "applied"), style) + backup_line(result) +
         summary_of_applied(result) + remarks(result, style);
}

std::string render_rolled_back(const Json& result, const Style& style) {
  return files_that_ran(list_member(result, "rolled_back"), style) + backup_line(result) +
         lost_for_good_lines(result, style) + summary_of_rolled_back(result) +
         remarks(result, style);
}

std::string render_restored(const Json& result, const Style& style) {
  const std::string restored = visible(text_member(result, "restored"));
  if (flag_member(result, "dry_run")) {
    std::string text;
    for (const Json& backup : list_member(result, "backups")) {
      text += visible(text_member(backup, "name")) + "  " +
              human_bytes(count_member(backup, "bytes").value_or(0)) + "\n";
    }
    return restored.empty()
               ? "there are no backups\n"
               : text + "would restore " + restored + "; the database was not changed\n";
  }
  const auto replaced = result.find("replaced");
  const std::string kept = replaced == result.end() ? "" : visible(text_member(*replaced, "path"));
  return "restored " + restored + "\nwhat it replaced: " + kept + "\n" + remarks(result, style);
}

std::string render_new_migration(const Json& result, const Style& style) {
  const std::string origin = text_member(result, "rollback");
  const std::string directory =
      std::filesystem::path(text_member(result, "path")).parent_path().string();
  const std::string proven = origin == "derived" ? ", derived and proven on a private copy" : "";
  return "wrote " + visible(text_member(result, "path")) + "\nwrote " +
         visible(text_member(result, "rollback_path")) + proven + "\n" +
         findings_lines(list_member(result, "findings"), directory, style) + remarks(result, style);
}

}  // namespace d1mcp::cli
