#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "drift/compare.hpp"
#include "drift/healing_script.hpp"
#include "sqlite/database.hpp"
#include "support/databases.hpp"
#include "support/temporary_directory.hpp"

namespace d1mcp::drift {

/// Two databases, here and there.
class DriftTest : public ::testing::Test {
 protected:
  std::vector<Difference> differences(std::string_view here, std::string_view there) const {
    test::run_sql(file("here.db"), here);
    test::run_sql(file("there.db"), there);
    return compare(image("here.db"), image("there.db"));
  }

  /// The one difference there is.
  Difference difference(std::string_view here, std::string_view there) const {
    auto found = differences(here, there);
    EXPECT_EQ(found.size(), 1U);
    return found.empty() ? Difference{} : found.front();
  }

  /// Runs what heals a side and compares again.
  std::vector<Difference> after_healing(const std::vector<Difference>& found,
                                        bool heals_here) const {
    const auto side = heals_here ? &Difference::heal_here : &Difference::heal_there;
    std::string script = "PRAGMA foreign_keys = ON;";
    for (const std::string& statement : healing_script(found, side)) script += statement + ";";
    test::run_sql(file(heals_here ? "here.db" : "there.db"), script);
    return compare(image("here.db"), image("there.db"));
  }

  std::filesystem::path file(const std::string& name) const { return temporary_ / name; }

  Image image(const std::string& name) const {
    auto connection = sqlite::open_writer(file(name), sqlite::Creation::must_exist, {});
    EXPECT_TRUE(connection) << connection.error().message;
    auto read = Image::read(**connection, "d1_migrations", {});
    EXPECT_TRUE(read) << read.error().message;
    return read ? *std::move(read) : Image();
  }

  test::TemporaryDirectory temporary_;
};

}  // namespace d1mcp::drift
