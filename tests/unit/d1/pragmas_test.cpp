#include "d1/pragmas.hpp"

#include <gtest/gtest.h>

namespace d1mcp::d1 {
namespace {

using Verdict = PragmaVerdict;

struct Case {
  const char* name;
  std::optional<std::string_view> argument;
  Verdict verdict;
};

void PrintTo(const Case& test, std::ostream* out) {
  *out << "PRAGMA " << test.name << "(" << test.argument.value_or("") << ")";
}

class JudgePragma : public ::testing::TestWithParam<Case> {};

// Each verdict was seen with workerd 1.20261117.1.
TEST_P(JudgePragma, AgreesWithD1) {
  EXPECT_EQ(judge_pragma(GetParam().name, GetParam().argument), GetParam().verdict);
}

INSTANTIATE_TEST_SUITE_P(
    Cases,
    JudgePragma,
    ::testing::Values(Case{"table_list", {}, Verdict::allowed},
                      Case{"table_list", "_cf_x", Verdict::allowed},
                      Case{"table_info", "users", Verdict::allowed},
                      Case{"TABLE_INFO", "users", Verdict::allowed},
                      Case{"table_info", {}, Verdict::argument_missing},
                      Case{"table_xinfo", "_cf_KV", Verdict::argument_refused},
                      Case{"index_list", "_CF_x", Verdict::argument_refused},
                      Case{"foreign_key_check", {}, Verdict::allowed},
                      Case{"foreign_key_check", "users", Verdict::allowed},
                      Case{"quick_check", {}, Verdict::allowed},
                      Case{"quick_check", "0x2", Verdict::allowed},
                      Case{"quick_check", "-1", Verdict::allowed},
                      Case{"quick_check", "_cf_KV", Verdict::argument_refused},
                      Case{"optimize", {}, Verdict::allowed},
                      Case{"optimize", "0x10002", Verdict::allowed},
                      Case{"optimize", "0X2", Verdict::allowed},
                      Case{"optimize", "-1", Verdict::allowed},
                      Case{"optimize", " 2", Verdict::allowed},
                      Case{"optimize", "-2147483648", Verdict::allowed},
                      Case{"optimize", "2147483648", Verdict::argument_refused},
                      Case{"optimize", "4294967295", Verdict::argument_refused},
                      Case{"optimize", "99999999999999999999", Verdict::argument_refused},
                      Case{"optimize", "2x", Verdict::argument_refused},
                      Case{"optimize", "", Verdict::argument_refused},
                      Case{"optimize", "--1", Verdict::argument_refused},
                      Case{"page_size", {}, Verdict::allowed},
                      Case{"page_size", "8192", Verdict::argument_refused},
                      Case{"data_version", {}, Verdict::allowed},
                      Case{"foreign_keys", {}, Verdict::allowed},
                      Case{"foreign_keys", "OFF", Verdict::allowed},
                      Case{"foreign_keys", "onxyz", Verdict::allowed},
                      Case{"foreign_keys", "10", Verdict::allowed},
                      Case{"foreign_keys", "2", Verdict::argument_refused},
                      Case{"foreign_keys", "-1", Verdict::argument_refused},
                      Case{"foreign_keys", "", Verdict::argument_refused},
                      Case{"defer_foreign_keys", "true", Verdict::allowed},
                      Case{"integrity_check", {}, Verdict::unknown_pragma},
                      Case{"user_version", {}, Verdict::unknown_pragma},
                      Case{"writable_schema", "1", Verdict::unknown_pragma},
                      Case{"journal_mode", "delete", Verdict::unknown_pragma},
                      Case{"", {}, Verdict::unknown_pragma}));

}  // namespace
}  // namespace d1mcp::d1
