// Tool `restore_backup`: put a backup back. Contract: schemas/restore_backup.json

#include "arguments.hpp"
#include "core/text.hpp"
#include "loss_approval.hpp"
#include "migration/backup.hpp"
#include "schemas.hpp"
#include "tools.hpp"

namespace d1mcp::tools {
namespace {

using migration::Backup;

struct Args {
  std::string database;
  std::string backup;
  bool dry_run = false;
};

struct Out {
  std::string database;
  bool dry_run = false;
  std::optional<Backup> restored;
  std::optional<Backup> replaced;
  std::vector<Backup> backups;
  std::optional<mcp::Question> question;
};

Result<Args> decode(const Json& in) {
  return Args{.database = text_argument(in, "database"),
              .backup = text_argument(in, "backup"),
              .dry_run = flag_argument(in, "dry_run", /*fallback=*/false)};
}

Result<Backup> keep_what_is_there(workspace::Entry& entry, const Backup& spared, const Work& work) {
  TRY_ASSIGN(const auto reader, entry.reader(work));
  auto kept =
      migration::make_backup(*reader, entry.description().backups, entry.name(), work, spared.path);
  if (kept) return kept;
  return std::move(kept).error().while_doing(
      "what is there could not be kept, so nothing was restored");
}

Result<Out> run(const Services& services, const Args& args, const mcp::CallContext& context) {
  TRY_ASSIGN(workspace::Entry* const entry, services.catalog.find(args.database));
  const std::filesystem::path& place = entry->description().backups;
  Out out{.database = entry->name(),
          .dry_run = args.dry_run,
          .restored = {},
          .replaced = {},
          .backups = migration::list_backups(place, entry->name()),
          .question = {}};
  const bool only_lists = args.dry_run && args.backup.empty() && out.backups.empty();
  if (only_lists) return out;
  TRY_ASSIGN(const Backup backup, migration::find_backup(place, entry->name(), args.backup));
  out.restored = backup;
  if (!args.dry_run) {
    const LossCase loss{.database = entry->name(),
                        .losses = {"replaces everything by the backup " + backup.file_name()}};
    TRY_ASSIGN(out.question, approve(services, loss, context));
    if (out.question) return out;
    TRY_ASSIGN(out.replaced, keep_what_is_there(*entry, backup, context.work));
    TRY(entry->restore(backup.path, context.work));
    out.backups = migration::list_backups(place, entry->name());
  }
  return out;
}

mcp::ToolResult encode(const Out& out) {
  if (out.question) return {.question = out.question};
  Json backups = Json::array();
  for (const Backup& backup : out.backups) {
    backups.push_back({{"name", to_valid_utf8(backup.file_name())}, {"bytes", backup.bytes}});
  }
  Json result = {{"database", out.database}, {"dry_run", out.dry_run}};
  if (out.restored) result["restored"] = to_valid_utf8(out.restored->file_name());
  if (out.replaced) {
    result["replaced"] = {{"path", to_valid_utf8(out.replaced->path.string())},
                          {"bytes", out.replaced->bytes}};
  }
  result["backups"] = std::move(backups);
  return {.structured = std::move(result)};
}

}  // namespace

mcp::Tool restore_backup(const Services& services) {
  mcp::Tool tool = mcp::make_tool<Args, Out>(
      schemas::restore_backup,
      decode,
      [services](const Args& args, const mcp::CallContext& context) {
        return run(services, args, context);
      },
      encode);
  tool.task_use = mcp::task_where_wanted;
  return tool;
}

}  // namespace d1mcp::tools
