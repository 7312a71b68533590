#include "sql/value.hpp"

#include <gtest/gtest.h>
#include <limits>

namespace d1mcp::sql {
namespace {

TEST(Value, ComesBackFromItsViewUnchanged) {
  const std::vector<Value> values = {
      Value{},
      std::numeric_limits<std::int64_t>::min(),
      -0.5,
      std::string("text with a \0 in it", 19),
      Blob{.bytes = std::string("\0\xFF", 2)},
      std::string(),
      Blob{},
  };

  for (const Value& value : values) EXPECT_EQ(owned(view_of(value)), value);
}

TEST(Value, KeepsTextAndBlobOfTheSameBytesApart) {
  EXPECT_NE(owned(Cell::text("a")), owned(Cell::blob("a")));
  EXPECT_EQ(owned(Cell::text("a")), Value(std::string("a")));
  EXPECT_EQ(owned(Cell::blob("a")), Value(Blob{.bytes = "a"}));
}

TEST(Value, AnOwnedCopyOutlivesTheCell) {
  std::string memory = "before";
  const Value copy = owned(Cell::text(memory));

  memory.assign("after.");

  EXPECT_EQ(copy, Value(std::string("before")));
}

}  // namespace
}  // namespace d1mcp::sql
