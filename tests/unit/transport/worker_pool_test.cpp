#include "transport/worker_pool.hpp"

#include <atomic>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <thread>

#include "unit/mcp/toy_server.hpp"

namespace d1mcp::transport {
namespace {

using mcp::session_line;
using mcp::ToyConnection;
using std::chrono::milliseconds;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::SizeIs;

constexpr std::chrono::seconds kLong{20};

mcp::Job job(ToyConnection& connection, int id, const std::string& tool) {
  auto jobs = connection.receive(session_line(id, "tools/call", R"("name":")" + tool + "\""));
  return std::move(jobs.at(0));
}

TEST(WorkerPool, RunsJobsInPlaceWithoutWorkers) {
  ToyConnection connection;
  WorkerPool pool(0);

  pool.submit(job(connection, 1, "count"));

  EXPECT_THAT(connection.channel()->take(), SizeIs(1));
}

TEST(WorkerPool, RunsJobsBesideEachOther) {
  ToyConnection connection;
  WorkerPool pool(2);

  pool.submit(job(connection, 1, "wait"));
  pool.submit(job(connection, 2, "count"));
  while (connection.peer()->requests()->size() > 1) std::this_thread::yield();
  connection.peer()->requests()->cancel_all();

  EXPECT_TRUE(pool.wait_until_idle(kLong));
  EXPECT_THAT(connection.channel()->take(), ElementsAre(HasSubstr("counted"), "(silent)"));
}

TEST(WorkerPool, IsNotIdleWhileAJobRuns) {
  ToyConnection connection;
  WorkerPool pool(1);
  pool.submit(job(connection, 1, "wait"));

  EXPECT_FALSE(pool.wait_until_idle(milliseconds(20)));

  connection.peer()->requests()->cancel_all();
  EXPECT_EQ(pool.close(kLong), Closed::cleanly);
}

TEST(WorkerPool, AnswersTheJobsItDrops) {
  ToyConnection connection;
  WorkerPool pool(1);
  pool.submit(job(connection, 1, "wait"));
  pool.submit(job(connection, 2, "count"));

  connection.receive(
      R"({"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":1}})");
  pool.close(kLong);
  pool.submit(job(connection, 3, "count"));

  EXPECT_EQ(connection.peer()->requests()->size(), 0U);
}

// A tool that does not listen to its stop token.
TEST(WorkerPool, LeavesBehindWhatDoesNotStop) {
  auto released = std::make_shared<std::atomic<bool>>(false);
  auto ended = std::make_shared<std::atomic<bool>>(false);
  mcp::Tool deaf{.name = "deaf",
                 .contract = mcp::parse_contract(mcp::toy_contract("deaf", R"({"type":"object"})")),
                 .call = [released, ended](const mcp::Json&, const mcp::CallContext&) {
                   while (!*released) std::this_thread::sleep_for(milliseconds(1));
                   *ended = true;
                   return Result<mcp::ToolResult>(mcp::ToolResult{});
                 }};
  auto catalog = mcp::Catalog::create({deaf});
  ToyConnection connection(mcp::Server{.info = {}, .tools = std::move(catalog).value()});
  WorkerPool pool(1);
  pool.submit(job(connection, 1, "deaf"));
  while (pool.wait_until_idle(milliseconds(1))) std::this_thread::yield();
  std::this_thread::sleep_for(milliseconds(50));

  connection.peer()->requests()->cancel_all();
  EXPECT_EQ(pool.close(milliseconds(30)), Closed::with_work_running);

  *released = true;
  while (!*ended) std::this_thread::sleep_for(milliseconds(1));
}

}  // namespace
}  // namespace d1mcp::transport
