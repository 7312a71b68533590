#include "mcp/reply.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <type_traits>

#include "unit/mcp/toy_server.hpp"

namespace d1mcp::mcp {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

static_assert(!std::is_copy_constructible_v<Reply>);
static_assert(!std::is_copy_assignable_v<Reply>);

class ReplyTest : public ::testing::Test {
 protected:
  Reply reply() { return {jsonrpc::Id{5}, requests_->begin(jsonrpc::Id{5}, channel_), requests_}; }

  std::shared_ptr<RecordingChannel> channel_ = std::make_shared<RecordingChannel>();
  std::shared_ptr<InFlight> requests_ = std::make_shared<InFlight>();
};

TEST_F(ReplyTest, SendsItsResult) {
  reply().result({{"ok", true}});

  EXPECT_THAT(channel_->take(), ElementsAre(R"({"jsonrpc":"2.0","id":5,"result":{"ok":true}})"));
}

TEST_F(ReplyTest, SendsItsFaultWithTheEnding) {
  reply().fault({.code = jsonrpc::Code::invalid_params, .message = "m"}, Ending::refused);

  EXPECT_THAT(channel_->take(), ElementsAre(HasSubstr("-32602")));
  EXPECT_THAT(channel_->endings(), ElementsAre(Ending::refused));
}

TEST_F(ReplyTest, AnswersByItselfWhenDropped) {
  { const Reply dropped = reply(); }

  EXPECT_THAT(channel_->take(), ElementsAre(HasSubstr(R"("id":5,"error":{"code":-32603)")));
}

TEST_F(ReplyTest, AnswersOnceThoughMoved) {
  {
    Reply first = reply();
    Reply second(std::move(first));
    std::move(second).result(Json::object());
  }

  EXPECT_THAT(channel_->take(), SizeIs(1));
}

TEST_F(ReplyTest, FreesTheIdBeforeTheAnswerIsSent) {
  class Watching final : public Channel {
   public:
    explicit Watching(const InFlight& requests) : requests_(requests) {}
    void notify(std::string) override {}
    void finish(Answer) override { in_flight_when_sent = requests_.size(); }
    std::size_t in_flight_when_sent = 99;

   private:
    const InFlight& requests_;
  };
  const auto watching = std::make_shared<Watching>(*requests_);

  Reply(jsonrpc::Id{1}, requests_->begin(jsonrpc::Id{1}, watching), requests_).result({});

  EXPECT_EQ(watching->in_flight_when_sent, 0U);
}

}  // namespace
}  // namespace d1mcp::mcp
