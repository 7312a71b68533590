#include "schema_json.hpp"

#include <string>

#include "core/text.hpp"
#include "drift/healing_script.hpp"

namespace d1mcp::tools {
namespace {

using mcp::Json;

Json valid_texts(const std::vector<std::string>& texts) {
  Json list = Json::array();
  for (const std::string& text : texts) list.push_back(to_valid_utf8(text));
  return list;
}

void put_obstacle(Json& json, const char* name, const drift::Healing& healing) {
  if (!healing.obstacle.empty()) json[name] = to_valid_utf8(healing.obstacle);
}

}  // namespace

Json encode_differences(const std::vector<drift::Difference>& differences) {
  Json list = Json::array();
  for (const drift::Difference& difference : differences) {
    Json json = {{"type", difference.type},
                 {"name", to_valid_utf8(difference.name)},
                 {"status", to_string(difference.kind)},
                 {"weight", to_string(difference.weight)}};
    if (!difference.what.empty()) json["what"] = valid_texts(difference.what);
    put_obstacle(json, "obstacle_here", difference.heal_here);
    put_obstacle(json, "obstacle_there", difference.heal_there);
    list.push_back(std::move(json));
  }
  return list;
}

void put_healing(Json& result, const std::vector<drift::Difference>& differences) {
  const auto here = drift::healing_script(differences, &drift::Difference::heal_here);
  const auto there = drift::healing_script(differences, &drift::Difference::heal_there);
  if (!here.empty()) result["heal_here"] = valid_texts(here);
  if (!there.empty()) result["heal_there"] = valid_texts(there);
}

}  // namespace d1mcp::tools
