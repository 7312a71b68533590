#include "app/signals.hpp"

#include <csignal>
#include <cstdlib>
#include <pthread.h>

namespace d1mcp::app {
namespace {

constexpr int kSignalExit = 128;

sigset_t ending_signals() {
  sigset_t signals;
  sigemptyset(&signals);
  for (const int signal : {SIGINT, SIGTERM, SIGHUP}) sigaddset(&signals, signal);
  return signals;
}

}  // namespace

StopOnSignal::StopOnSignal() {
  std::signal(SIGPIPE, SIG_IGN);
  const sigset_t signals = ending_signals();
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  waiter_ = std::thread([this] { wait(); });
}

StopOnSignal::~StopOnSignal() {
  ending_ = true;
  pthread_kill(waiter_.native_handle(), SIGTERM);
  waiter_.join();
}

void StopOnSignal::wait() {
  const sigset_t signals = ending_signals();
  while (true) {
    int signal = 0;
    if (sigwait(&signals, &signal) != 0) return;
    if (ending_) return;
    if (received_ != 0) std::_Exit(kSignalExit + signal);
    received_ = signal;
    stop_.request_stop();
  }
}

}  // namespace d1mcp::app
