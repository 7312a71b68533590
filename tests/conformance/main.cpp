// conformance_server: serves the fixture on a free loopback port, prints its URL, and ends with its
// standard input.

#include <cstdlib>
#include <iostream>
#include <string>

#include "conformance/fixture.hpp"
#include "mcp/dispatcher.hpp"
#include "transport/http.hpp"

int main() {
  using namespace d1mcp;
  auto server = conformance::fixture();
  if (!server) {
    std::cerr << describe(server.error()) << "\n";
    return EXIT_FAILURE;
  }
  const transport::HttpOptions options;
  transport::HttpDispatchers dispatchers;
  dispatchers.try_emplace(options.access, *std::move(server));
  const auto http = transport::HttpServer::start(dispatchers, options);
  if (!http) {
    std::cerr << describe(http.error()) << "\n";
    return EXIT_FAILURE;
  }
  std::cout << "http://127.0.0.1:" << (*http)->port() << "/mcp" << std::endl;
  for (std::string line; std::getline(std::cin, line);) continue;
  return EXIT_SUCCESS;
}
