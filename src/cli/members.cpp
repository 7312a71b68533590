#include "cli/members.hpp"

namespace d1mcp::cli {
namespace {

const Json* find(const Json& object, const char* name) {
  if (!object.is_object()) return nullptr;
  const auto found = object.find(name);
  return found == object.end() ? nullptr : &*found;
}

}  // namespace

std::string text_member(const Json& object, const char* name) {
  const Json* member = find(object, name);
  return member != nullptr && member->is_string() ? member->get_ref<const std::string&>()
                                                  : std::string();
}

std::optional<std::uint64_t> count_member(const Json& object, const char* name) {
  const Json* member = find(object, name);
  if (member == nullptr || !member->is_number_integer()) return std::nullopt;
  if (!member->is_number_unsigned() && member->get<std::int64_t>() < 0) return std::nullopt;
  return member->get<std::uint64_t>();
}

std::optional<double> real_member(const Json& object, const char* name) {
  const Json* member = find(object, name);
  if (member == nullptr || !member->is_number()) return std::nullopt;
  return member->get<double>();
}

bool flag_member(const Json& object, const char* name) {
  const Json* member = find(object, name);
  return member != nullptr && member->is_boolean() && member->get<bool>();
}

const Json& list_member(const Json& object, const char* name) {
  static const Json kEmpty = Json::array();
  const Json* member = find(object, name);
  return member != nullptr && member->is_array() ? *member : kEmpty;
}

std::vector<std::string> texts_member(const Json& object, const char* name) {
  std::vector<std::string> texts;
  for (const Json& element : list_member(object, name)) {
    if (element.is_string()) texts.push_back(element.get_ref<const std::string&>());
  }
  return texts;
}

}  // namespace d1mcp::cli
