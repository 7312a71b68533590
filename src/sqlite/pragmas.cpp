#include "sqlite/pragmas.hpp"

#include <algorithm>
#include <array>

#include "core/text.hpp"

namespace d1mcp::sqlite {
namespace {

// Their argument names what to look at; it never sets anything.
constexpr std::array<std::string_view, 14> kReadWithArgument = {"foreign_key_check",
                                                                "foreign_key_list",
                                                                "function_list",
                                                                "index_info",
                                                                "index_list",
                                                                "index_xinfo",
                                                                "integrity_check",
                                                                "module_list",
                                                                "pragma_list",
                                                                "quick_check",
                                                                "table_info",
                                                                "table_list",
                                                                "table_xinfo",
                                                                "compile_options"};

// Without an argument they tell a value; with one they would set it.
constexpr std::array<std::string_view, 30> kReadWithoutArgument = {"application_id",
                                                                   "auto_vacuum",
                                                                   "automatic_index",
                                                                   "busy_timeout",
                                                                   "cache_size",
                                                                   "case_sensitive_like",
                                                                   "cell_size_check",
                                                                   "checkpoint_fullfsync",
                                                                   "collation_list",
                                                                   "data_version",
                                                                   "database_list",
                                                                   "defer_foreign_keys",
                                                                   "encoding",
                                                                   "foreign_keys",
                                                                   "freelist_count",
                                                                   "fullfsync",
                                                                   "ignore_check_constraints",
                                                                   "journal_mode",
                                                                   "journal_size_limit",
                                                                   "legacy_alter_table",
                                                                   "max_page_count",
                                                                   "page_count",
                                                                   "page_size",
                                                                   "query_only",
                                                                   "recursive_triggers",
                                                                   "reverse_unordered_selects",
                                                                   "schema_version",
                                                                   "synchronous",
                                                                   "temp_store",
                                                                   "user_version"};

constexpr std::array<std::string_view, 10> kFitBatch = {"application_id",
                                                        "case_sensitive_like",
                                                        "defer_foreign_keys",
                                                        "foreign_keys",
                                                        "ignore_check_constraints",
                                                        "legacy_alter_table",
                                                        "optimize",
                                                        "recursive_triggers",
                                                        "reverse_unordered_selects",
                                                        "user_version"};

bool contains(const auto& names, std::string_view name) {
  return std::ranges::any_of(names,
                             [&](std::string_view known) { return equal_names(known, name); });
}

}  // namespace

bool pragma_only_reads(std::string_view name, bool has_argument) {
  return contains(kReadWithArgument, name) ||
         (!has_argument && contains(kReadWithoutArgument, name));
}

bool pragma_fits_a_batch(std::string_view name) {
  return contains(kFitBatch, name);
}

}  // namespace d1mcp::sqlite
