#include "offers/watcher.hpp"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>

#include "fixture.hpp"
#include "jsonrpc/codec.hpp"
#include "mcp/peer.hpp"

namespace d1mcp::offers {
namespace {

using namespace std::chrono_literals;

using ::testing::Contains;
using ::testing::Each;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr Watcher::Pace kQuick{.look = 1ms, .rest = 0ms};
constexpr Watcher::Pace kSlow{.look = 1h};

/// What a client is told.
class Ear final : public mcp::Channel {
 public:
  void notify(std::string message) override {
    const std::scoped_lock lock(mutex_);
    heard_.push_back(std::move(message));
    told_.notify_all();
  }
  void finish(mcp::Answer /*answer*/) override {}

  /// Whether a message with `part` in it has come, or comes within the time.
  bool hears(std::string_view part, std::chrono::milliseconds time) {
    std::unique_lock lock(mutex_);
    return told_.wait_for(lock, time, [&] {
      return std::ranges::any_of(heard_, [&](const std::string& message) {
        return message.find(part) != std::string::npos;
      });
    });
  }

  std::vector<std::string> heard() {
    const std::scoped_lock lock(mutex_);
    return heard_;
  }

 private:
  std::mutex mutex_;
  std::condition_variable told_;
  std::vector<std::string> heard_;
};

class WatcherTest : public OffersTest {
 protected:
  /// A client with a session that watches a resource.
  void listen_to(const std::string& uri) {
    peer_->attach(ear_);
    peer_->session().watch(uri);
    audience_->add_session(peer_);
  }

  /// Makes changes until one is heard of: the first ones may come before the first look, which only
  /// learns how things are.
  bool hears_after(const std::function<void(int)>& change, std::string_view part) {
    for (int number = 0; number < 1000; ++number) {
      change(number);
      if (ear_->hears(part, 50ms)) return true;
    }
    return false;
  }

  void add_column(const std::string& file, int number) const {
    alter(file, "ALTER TABLE a ADD COLUMN c" + std::to_string(number));
  }

  std::shared_ptr<mcp::Audience> audience_ = std::make_shared<mcp::Audience>();
  std::shared_ptr<mcp::Peer> peer_ = std::make_shared<mcp::Peer>();
  std::shared_ptr<Ear> ear_ = std::make_shared<Ear>();
};

TEST_F(WatcherTest, TellsAListenerOfAChangeByAnotherProgram) {
  open_app("CREATE TABLE a(x)");
  listen_to("d1://app/schema");
  const Watcher watcher(services(), audience_, kQuick);

  EXPECT_TRUE(hears_after([&](int number) { add_column("app.db", number); },
                          "notifications/resources/updated"));
  EXPECT_THAT(ear_->heard(), Contains(HasSubstr("d1://app/schema")));
  EXPECT_THAT(ear_->heard(), Each(Not(HasSubstr("d1://app/tables/a"))));
}

TEST_F(WatcherTest, TellsWhichOfSeveralDatabasesHasChanged) {
  make_database("app.db", "CREATE TABLE a(x)");
  make_database("other.db", "CREATE TABLE a(x)");
  open({"app.db", "other.db"});
  listen_to("d1://app/schema");
  peer_->session().watch("d1://other/schema");
  const Watcher watcher(services(), audience_, kQuick);

  EXPECT_TRUE(
      hears_after([&](int number) { add_column("other.db", number); }, "d1://other/schema"));
  EXPECT_THAT(ear_->heard(), Each(Not(HasSubstr("d1://app/schema"))));
}

TEST_F(WatcherTest, TellsThatTheListHasChanged) {
  open({"app.db"});
  listen_to("d1://app/schema");
  const Watcher watcher(services(), audience_, kQuick);

  EXPECT_TRUE(hears_after(
      [&](int number) {
        if (number % 2 == 0) make_database("app.db", "CREATE TABLE a(x)");
        if (number % 2 != 0) std::filesystem::remove(root() / "app.db");
      },
      "notifications/resources/list_changed"));
}

TEST_F(WatcherTest, TellsNothingOfWhatHappenedBeforeAnybodyListened) {
  open_app("CREATE TABLE a(x); CREATE TABLE early(x)");
  peer_->session().watch("d1://app/tables/early");
  const Watcher watcher(services(), audience_, kQuick);
  alter("app.db", "ALTER TABLE early ADD COLUMN y");
  listen_to("d1://app/tables/a");

  EXPECT_TRUE(hears_after([&](int number) { add_column("app.db", number); }, "d1://app/tables/a"));
  EXPECT_THAT(ear_->heard(), Each(Not(HasSubstr("early"))));
}

// The time limit of the test is what fails.
TEST_F(WatcherTest, EndsAtOnceWhileNobodyListens) {
  open_app("CREATE TABLE a(x)");

  const Watcher watcher(services(), audience_, kSlow);
}

TEST_F(WatcherTest, EndsAtOnceBetweenTwoLooks) {
  open_app("CREATE TABLE a(x)");
  listen_to("d1://app/schema");

  const Watcher watcher(services(), audience_, kSlow);
}

TEST_F(WatcherTest, HasNothingToDoWithoutDatabases) {
  open({});
  listen_to("d1://app/schema");
  { const Watcher watcher(services(), audience_, kQuick); }

  EXPECT_TRUE(ear_->heard().empty());
}

}  // namespace
}  // namespace d1mcp::offers
