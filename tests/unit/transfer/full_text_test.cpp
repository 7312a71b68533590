#include "transfer/full_text.hpp"

#include <gtest/gtest.h>
#include <string>

namespace d1mcp::transfer {
namespace {

using Kind = FullTextContent::Kind;

struct Case {
  std::string arguments;
  Kind kind;
  std::string table;
};

class FullTextContentOption : public ::testing::TestWithParam<Case> {};

TEST_P(FullTextContentOption, IsFound) {
  const FullTextContent content =
      read_full_text_content("CREATE VIRTUAL TABLE f USING fts5(" + GetParam().arguments + ")");

  EXPECT_EQ(content.kind, GetParam().kind);
  EXPECT_EQ(content.table, GetParam().table);
}

INSTANTIATE_TEST_SUITE_P(Cases,
                         FullTextContentOption,
                         ::testing::Values(Case{"a, b", Kind::own, ""},
                                           Case{"content, a", Kind::own, ""},
                                           Case{"a, content_rowid=id", Kind::own, ""},
                                           Case{"a, tokenize='content=x'", Kind::own, ""},
                                           Case{"a, contentless_delete=1", Kind::own, ""},
                                           Case{"a, content=docs", Kind::external, "docs"},
                                           Case{"content='my docs', a", Kind::external, "my docs"},
                                           Case{"a,CONTENT = \"d\"\"x\"", Kind::external, "d\"x"},
                                           Case{"a, cont=[d]", Kind::external, "d"},
                                           Case{"a, content=''", Kind::none, ""},
                                           Case{"a, content=", Kind::none, ""},
                                           Case{"a, content=\"\", x", Kind::none, ""}));

}  // namespace
}  // namespace d1mcp::transfer
