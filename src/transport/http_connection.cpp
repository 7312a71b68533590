#include "transport/http_connection.hpp"

#include <algorithm>
#include <utility>

#include "transport/http_responses.hpp"

namespace d1mcp::transport {
namespace {

constexpr std::size_t kMostReadAhead = std::size_t{64} * 1024;
constexpr std::size_t kKeptCapacity = std::size_t{64} * 1024;

}  // namespace

HttpConnection::HttpConnection(HttpSocket socket, Common& common, std::function<void()> ring)
    : socket_(std::move(socket)),
      common_(common),
      ring_(std::move(ring)),
      reader_(common.parser, common.limits) {
  update_deadline();
}

HttpConnection::~HttpConnection() {
  if (turn_) turn_->leave();
}

void HttpConnection::receive(std::span<char> buffer) {
  const std::size_t wanted = closing_ ? buffer.size() : std::min(buffer.size(), reader_.room());
  const auto count = socket_.read(buffer.first(wanted));
  if (!count) return;
  if (*count == 0) {
    at_end_of_input();
  } else if (!closing_) {
    reader_.add({buffer.data(), *count});
    advance();
  }
  update_deadline();
}

// A client that leaves while it is being answered is gone, even if it only said that it will send
// nothing more: the two look alike, and closing is how a client cancels.
void HttpConnection::at_end_of_input() {
  input_ended_ = closing_ = true;
  if (turn_ || !has_unsent()) over_ = true;
}

void HttpConnection::advance() {
  while (!turn_ && !closing_) {
    auto next = reader_.next();
    if (auto* request = std::get_if<HttpRequest>(&next)) {
      begin(std::move(*request));
    } else if (auto* refused = std::get_if<HttpRefusal>(&next)) {
      refuse(refused->status, std::move(refused->message));
    } else {
      if (reader_.take_wants_leave()) out_ += "HTTP/1.1 100 Continue\r\n\r\n";
      break;
    }
  }
  write_out();
}

void HttpConnection::begin(HttpRequest request) {
  progressed_ = true;
  turn_ = std::make_shared<HttpTurn>(HttpForm::of(request), ring_);
  request.client = client_;
  common_.handler(std::move(request), turn_);
  take_output();
}

void HttpConnection::take_output() {
  HttpTurn::Output output = turn_->take();
  progressed_ = progressed_ || !output.bytes.empty();
  if (out_.empty()) {
    out_ = std::move(output.bytes);
  } else {
    out_ += output.bytes;
  }
  switch (output.state) {
    case HttpTurn::State::waiting: break;
    case HttpTurn::State::streaming: streaming_ = true; break;
    case HttpTurn::State::ended:
      closing_ = closing_ || !turn_->form().keeps_alive;
      turn_.reset();
      streaming_ = false;
      break;
    case HttpTurn::State::too_slow:
    case HttpTurn::State::gone: over_ = true; break;
  }
}

void HttpConnection::collect() {
  if (!turn_) return;
  take_output();
  advance();
  update_deadline();
}

void HttpConnection::flush() {
  write_out();
  update_deadline();
}

void HttpConnection::write_out() {
  while (has_unsent()) {
    const auto count = socket_.write(std::string_view(out_).substr(sent_));
    if (!count) {
      over_ = true;
      return;
    }
    if (*count == 0) break;
    sent_ += *count;
    progressed_ = true;
  }
  if (!has_unsent()) {
    out_.clear();
    sent_ = 0;
    if (out_.capacity() > kKeptCapacity) out_.shrink_to_fit();
    if (closing_ && !turn_ && !output_ended_) {
      // Closed at once, the connection would be reset by bytes still under way, and the response
      // lost with it.
      socket_.end_writing();
      output_ended_ = true;
      over_ = input_ended_;
    }
  } else if (sent_ > kKeptCapacity) {
    out_.erase(0, sent_);
    sent_ = 0;
  }
  if (turn_) turn_->set_unsent(out_.size() - sent_);
}

void HttpConnection::refuse(int status, std::string message) {
  reader_.abandon();
  if (turn_) {  // Its response comes first, and nobody knows when.
    over_ = true;
    return;
  }
  HttpForm form;
  form.keeps_alive = false;
  out_ += written(refusal(status, jsonrpc::Code::invalid_request, std::move(message)), form);
  closing_ = true;
  write_out();
  update_deadline();
}

void HttpConnection::end() {
  if (turn_) take_output();
  if (turn_ && !streaming_) {
    out_ +=
        written(refusal(503, jsonrpc::Code::server_error, "this server is ending"), turn_->form());
  }
  write_out();
}

HttpPoller::Interest HttpConnection::interest() const {
  const bool is_full = turn_ && reader_.size() > kMostReadAhead;
  return {.read = !input_ended_ && !is_full, .write = has_unsent()};
}

HttpConnection::Wait HttpConnection::current_wait() const {
  if (output_ended_) return Wait::client_closing;
  if (has_unsent()) return Wait::client_reading;
  if (turn_) return streaming_ ? Wait::events : Wait::answer;
  return reader_.is_empty() ? Wait::next_request : Wait::rest_of_request;
}

// A wait begins anew when something is achieved; single bytes of a request achieve nothing.
void HttpConnection::update_deadline() {
  const Wait wait = current_wait();
  if (wait == wait_ && !progressed_) return;
  wait_ = wait;
  progressed_ = false;
  const auto now = Clock::now();
  const HttpPatience& patience = common_.patience;
  switch (wait) {
    case Wait::next_request: deadline_ = now + patience.idle; break;
    case Wait::rest_of_request: deadline_ = now + patience.to_send; break;
    case Wait::answer: deadline_ = Clock::time_point::max(); break;
    case Wait::events: deadline_ = now + patience.between_pings; break;
    case Wait::client_reading: deadline_ = now + patience.to_read; break;
    case Wait::client_closing: deadline_ = now + patience.to_close; break;
  }
}

void HttpConnection::expire() {
  switch (wait_) {
    case Wait::rest_of_request: refuse(408, "the request took too long to arrive"); break;
    case Wait::events:
      out_ += written_piece(": ping\n\n", turn_->form());
      progressed_ = true;
      write_out();
      break;
    case Wait::answer: break;
    case Wait::next_request:
    case Wait::client_reading:
    case Wait::client_closing: over_ = true; break;
  }
  update_deadline();
}

}  // namespace d1mcp::transport
