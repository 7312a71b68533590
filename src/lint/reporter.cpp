#include "lint/reporter.hpp"

#include <algorithm>

#include "lint/rule.hpp"
#include "sql/splitter.hpp"

namespace d1mcp::lint {

void Reporter::at(const Step& step, Remark remark) {
  at(step, step.statement.text, std::move(remark));
}

void Reporter::at(const Step& step, std::string_view part, Remark remark) {
  const char* const begin = step.statement.text.data();
  const bool is_inside = part.data() >= begin && part.data() <= begin + step.statement.text.size();
  const auto offset = is_inside ? static_cast<std::size_t>(part.data() - begin) : 0;
  const sql::Position position = sql::position_in_script(step.statement, offset);
  add({.file = file_,
       .line = position.line,
       .column = position.column,
       .statement = step.statement.number},
      std::move(remark));
}

void Reporter::at(Place place, Remark remark) {
  if (place.file.empty()) place.file = file_;
  add(std::move(place), std::move(remark));
}

void Reporter::whole(Remark remark) {
  whole(file_, std::move(remark));
}

void Reporter::whole(std::string file, Remark remark) {
  add({.file = std::move(file), .line = 0, .column = 0, .statement = 0}, std::move(remark));
}

void Reporter::add(Place place, Remark remark) {
  Finding finding{.rule = std::string(rule_.id),
                  .severity = remark.severity.value_or(rule_.severity),
                  .place = std::move(place),
                  .message = std::move(remark.message),
                  .fix = remark.fix.empty() ? std::string(rule_.fix) : std::move(remark.fix),
                  .allowed = std::nullopt};
  const bool is_known = std::ranges::any_of(findings_, [&](const Finding& other) {
    return other.rule == finding.rule && other.place == finding.place &&
           other.message == finding.message;
  });
  if (!is_known) findings_.push_back(std::move(finding));
}

}  // namespace d1mcp::lint
