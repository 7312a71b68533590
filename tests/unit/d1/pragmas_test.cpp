#include "d1/pragmas.hpp"

#include <gtest/gtest.h>

namespace d1mcp::d1 {
namespace {

using Verdict = PragmaVerdict;

struct PragmasCase {
  const char* name;
  std::optional<std::string_view> argument;
  Verdict verdict;
};

void PrintTo(const PragmasCase& test, std::ostream* out) {
  *out << "PRAGMA " << test.name << "(" << test.argument.value_or("") << ")";
}

class JudgePragma : public ::testing::TestWithParam<PragmasCase> {};

// Each verdict was seen with workerd 1.20261117.1.
TEST_P(JudgePragma, AgreesWithD1) {
  EXPECT_EQ(judge_pragma(GetParam().name, GetParam().argument), GetParam().verdict);
}

INSTANTIATE_TEST_SUITE_P(
    Cases,
    JudgePragma,
    ::testing::Values(PragmasCase{"table_list", {}, Verdict::allowed},
                      PragmasCase{"table_list", "_cf_x", Verdict::allowed},
                      PragmasCase{"table_info", "users", Verdict::allowed},
                      PragmasCase{"TABLE_INFO", "users", Verdict::allowed},
                      PragmasCase{"table_info", {}, Verdict::argument_missing},
                      PragmasCase{"table_xinfo", "_cf_KV", Verdict::argument_refused},
                      PragmasCase{"index_list", "_CF_x", Verdict::argument_refused},
                      PragmasCase{"foreign_key_check", {}, Verdict::allowed},
                      PragmasCase{"foreign_key_check", "users", Verdict::allowed},
                      PragmasCase{"quick_check", {}, Verdict::allowed},
                      PragmasCase{"quick_check", "0x2", Verdict::allowed},
                      PragmasCase{"quick_check", "-1", Verdict::allowed},
                      PragmasCase{"quick_check", "_cf_KV", Verdict::argument_refused},
                      PragmasCase{"optimize", {}, Verdict::allowed},
                      PragmasCase{"optimize", "0x10002", Verdict::allowed},
                      PragmasCase{"optimize", "0X2", Verdict::allowed},
                      PragmasCase{"optimize", "-1", Verdict::allowed},
                      PragmasCase{"optimize", " 2", Verdict::allowed},
                      PragmasCase{"optimize", "-2147483648", Verdict::allowed},
                      PragmasCase{"optimize", "2147483648", Verdict::argument_refused},
                      PragmasCase{"optimize", "4294967295", Verdict::argument_refused},
                      PragmasCase{"optimize", "99999999999999999999", Verdict::argument_refused},
                      PragmasCase{"optimize", "2x", Verdict::argument_refused},
                      PragmasCase{"optimize", "", Verdict::argument_refused},
                      PragmasCase{"optimize", "--1", Verdict::argument_refused},
                      PragmasCase{"page_size", {}, Verdict::allowed},
                      PragmasCase{"page_size", "8192", Verdict::argument_refused},
                      PragmasCase{"data_version", {}, Verdict::allowed},
                      PragmasCase{"foreign_keys", {}, Verdict::allowed},
                      PragmasCase{"foreign_keys", "OFF", Verdict::allowed},
                      PragmasCase{"foreign_keys", "onxyz", Verdict::allowed},
                      PragmasCase{"foreign_keys", "10", Verdict::allowed},
                      PragmasCase{"foreign_keys", "2", Verdict::argument_refused},
                      PragmasCase{"foreign_keys", "-1", Verdict::argument_refused},
                      PragmasCase{"foreign_keys", "", Verdict::argument_refused},
                      PragmasCase{"defer_foreign_keys", "true", Verdict::allowed},
                      PragmasCase{"integrity_check", {}, Verdict::unknown_pragma},
                      PragmasCase{"user_version", {}, Verdict::unknown_pragma},
                      PragmasCase{"writable_schema", "1", Verdict::unknown_pragma},
                      PragmasCase{"journal_mode", "delete", Verdict::unknown_pragma},
                      PragmasCase{"", {}, Verdict::unknown_pragma}));

}  // namespace
}  // namespace d1mcp::d1
