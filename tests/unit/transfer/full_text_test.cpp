#include "transfer/full_text.hpp"

#include <gtest/gtest.h>
#include <string>

namespace d1mcp::transfer {
namespace {

using Kind = FullTextContent::Kind;

struct FullTextCase {
  std::string arguments;
  Kind kind;
  std::string table;
};

class FullTextContentOption : public ::testing::TestWithParam<FullTextCase> {};

TEST_P(FullTextContentOption, IsFound) {
  const FullTextContent content =
      read_full_text_content("CREATE VIRTUAL TABLE f USING fts5(" + GetParam().arguments + ")");

  EXPECT_EQ(content.kind, GetParam().kind);
  EXPECT_EQ(content.table, GetParam().table);
}

INSTANTIATE_TEST_SUITE_P(
    Cases,
    FullTextContentOption,
    ::testing::Values(FullTextCase{"a, b", Kind::own, ""},
                      FullTextCase{"content, a", Kind::own, ""},
                      FullTextCase{"a, content_rowid=id", Kind::own, ""},
                      FullTextCase{"a, tokenize='content=x'", Kind::own, ""},
                      FullTextCase{"a, contentless_delete=1", Kind::own, ""},
                      FullTextCase{"a, content=docs", Kind::external, "docs"},
                      FullTextCase{"content='my docs', a", Kind::external, "my docs"},
                      FullTextCase{"a,CONTENT = \"d\"\"x\"", Kind::external, "d\"x"},
                      FullTextCase{"a, cont=[d]", Kind::external, "d"},
                      FullTextCase{"a, content=''", Kind::none, ""},
                      FullTextCase{"a, content=", Kind::none, ""},
                      FullTextCase{"a, content=\"\", x", Kind::none, ""}));

}  // namespace
}  // namespace d1mcp::transfer
