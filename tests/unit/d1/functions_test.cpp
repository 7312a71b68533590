#include "d1/functions.hpp"

#include <gtest/gtest.h>

namespace d1mcp::d1 {
namespace {

TEST(AllowedFunctions, AreFoundInAnyCase) {
  for (const char* const name : {"abs",
                                 "COALESCE",
                                 "Concat_WS",
                                 "->",
                                 "->>",
                                 "json_each",
                                 "jsonb_set",
                                 "bm25",
                                 "iif",
                                 "unixepoch",
                                 "timediff",
                                 "row_number",
                                 "string_agg",
                                 "octet_length",
                                 "zeroblob",
                                 "sqrt",
                                 "rtreecheck"}) {
    EXPECT_TRUE(is_allowed_function(name)) << name;
  }
}

TEST(AllowedFunctions, IncludeWhatAlterTableUsesItself) {
  EXPECT_TRUE(is_allowed_function("sqlite_rename_column"));
  EXPECT_TRUE(is_allowed_function("sqlite_drop_column"));
}

TEST(AllowedFunctions, LeaveOutWhatD1RefusesThoughSqliteHasIt) {
  for (const char* const name : {"if",
                                 "ceiling",
                                 "log10",
                                 "power",
                                 "unistr",
                                 "unistr_quote",
                                 "subtype",
                                 "json_pretty",
                                 "json_error_position",
                                 "json_array_insert",
                                 "sqlite_version",
                                 "sqlite_source_id",
                                 "sqlite_compileoption_used",
                                 "sqlite_log",
                                 "sqlite_add_constraint",
                                 "sqlite_drop_constraint",
                                 "fts5",
                                 "rtreedepth",
                                 "rtreenode",
                                 "regexp",
                                 ""}) {
    EXPECT_FALSE(is_allowed_function(name)) << name;
  }
}

TEST(MissingFunctions, AreAuthorizedByD1AndNotThere) {
  for (const char* const name : {"soundex", "SOUNDEX"}) {
    EXPECT_TRUE(is_missing_function(name)) << name;
  }
  EXPECT_FALSE(is_missing_function("abs"));
  EXPECT_FALSE(is_missing_function("load_extension")) << "it is there and refuses";
}

}  // namespace
}  // namespace d1mcp::d1
