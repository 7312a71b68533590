#include "transport/stdio.hpp"

#include <array>
#include <cerrno>
#include <fcntl.h>
#include <memory>
#include <poll.h>
#include <string>
#include <string_view>
#include <utility>

#include "core/files.hpp"
#include "core/text.hpp"
#include "jsonrpc/codec.hpp"
#include "mcp/channel.hpp"
#include "mcp/peer.hpp"
#include "transport/line_reader.hpp"
#include "transport/line_writer.hpp"
#include "transport/wake_pipe.hpp"

namespace d1mcp::transport {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds kToAnswer{300};
constexpr milliseconds kToStop{400};
constexpr std::size_t kReadAtOnce = std::size_t{64} * 1024;

/// What leaves for the client. Kept alive by the requests that answer through it.
class StdioChannel final : public mcp::Channel {
 public:
  explicit StdioChannel(int out) : writer_(out) {}

  void notify(std::string message) override { send(std::move(message)); }

  void finish(mcp::Answer answer) override {
    if (answer.ending != mcp::Ending::silent) send(std::move(answer.message));
  }

  /// Readable once serving should end: a stop was requested or nobody reads any more.
  [[nodiscard]] int ending_descriptor() const { return ending_.descriptor(); }

  void end() { ending_.wake(); }
  void finish_within(milliseconds patience) { writer_.finish_within(patience); }

 private:
  void send(std::string message) {
    if (!writer_.write(std::move(message))) ending_.wake();
  }

  LineWriter writer_;
  WakePipe ending_;
};

enum class Input { bytes, ended, told_to_end };

/// One client at the other end of two pipes.
class StdioServer {
 public:
  StdioServer(const mcp::Dispatcher& dispatcher, const StdioOptions& options)
      : dispatcher_(dispatcher),
        options_(options),
        channel_(std::make_shared<StdioChannel>(options.out)),
        lines_(options.limits.max_bytes),
        pool_(options.workers) {
    peer_->attach(channel_);
  }

  Closed serve(std::stop_token stop) {
    const std::stop_callback on_stop(stop, [channel = channel_] {
      channel->finish_within(kToAnswer);
      channel->end();
    });
    const auto deal_with = [this](Line line) { handle(std::move(line)); };
    Input input = Input::bytes;
    while ((input = read()) == Input::bytes) lines_.feed({chunk_.data(), read_}, deal_with);
    if (input == Input::ended) {
      lines_.finish(deal_with);
      channel_->finish_within(kToAnswer + kToStop / 2);
      pool_.wait_until_idle(kToAnswer);
    }
    peer_->requests()->cancel_all();
    dispatcher_.stop();
    return pool_.close(kToStop);
  }

 private:
  Input read() {
    while (true) {
      std::array<pollfd, 2> watched = {pollfd{channel_->ending_descriptor(), POLLIN, 0},
                                       pollfd{options_.in, POLLIN, 0}};
      if (::poll(watched.data(), watched.size(), /*timeout=*/-1) < 0) {
        if (errno == EINTR) continue;
        return Input::ended;
      }
      if (watched[0].revents != 0) return Input::told_to_end;
      const ssize_t count = ::read(options_.in, chunk_.data(), chunk_.size());
      if (count < 0 && (errno == EINTR || errno == EAGAIN)) continue;
      if (count <= 0) return Input::ended;
      read_ = static_cast<std::size_t>(count);
      return Input::bytes;
    }
  }

  void handle(Line line) {
    for (mcp::Job& job : dispatcher_.receive(peer_, decoded(line), channel_)) {
      pool_.submit(std::move(job));
    }
  }

  [[nodiscard]] jsonrpc::Decoded decoded(const Line& line) const {
    if (!line.too_long) return jsonrpc::decode(line.text, options_.limits);
    return jsonrpc::too_large(line.id, options_.limits);
  }

  const mcp::Dispatcher& dispatcher_;
  const StdioOptions& options_;
  std::shared_ptr<StdioChannel> channel_;
  std::shared_ptr<mcp::Peer> peer_ = std::make_shared<mcp::Peer>();
  std::array<char, kReadAtOnce> chunk_{};
  std::size_t read_ = 0;
  LineReader lines_;
  WorkerPool pool_;
};

}  // namespace

Closed serve_stdio(const mcp::Dispatcher& dispatcher,
                   const StdioOptions& options,
                   std::stop_token stop) {
  const auto server = std::make_unique<StdioServer>(dispatcher, options);
  return server->serve(std::move(stop));
}

Result<int> claim_standard_output() {
  const int claimed = ::fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
  if (claimed < 0) return file_error("use", "standard output", errno);
  if (::dup2(STDERR_FILENO, STDOUT_FILENO) < 0) return file_error("use", "standard error", errno);
  return claimed;
}

}  // namespace d1mcp::transport
