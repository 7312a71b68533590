#include <cerrno>
#include <cstring>
#include <filesystem>
#include <iostream>
#include <system_error>
#include <unistd.h>
#if defined(__APPLE__)
#include <mach-o/dyld.h>
#endif

#include "app/modes.hpp"

namespace d1mcp::app {
namespace {

namespace fs = std::filesystem;

constexpr const char* kSibling = "d1-mcp-http";
constexpr int kCannotStart = 1;

fs::path own_directory() {
#if defined(__APPLE__)
  char path[4096];
  uint32_t size = sizeof(path);
  if (_NSGetExecutablePath(path, &size) != 0) return {};
  std::error_code failure;
  return fs::canonical(path, failure).parent_path();
#else
  std::error_code failure;
  return fs::read_symlink("/proc/self/exe", failure).parent_path();
#endif
}

}  // namespace

int run_http_mode(const cli::Invocation& /*invocation*/,
                  const StopOnSignal& /*signals*/,
                  char** argv) {
  const fs::path sibling = own_directory() / kSibling;
  ::execv(sibling.c_str(), argv);
  std::cerr << "error: cannot start " << sibling.string() << ": "
            << std::generic_category().message(errno)
            << "\nIt serves HTTP and belongs beside d1-mcp; install both.\n";
  return kCannotStart;
}

}  // namespace d1mcp::app
