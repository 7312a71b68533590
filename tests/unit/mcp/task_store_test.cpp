#include "mcp/task_store.hpp"

#include <atomic>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <latch>
#include <set>
#include <thread>

#include "mcp/audience.hpp"
#include "mcp/question.hpp"

namespace d1mcp::mcp {
namespace {

using ::testing::MatchesRegex;

void do_nothing(TaskRecord& /*record*/) {}

Question two_questions() {
  return {.requests = {elicitation("first", "1?", {}), elicitation("second", "2?", {})},
          .state = "kept"};
}

class TaskStoreTest : public ::testing::Test {
 protected:
  std::shared_ptr<TaskRecord> create(TaskRecord::Body body = do_nothing) {
    return store_.create(std::move(body), {});
  }

  static Json status_of(const TaskRecord& record) { return record.details().at("status"); }

  TaskStore store_{std::make_shared<Audience>()};
};

TEST_F(TaskStoreTest, DescribesANewTask) {
  const Json summary = create()->summary();

  EXPECT_EQ(summary.at("status"), "working");
  EXPECT_EQ(summary.at("createdAt"), summary.at("lastUpdatedAt"));
  EXPECT_THAT(summary.at("createdAt").get<std::string>(),
              MatchesRegex("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z"));
  EXPECT_EQ(summary.at("ttlMs"), 3'600'000);
  EXPECT_GT(summary.at("pollIntervalMs"), 0);
  EXPECT_EQ(summary.size(), 6U);
}

TEST_F(TaskStoreTest, GivesIdsThatCannotBeGuessed) {
  std::set<std::string> ids;
  for (int count = 0; count < 20; ++count) ids.insert(create()->id());

  EXPECT_EQ(ids.size(), 20U);
  for (const std::string& id : ids) EXPECT_THAT(id, MatchesRegex("[0-9a-f]{32}"));
}

TEST_F(TaskStoreTest, FindsATaskByItsWholeId) {
  const auto record = create();

  EXPECT_EQ(store_.find(record->id()), record);
  EXPECT_EQ(store_.find(record->id().substr(1)), nullptr);
  EXPECT_EQ(store_.find(""), nullptr);
}

TEST_F(TaskStoreTest, KeepsTheResult) {
  const auto record = create([](TaskRecord& task) { task.complete({{"sum", 7}}); });

  record->run();

  EXPECT_EQ(status_of(*record), "completed");
  EXPECT_EQ(record->details().at("result").dump(), R"({"sum":7})");
  EXPECT_FALSE(record->summary().contains("result"));
  EXPECT_TRUE(record->has_ended());
}

TEST_F(TaskStoreTest, KeepsTheError) {
  const auto record = create();

  record->fail({.code = jsonrpc::Code::internal_error, .message = "broken", .data = {{"at", 1}}});

  EXPECT_EQ(status_of(*record), "failed");
  EXPECT_EQ(record->details().at("error").dump(),
            R"({"code":-32603,"message":"broken","data":{"at":1}})");
}

TEST_F(TaskStoreTest, ShowsWhatIsAsked) {
  const auto record = create();

  record->ask(two_questions());

  const Json details = record->details();
  EXPECT_EQ(details.at("status"), "input_required");
  EXPECT_EQ(details.at("inputRequests").size(), 2U);
  EXPECT_EQ(details.at("inputRequests").at("first").at("method"), "elicitation/create");
  EXPECT_FALSE(details.contains("state"));
  EXPECT_FALSE(record->has_ended());
}

TEST_F(TaskStoreTest, TakesAnswersPieceByPiece) {
  const auto record = create();
  record->ask(two_questions());

  EXPECT_FALSE(record->answer({{"second", 2}, {"third", 3}}));
  EXPECT_EQ(status_of(*record), "input_required");
  EXPECT_FALSE(record->details().at("inputRequests").contains("second"));
  EXPECT_TRUE(record->answer({{"first", 1}, {"second", "changed"}}));

  EXPECT_EQ(status_of(*record), "working");
  EXPECT_EQ(record->answers().by_key.dump(), R"({"second":2,"first":1})");
  EXPECT_EQ(record->answers().state, "kept");
}

TEST_F(TaskStoreTest, TakesNoAnswersUnasked) {
  const auto record = create();

  EXPECT_FALSE(record->answer({{"first", 1}}));
  record->complete(Json::object());
  EXPECT_FALSE(record->answer({{"first", 1}}));

  EXPECT_EQ(record->answers().by_key, Json::object());
}

TEST_F(TaskStoreTest, BeginsAnewOnceThoughTheLastAnswerComesTwice) {
  for (int round = 0; round < 200; ++round) {
    const auto record = create();
    record->ask({.requests = {elicitation("first", "1?", {})}, .state = {}});
    std::atomic<int> begun = 0;
    std::latch both_are_there(2);
    const auto answer = [&] {
      both_are_there.arrive_and_wait();
      begun += record->answer({{"first", 1}}) ? 1 : 0;
    };

    std::thread other(answer);
    answer();
    other.join();

    ASSERT_EQ(begun, 1);
    record->cancel();
  }
}

TEST_F(TaskStoreTest, StopsTheWorkOfACancelledTask) {
  const auto record = create();

  record->cancel();

  EXPECT_TRUE(record->stop().stop_requested());
  EXPECT_EQ(status_of(*record), "cancelled");
}

TEST_F(TaskStoreTest, DoesNotBeginACancelledTask) {
  bool begun = false;
  const auto record = create([&](TaskRecord&) { begun = true; });

  record->cancel();
  record->run();

  EXPECT_FALSE(begun);
}

TEST_F(TaskStoreTest, ChangesNothingAfterTheEnd) {
  const auto record = create();
  record->complete({{"sum", 7}});
  const Json before = record->details();

  record->cancel();
  record->fail({.message = "late"});
  record->ask(two_questions());
  record->complete({{"sum", 8}});

  EXPECT_EQ(record->details(), before);
}

TEST_F(TaskStoreTest, LetsNoLateResultUndoACancel) {
  const auto record = create([](TaskRecord& task) {
    task.cancel();
    task.complete({{"sum", 7}});
  });

  record->run();

  EXPECT_EQ(status_of(*record), "cancelled");
  EXPECT_FALSE(record->details().contains("result"));
}

TEST_F(TaskStoreTest, RefusesTasksBeyondTheLimit) {
  std::vector<std::shared_ptr<TaskRecord>> tasks;
  for (std::size_t count = 0; count < TaskStore::kMost; ++count) tasks.push_back(create());

  EXPECT_EQ(create(), nullptr);
  EXPECT_EQ(store_.find(tasks.front()->id()), tasks.front()) << "none made room";
}

TEST_F(TaskStoreTest, MakesRoomByForgettingWhatEndedFirst) {
  std::vector<std::shared_ptr<TaskRecord>> tasks;
  for (std::size_t count = 0; count < TaskStore::kMost; ++count) tasks.push_back(create());
  tasks.at(9)->complete({});
  tasks.at(3)->cancel();

  EXPECT_NE(create(), nullptr);

  EXPECT_EQ(store_.find(tasks.at(9)->id()), nullptr);
  EXPECT_EQ(store_.find(tasks.at(3)->id()), tasks.at(3));
  EXPECT_EQ(store_.find(tasks.at(0)->id()), tasks.at(0));
}

TEST_F(TaskStoreTest, ForgetsNoResultUntilThereIsNeed) {
  std::vector<std::shared_ptr<TaskRecord>> tasks;
  for (std::size_t count = 0; count < TaskStore::kMost; ++count) tasks.push_back(create());

  tasks.at(9)->complete({});

  EXPECT_EQ(store_.find(tasks.at(9)->id()), tasks.at(9));
}

class OldTask : public TaskStoreTest {
 protected:
  /// Whether the task is there `minutes` after its last change.
  bool is_found_after(const TaskRecord& record, int minutes) {
    return store_.find(record.id(), record.updated() + std::chrono::minutes{minutes}) != nullptr;
  }
};

TEST_F(OldTask, IsKeptForAnHourAfterItsEnd) {
  const auto record = create();
  record->complete({});

  EXPECT_TRUE(is_found_after(*record, 60));
  EXPECT_FALSE(is_found_after(*record, 61));
}

TEST_F(OldTask, IsForgottenWithoutAnAnswer) {
  const auto record = create();
  record->ask(two_questions());

  EXPECT_TRUE(is_found_after(*record, 60));
  EXPECT_FALSE(is_found_after(*record, 61));
}

TEST_F(OldTask, IsKeptWhileItWorks) {
  EXPECT_TRUE(is_found_after(*create(), 1000));
}

TEST_F(TaskStoreTest, CancelsAllWhenItEnds) {
  std::shared_ptr<TaskRecord> record;
  {
    TaskStore passing(std::make_shared<Audience>());
    record = passing.create(do_nothing, {});
  }

  EXPECT_TRUE(record->stop().stop_requested());
}

}  // namespace
}  // namespace d1mcp::mcp
