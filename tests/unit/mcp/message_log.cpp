#include "unit/mcp/message_log.hpp"

#include <cstdint>
#include <cstdlib>
#include <fstream>
#include <gtest/gtest.h>
#include <mutex>
#include <string>

#include "jsonrpc/json.hpp"

namespace d1mcp::mcp {
namespace {

// Addresses are used again by later tests.
std::string name_of(const void* conversation) {
  const auto* test = ::testing::UnitTest::GetInstance()->current_test_info();
  const std::string name =
      test == nullptr ? "" : std::string(test->test_suite_name()) + "." + test->name();
  return name + " " + std::to_string(reinterpret_cast<std::uintptr_t>(conversation));
}

}  // namespace

void log_message(const void* between, Speaker from, std::string_view text) {
  static const char* const path = std::getenv("D1MCP_MESSAGES");
  if (path == nullptr) return;
  const jsonrpc::Json line = {{"conversation", name_of(between)},
                              {"from", from == Speaker::client ? "client" : "server"},
                              {"text", text}};
  static std::mutex mutex;
  const std::lock_guard lock(mutex);
  std::ofstream(path, std::ios::app)
      << line.dump(-1, ' ', /*ensure_ascii=*/true, jsonrpc::Json::error_handler_t::replace) << '\n';
}

}  // namespace d1mcp::mcp
