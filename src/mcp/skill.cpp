#include "mcp/skill.hpp"

#include <algorithm>
#include <set>
#include <string_view>

#include "core/encoding.hpp"

namespace d1mcp::mcp {
namespace {

constexpr std::string_view kManifest = "SKILL.md";

std::string folder_uri(const Skill& skill) {
  return "skill://" + skill.name;
}

Json resource_of(const Skill& skill, const SkillFile& file) {
  const bool is_manifest = file.path == kManifest;
  Json shown = {{"uri", skill_uri(skill, file.path)},
                {"name", is_manifest ? skill.name : file.path}};
  if (is_manifest) shown["description"] = skill.description;
  shown["mimeType"] = file.mime_type;
  shown["size"] = file.text.size();
  return shown;
}

Json subfolder(const std::string& uri, const std::string& name) {
  return {{"uri", uri}, {"name", name}, {"mimeType", "inode/directory"}};
}

// The files and folders of `skill` whose URIs continue `prefix` by one name.
Json entries_below(const Skill& skill, const std::string& prefix) {
  Json found = Json::array();
  std::set<std::string> folders;
  for (const SkillFile& file : skill.files) {
    const std::string uri = skill_uri(skill, file.path);
    if (!uri.starts_with(prefix)) continue;
    const std::string rest = uri.substr(prefix.size());
    const std::size_t slash = rest.find('/');
    if (slash == std::string::npos) {
      found.push_back(resource_of(skill, file));
    } else if (folders.insert(rest.substr(0, slash)).second) {
      found.push_back(subfolder(prefix + rest.substr(0, slash), rest.substr(0, slash)));
    }
  }
  return found;
}

}  // namespace

std::string skill_uri(const Skill& skill, const std::string& path) {
  return folder_uri(skill) + "/" + path;
}

Json skill_entry(const Skill& skill) {
  Json files = Json::array();
  for (const SkillFile& file : skill.files) {
    files.push_back({{"uri", skill_uri(skill, file.path)},
                     {"digest", "sha256:" + sha256_hex(file.text)},
                     {"size", file.text.size()}});
  }
  return {{"uri", skill_uri(skill, std::string(kManifest))},
          {"frontmatter", {{"name", skill.name}, {"description", skill.description}}},
          {"resources", std::move(files)}};
}

Json read_skill_file(const std::vector<Skill>& skills, const std::string& uri) {
  for (const Skill& skill : skills) {
    for (const SkillFile& file : skill.files) {
      if (skill_uri(skill, file.path) != uri) continue;
      return {{"uri", uri}, {"mimeType", file.mime_type}, {"text", file.text}};
    }
  }
  return nullptr;
}

Json skill_resources(const std::vector<Skill>& skills) {
  Json shown = Json::array();
  for (const Skill& skill : skills) {
    for (const SkillFile& file : skill.files) {
      if (file.path == kManifest) shown.push_back(resource_of(skill, file));
    }
  }
  return shown;
}

Json read_skill_directory(const std::vector<Skill>& skills, const std::string& uri) {
  const std::string prefix = uri.ends_with('/') ? uri : uri + "/";
  for (const Skill& skill : skills) {
    if (!prefix.starts_with(folder_uri(skill) + "/")) continue;
    Json found = entries_below(skill, prefix);
    if (!found.empty()) return found;
  }
  return nullptr;
}

}  // namespace d1mcp::mcp
