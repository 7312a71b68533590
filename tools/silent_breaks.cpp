#include "silent_breaks.hpp"

#include <algorithm>

#include "core/text.hpp"
#include "lint/replay.hpp"
#include "workspace/replay.hpp"

namespace d1mcp::tools {
namespace {

bool may_break(const sql::Statement& statement) {
  const lint::Verb verb = lint::read_change(statement.text).verb;
  return verb == lint::Verb::create_view || verb == lint::Verb::create_trigger ||
         verb == lint::Verb::drop_table;
}

bool was_broken(const lint::File& file, const lint::Broken& broken) {
  return std::ranges::any_of(file.broken_before, [&](const lint::Broken& before) {
    return before.object == broken.object;
  });
}

}  // namespace

Result<std::vector<std::string>> silent_breaks(workspace::Entry& entry,
                                               const Script& script,
                                               const Work& work) {
  std::vector<std::string> sentences;
  if (std::ranges::none_of(script.statements, may_break)) return sentences;
  TRY_ASSIGN(const auto reader, entry.reader(work));
  TRY_ASSIGN(const auto replay, workspace::open_replay(entry));
  if (auto copied = lint::copy_schema(*reader, *replay, work); !copied) {
    TRY(work.check());
    sentences.push_back("which views and triggers will fail is not known: " +
                        copied.error().message);
    return sentences;
  }
  const lint::Target target{.dialect = entry.description().dialect,
                            .history_table = entry.description().migrations.table};
  const std::vector<lint::Source> sources = {{.name = {}, .text = script.text}};
  TRY_ASSIGN(const auto files, lint::replay_files(sources, target, /*queries=*/{}, *replay, work));
  for (const lint::Broken& broken : files.front().broken_after) {
    if (was_broken(files.front(), broken)) continue;
    sentences.push_back("the " + broken.object.type + " " + to_valid_utf8(broken.object.name) +
                        " is accepted and fails when it is used: " + broken.message);
  }
  return sentences;
}

}  // namespace d1mcp::tools
