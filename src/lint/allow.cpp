#include "lint/allow.hpp"

#include <algorithm>

#include "core/text.hpp"
#include "lint/reporter.hpp"
#include "lint/rules/rules.hpp"

namespace d1mcp::lint {
namespace {

struct Directive {
  std::string rule;
  std::string reason;
  Place place;
  std::uint32_t statement = 0;  ///< 0: the whole file.
  bool is_in_head = false;      ///< Before the first statement.
  bool is_used = false;
};

constexpr std::string_view kDirective = "migrate:allow";

Place place_of(const File& file, std::size_t offset) {
  const std::string_view before = std::string_view(file.text).substr(0, offset);
  const std::size_t line_start = before.rfind('\n') + 1;  // npos + 1 is 0.
  return {.file = {},
          .line = static_cast<std::uint32_t>(std::ranges::count(before, '\n') + 1),
          .column = static_cast<std::uint32_t>(count_code_points(before.substr(line_start)) + 1),
          .statement = 0};
}

bool has_empty_line(std::string_view text) {
  std::size_t line_ends = 0;
  for (const char c : text) {
    if (c == '\n') ++line_ends;
    if (line_ends == 2) return true;
    if (c != '\n' && c != '\r' && c != ' ' && c != '\t') line_ends = 0;
  }
  return false;
}

// The statement a comment stands before; nothing behind the last one.
const Step* next_step(const File& file, std::size_t offset) {
  const auto found = std::ranges::find_if(
      file.steps, [&](const Step& step) { return step.statement.start.offset > offset; });
  return found == file.steps.end() ? nullptr : &*found;
}

Directive read_directive(const File& file, std::size_t offset, std::string_view comment) {
  std::string_view words = trimmed(comment.substr(comment.find(kDirective) + kDirective.size()));
  const std::size_t id_end = std::min(words.find_first_of(" \t"), words.size());
  Directive directive{.rule = std::string(words.substr(0, id_end)),
                      .reason = std::string(trimmed(words.substr(id_end))),
                      .place = place_of(file, offset)};
  const Step* next = next_step(file, offset);
  directive.is_in_head = next == nullptr || next->statement.number == 1;
  if (next == nullptr) return directive;
  const std::size_t end = offset + comment.size();
  const std::string_view between =
      std::string_view(file.text).substr(end, next->statement.start.offset - end);
  const bool is_for_all = next->statement.number == 1 && has_empty_line(between);
  directive.statement = is_for_all ? 0 : next->statement.number;
  return directive;
}

std::vector<Directive> read_directives(const File& file) {
  std::vector<Directive> directives;
  sql::TokenStream tokens(file.text);
  for (sql::Token token = tokens.next(); token.kind != sql::TokenKind::end_of_text;
       token = tokens.next()) {
    if (token.kind != sql::TokenKind::line_comment) continue;
    if (!trimmed(token.text.substr(2)).starts_with(kDirective)) continue;
    const auto offset = static_cast<std::size_t>(token.text.data() - file.text.data());
    directives.push_back(read_directive(file, offset, token.text));
  }
  return directives;
}

bool accepts(const Directive& directive, const Finding& finding) {
  if (!equal_names(directive.rule, finding.rule) || finding.allowed) return false;
  if (directive.statement == 0) return true;
  if (finding.place.statement == 0) return directive.is_in_head;
  return finding.place.statement == directive.statement;
}

}  // namespace

void obey_directives(const File& file, std::vector<Finding>& findings) {
  std::vector<Directive> directives = read_directives(file);
  std::vector<Finding> complaints;
  Reporter without_reason(rules::kRuleL01, file.name, complaints);
  Reporter without_use(rules::kRuleL02, file.name, complaints);
  for (Directive& directive : directives) {
    if (directive.reason.empty()) {
      without_reason.at(directive.place,
                        {.message = "the directive allows " + directive.rule +
                                    " without a reason, so it is not obeyed"});
      continue;
    }
    for (Finding& finding : findings) {
      if (!accepts(directive, finding)) continue;
      finding.allowed = directive.reason;
      directive.is_used = true;
    }
    if (directive.is_used) continue;
    without_use.at(directive.place, {.message = "nothing here is found by " + directive.rule});
  }
  std::ranges::move(complaints, std::back_inserter(findings));
}

}  // namespace d1mcp::lint
