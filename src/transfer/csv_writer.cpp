#include "transfer/csv_writer.hpp"

#include <string>
#include <string_view>
#include <vector>

#include "core/encoding.hpp"
#include "core/text.hpp"
#include "sql/quoting.hpp"
#include "transfer/csv_number.hpp"
#include "transfer/row_reader.hpp"

namespace d1mcp::transfer {
namespace {

constexpr std::string_view kLineEnd = "\r\n";

bool needs_quotes(std::string_view text) {
  return text.empty() || text.front() == ' ' || text.back() == ' ' ||
         text.find_first_of(",\"\r\n") != std::string_view::npos;
}

// Double quotes, inner ones doubled: RFC 4180's rule too.
void append_quoted(std::string& out, std::string_view text) {
  out += sql::quote_identifier(text);
}

void append_text(std::string& out, std::string_view text) {
  if (needs_quotes(text)) return append_quoted(out, text);
  out += text;
}

/// One column's surprises.
struct ColumnFacts {
  std::string name;
  std::string type;  ///< As declared.
  bool has_blobs = false;
  bool has_invalid_text = false;
};

class CsvFormat final : public RowFormat {
 public:
  void header(std::string& out, std::span<const sql::Column> columns) override {
    for (const sql::Column& column : columns) {
      append_text(out, column.name);
      out += ',';
      facts_.push_back({.name = column.name, .type = column.declared_type});
    }
    end_line(out);
  }

  void row(std::string& out, std::span<const sql::Cell> cells) override {
    for (std::size_t index = 0; index < cells.size(); ++index) {
      append_cell(out, cells[index], facts_[index]);
      out += ',';
    }
    end_line(out);
  }

  [[nodiscard]] std::vector<std::string> notes() const override {
    std::vector<std::string> notes;
    for (const ColumnFacts& column : facts_) {
      const std::string subject = "column " + sql::quote_identifier(column.name);
      if (column.has_blobs) notes.push_back(subject + " holds BLOBs, written as base64");
      if (column.has_invalid_text) {
        notes.push_back(subject + " holds text that is not valid UTF-8, written byte for byte");
      }
    }
    return notes;
  }

 private:
  static void end_line(std::string& out) {
    out.pop_back();
    out += kLineEnd;
  }

  // Whether a reader would take text without quotes for something else.
  static bool is_misread(std::string_view text, std::string_view type) {
    return declares_blob(type) || (affinity_of(type) != Affinity::text && csv_number(text));
  }

  // What a reader of a BLOB column would take for base64 gets a sign or zero more in front.
  static void append_number(std::string& out, const std::string& number, std::string_view type) {
    if (declares_blob(type) && base64_decode(number)) out += number == "Infinity" ? '+' : '0';
    out += number;
  }

  static void append_cell(std::string& out, const sql::Cell& cell, ColumnFacts& facts) {
    switch (cell.storage) {
      case sql::StorageClass::null: return;
      case sql::StorageClass::integer:
        append_number(out, std::to_string(cell.integer), facts.type);
        return;
      case sql::StorageClass::real: append_number(out, real_to_text(cell.real), facts.type); return;
      case sql::StorageClass::text:
        facts.has_invalid_text = facts.has_invalid_text || !is_valid_utf8(cell.bytes);
        if (is_misread(cell.bytes, facts.type)) return append_quoted(out, cell.bytes);
        append_text(out, cell.bytes);
        return;
      case sql::StorageClass::blob:
        facts.has_blobs = true;
        if (cell.bytes.empty()) return append_quoted(out, {});
        out += base64_encode(cell.bytes);
        return;
    }
  }

  std::vector<ColumnFacts> facts_;
};

}  // namespace

Result<RowExportSummary> write_csv(sql::Connection& database,
                                   const RowSource& source,
                                   ByteSink& destination,
                                   const Work& work) {
  CsvFormat format;
  return export_rows(database, source, format, destination, work);
}

}  // namespace d1mcp::transfer
