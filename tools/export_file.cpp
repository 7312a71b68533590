#include "export_file.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/files.hpp"
#include "core/text.hpp"
#include "transfer/destination.hpp"
#include "transfer/line_difference.hpp"
#include "transfer/packed_sink.hpp"
#include "transfer/sqlite_file.hpp"
#include "transfer/verify.hpp"
#include "workspace/proof.hpp"

namespace d1mcp::tools {
namespace {

// Far more than the types of any schema take.
constexpr std::uint64_t kLargestTypes = 64'000'000;

void put_proof(std::vector<transfer::TableContent> proven, ExportContent& content) {
  content.tables.clear();
  for (auto& [table, hash] : proven) {
    content.tables.push_back(
        {.name = std::move(table), .rows = hash.rows, .sha256 = std::move(hash.sha256)});
  }
  content.verified = true;
}

Result<ExportContent> write_sqlite_file(sql::Connection& database,
                                        const std::filesystem::path& path,
                                        const ExportRequest& request,
                                        const Work& work) {
  ExportContent content;
  const auto prove = [&](const std::filesystem::path& copy) -> Status {
    TRY_ASSIGN(auto proven, workspace::prove_copy(database, copy, work));
    put_proof(std::move(proven), content);
    return {};
  };
  TRY_ASSIGN(content.bytes,
             transfer::write_sqlite_file(database,
                                         path,
                                         request.existing,
                                         work,
                                         request.verify ? prove : transfer::CopyApproval()));
  return content;
}

std::string shown(const std::optional<std::string_view>& line) {
  return line ? "\"" + to_valid_utf8(*line) + "\"" : "nothing";
}

std::string out_of_date(const std::string& file, const transfer::LineDifference& difference) {
  return file + " is out of date: line " + std::to_string(difference.number) + " is " +
         shown(difference.left) + " and has to be " + shown(difference.right) +
         "; export it again with overwrite";
}

}  // namespace

Result<ExportContent> write_file(sql::Connection& database,
                                 const std::filesystem::path& path,
                                 const ExportRequest& request,
                                 const Work& work) {
  if (request.format == ExportFormat::sqlite)
    return write_sqlite_file(database, path, request, work);
  TRY_ASSIGN(NewFile file, NewFile::create(path, request.existing));
  transfer::FileSink bytes(file);
  transfer::PackedSink sink(bytes, packing_of(request));
  TRY_ASSIGN(ExportContent content, write_content(database, request, sink, work));
  TRY(sink.finish());
  if (request.verify) {
    TRY(file.flush());
    TRY_ASSIGN(const auto dump, transfer::text_of_file(file.temporary_path(), "the dump"));
    TRY(prove_dump(database, dump, request, work, content));
  }
  TRY_ASSIGN(content.bytes, file.commit());
  return content;
}

Result<ExportContent> check_file(sql::Connection& database,
                                 const std::filesystem::path& path,
                                 const ExportRequest& request,
                                 const Work& work) {
  TRY_ASSIGN(const std::string found, read_file(path, kLargestTypes));
  transfer::MemorySink sink(kLargestTypes);
  TRY_ASSIGN(ExportContent content, write_content(database, request, sink, work));
  const auto difference = transfer::first_different_line(found, sink.content());
  content.verified = !difference;
  if (difference) content.notes.push_back(out_of_date(request.output, *difference));
  return content;
}

Status prove_dump(sql::Connection& database,
                  const transfer::InputText& dump,
                  const ExportRequest& request,
                  const Work& work,
                  ExportContent& content) {
  TRY_ASSIGN(auto proven, workspace::prove_dump(database, request.selection, dump, work));
  put_proof(std::move(proven), content);
  return {};
}

}  // namespace d1mcp::tools
