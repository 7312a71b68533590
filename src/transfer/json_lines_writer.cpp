#include "transfer/json_lines_writer.hpp"

#include <set>
#include <string>
#include <vector>

#include "core/json_text.hpp"
#include "core/text.hpp"
#include "transfer/json_cell.hpp"

namespace d1mcp::transfer {
namespace {

class JsonLinesFormat final : public RowFormat {
 public:
  // Names are escaped once; for each row they are only copied.
  void header(std::string& /*out*/, std::span<const sql::Column> columns) override {
    std::set<std::string> all;
    for (const sql::Column& column : columns) all.insert(to_valid_utf8(column.name));
    std::set<std::string> used;
    for (const sql::Column& column : columns) {
      const std::string name = to_valid_utf8(column.name);
      std::string member = name;
      for (int number = 2; used.contains(member) || (member != name && all.contains(member));
           ++number) {
        member = name + "_" + std::to_string(number);
      }
      if (member != column.name) renamed_.push_back(member);
      used.insert(member);
      openings_.emplace_back(openings_.empty() ? "{" : ",");
      append_json_string(openings_.back(), member);
      openings_.back() += ':';
    }
  }

  void row(std::string& out, std::span<const sql::Cell> cells) override {
    for (std::size_t index = 0; index < cells.size(); ++index) {
      out += openings_[index];
      append_json_cell(out, cells[index]);
    }
    out += "}\n";
  }

  [[nodiscard]] std::vector<std::string> notes() const override {
    if (renamed_.empty()) return {};
    return {"column names that repeat or are not valid UTF-8 were changed: " +
            join(renamed_, ", ")};
  }

 private:
  std::vector<std::string> openings_;  ///< {"id":  ,"name":
  std::vector<std::string> renamed_;
};

}  // namespace

Result<RowExportSummary> write_json_lines(sql::Connection& database,
                                          const RowSource& source,
                                          ByteSink& destination,
                                          const Work& work) {
  JsonLinesFormat format;
  return export_rows(database, source, format, destination, work);
}

}  // namespace d1mcp::transfer
