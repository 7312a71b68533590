#include "cli/server_options.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "fixture.hpp"

namespace d1mcp::cli {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

TEST(ServerOptions, DefaultToStdioAndMigrations) {
  const auto parsed = World{}.parse({});

  ASSERT_TRUE(parsed);
  EXPECT_EQ(parsed->mode, Mode::serve_stdio);
  EXPECT_THAT(parsed->options.databases, IsEmpty());
  EXPECT_EQ(parsed->options.access, Access::migrate);
  EXPECT_EQ(parsed->options.log_level, log::Level::warning);
  EXPECT_EQ(parsed->options.env, std::nullopt);
  EXPECT_EQ(parsed->options.dialect, std::nullopt);
  EXPECT_EQ(parsed->options.http, std::nullopt);
}

TEST(ServerOptions, AreAllRead) {
  const auto parsed =
      World{}.parse({"--migrations", "m",           "a.db",         "--access",
                     "write",        "b.db",        "--dialect",    "d1-local",
                     "--env=prod",   "--config",    "w.toml",       "--persist-to",
                     "state",        "--name",      "x=old/a=b.db", "--name",
                     "y=c.db",       "--allow-dir", "out",          "--allow-dir=/tmp",
                     "--log-level",  "off"});

  ASSERT_TRUE(parsed) << describe(parsed.error());
  const ServerOptions& options = parsed->options;
  EXPECT_EQ(parsed->mode, Mode::serve_stdio);
  EXPECT_THAT(options.databases, ElementsAre("a.db", "b.db"));
  EXPECT_THAT(options.names,
              ElementsAre(NamedDatabase{"x", "old/a=b.db"}, NamedDatabase{"y", "c.db"}));
  EXPECT_EQ(options.migrations_dir, "m");
  EXPECT_EQ(options.access, Access::write);
  EXPECT_EQ(options.dialect, d1::Dialect::d1_local);
  EXPECT_EQ(options.env, "prod");
  EXPECT_EQ(options.config, "w.toml");
  EXPECT_EQ(options.persist_to, "state");
  EXPECT_THAT(options.allow_dirs, ElementsAre("out", "/tmp"));
  EXPECT_EQ(options.log_level, log::Level::off);
}

TEST(ServerOptions, SayWhetherMigrationsShareATransaction) {
  EXPECT_TRUE(
      World{}.parse({"migrate", "apply", "--single-transaction"})->options.single_transaction);
  EXPECT_FALSE(World{}.parse({"migrate", "apply"})->options.single_transaction);
  EXPECT_FALSE(World{}.parse({"migrate", "rollback", "--single-transaction"}));
}

TEST(ServerOptions, ForOtherMachinesAreRead) {
  World world;
  world.variables["D1MCP_TOKEN"] = "0123456789abcdef";

  const auto parsed = world.parse({"--http",
                                   "0.0.0.0:8787",
                                   "--token-file",
                                   "tokens",
                                   "--allow-host",
                                   "db.example",
                                   "--allow-host",
                                   "db2.example",
                                   "--allow-origin",
                                   "https://a",
                                   "--allow-loss"});

  ASSERT_TRUE(parsed) << describe(parsed.error());
  const ServerOptions& options = parsed->options;
  EXPECT_EQ(options.token_file, "tokens");
  EXPECT_EQ(options.token, "0123456789abcdef");
  EXPECT_THAT(options.allow_hosts, ElementsAre("db.example", "db2.example"));
  EXPECT_THAT(options.allow_origins, ElementsAre("https://a"));
  EXPECT_TRUE(options.allow_loss);
  EXPECT_FALSE(World{}.parse({"a.db"})->options.allow_loss);
}

TEST(ServerOptions, TakeTheEnvironmentOfWranglerUnlessOneIsGiven) {
  World world;
  world.variables["CLOUDFLARE_ENV"] = "staging";

  EXPECT_EQ(world.parse({"a.db"})->options.env, "staging");
  EXPECT_EQ(world.parse({"a.db", "--env", "prod"})->options.env, "prod");
  EXPECT_EQ(world.parse({"a.db", "--env", ""})->options.env, std::nullopt);
  EXPECT_EQ(world.parse({"--env=", "a.db"})->options.env, std::nullopt);
}

TEST(ServerOptions, TreatAnEmptyEnvironmentVariableAsUnset) {
  World world;
  world.variables["CLOUDFLARE_ENV"] = "";

  EXPECT_EQ(world.parse({"a.db"})->options.env, std::nullopt);
}

TEST(ServerOptions, SelectHttp) {
  const auto parsed = World{}.parse({"a.db", "--http", "0.0.0.0:8080"});

  ASSERT_TRUE(parsed);
  EXPECT_EQ(parsed->mode, Mode::serve_http);
  EXPECT_EQ(parsed->options.http, (HttpAddress{"0.0.0.0", 8080}));
}

TEST(ServerOptions, GoWithTheDemo) {
  const auto parsed = World{}.parse({"demo", "--http", "0", "--dir", "sample"});

  ASSERT_TRUE(parsed) << describe(parsed.error());
  EXPECT_EQ(parsed->mode, Mode::demo);
  EXPECT_EQ(parsed->demo_dir, "sample");
  EXPECT_EQ(parsed->options.http, (HttpAddress{"127.0.0.1", 0}));
}

TEST(ServerOptions, LetAFileBeCalledLikeACommand) {
  EXPECT_THAT(World{}.parse({"./tables"})->options.databases, ElementsAre("./tables"));
  EXPECT_THAT(World{}.parse({"--", "tables", "--json"})->options.databases,
              ElementsAre("tables", "--json"));
}

// A file that is yet to be created, or a database of the wrangler configuration, is no typing
// error.
TEST(ServerOptions, DoNotTakeADatabaseForACommand) {
  for (const char* name : {"mydb.db", "export.sql", "db/tables", "DB", "production", "DEMO_DB"}) {
    SCOPED_TRACE(name);
    const auto parsed = World{}.parse({name});
    ASSERT_TRUE(parsed) << describe(parsed.error());
    EXPECT_THAT(parsed->options.databases, ElementsAre(name));
  }
  World world;
  world.paths = {"tabels"};
  EXPECT_TRUE(world.parse({"tabels"}));
}

struct Address {
  const char* text;
  HttpAddress expected;
};

TEST(HttpAddress, IsHostAndPort) {
  const std::vector<Address> cases = {
      {"8080", {"127.0.0.1", 8080}},
      {"0", {"127.0.0.1", 0}},
      {"65535", {"127.0.0.1", 65535}},
      {"localhost:3000", {"localhost", 3000}},
      {"my-host.example:80", {"my-host.example", 80}},
      {"0.0.0.0:1", {"0.0.0.0", 1}},
      {"[::1]:8080", {"::1", 8080}},
      {"[::ffff:127.0.0.1]:8080", {"::ffff:127.0.0.1", 8080}},
  };
  for (const Address& c : cases) {
    SCOPED_TRACE(c.text);
    const auto parsed = parse_http_address(c.text);
    ASSERT_TRUE(parsed) << describe(parsed.error());
    EXPECT_EQ(*parsed, c.expected);
  }
}

struct BadAddress {
  const char* text;
  const char* reason;
};

TEST(HttpAddress, SaysWhatIsWrongWithIt) {
  const std::vector<BadAddress> cases = {
      {"", "no port number"},
      {"65536", "no port number"},
      {"-1", "no port number"},
      {"80a", "no port number"},
      {"localhost", "no port number"},
      {"localhost:", "no port number"},
      {"[::1]", "no port number"},
      {":8080", "no host before the port"},
      {"[]:8080", "no host before the port"},
      {"::1:8080", "stands in brackets"},
      {"http://localhost:8080", "neither a host name"},
      {"[localhost]:80", "neither a host name"},
      {"a b:80", "neither a host name"},
  };
  for (const BadAddress& c : cases) {
    SCOPED_TRACE(c.text);
    const auto parsed = parse_http_address(c.text);
    ASSERT_FALSE(parsed);
    EXPECT_EQ(parsed.error().code, ErrorCode::invalid_argument);
    EXPECT_THAT(parsed.error().message, HasSubstr(c.reason));
    EXPECT_FALSE(parsed.error().hint.empty());
  }
}

}  // namespace
}  // namespace d1mcp::cli
