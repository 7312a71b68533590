#pragma once

#include <string>
#include <vector>

#include "jsonrpc/json.hpp"

namespace d1mcp::mcp {

using Json = jsonrpc::Json;

/// One file of a skill.
struct SkillFile {
  std::string path;  ///< Below the skill's folder: "SKILL.md", "references/values.md".
  std::string mime_type;
  std::string text;
};

/// Instructions that a client may load when they are needed (the extension
/// io.modelcontextprotocol/skills, SEP-2640). One of the files is SKILL.md, which begins with YAML
/// frontmatter that gives `name` and `description`.
struct Skill {
  std::string name;  ///< a-z, 0-9 and single hyphens, up to 64 characters.
  std::string description;
  std::vector<SkillFile> files;
};

/// "skill://NAME/PATH".
std::string skill_uri(const Skill& skill, const std::string& path);

/// The entry of `skills/list`: uri, frontmatter, and every file with its digest and size.
Json skill_entry(const Skill& skill);

/// The contents of one file for `resources/read`; null when no skill has it.
Json read_skill_file(const std::vector<Skill>& skills, const std::string& uri);

/// The Resource object of each SKILL.md, for `resources/list`.
Json skill_resources(const std::vector<Skill>& skills);

/// What lies directly in a folder of a skill, for `resources/directory/read`; null when there is no
/// such folder.
Json read_skill_directory(const std::vector<Skill>& skills, const std::string& uri);

}  // namespace d1mcp::mcp
