#include "offers/offers.hpp"

#include "offers/completion.hpp"
#include "offers/prompts.hpp"
#include "offers/resources.hpp"
#include "offers/skills.hpp"

namespace d1mcp::offers {

void add_offers(mcp::Server& server, const tools::Services& services, Access access) {
  server.resources = resources(services);
  server.prompts = prompts(services, access);
  server.complete = completer(services);
  server.skills = skills();
}

}  // namespace d1mcp::offers
