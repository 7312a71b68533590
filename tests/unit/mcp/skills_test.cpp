#include <gtest/gtest.h>
#include <string>

#include "core/encoding.hpp"
#include "mcp/skill.hpp"
#include "unit/mcp/toy_server.hpp"

namespace d1mcp::mcp {
namespace {

constexpr const char* kManifestText = "---\nname: play\ndescription: How to play.\n---\nPlay.\n";

Skill play() {
  return {.name = "play",
          .description = "How to play.",
          .files = {{.path = "SKILL.md", .mime_type = "text/markdown", .text = kManifestText},
                    {.path = "notes/a.md", .mime_type = "text/markdown", .text = "A"},
                    {.path = "notes/deep/b.txt", .mime_type = "text/plain", .text = "\xC3\xA4"},
                    {.path = "notes/deep/c.txt", .mime_type = "text/plain", .text = ""}}};
}

Skill playground() {
  return {.name = "playground",
          .description = "Where to play.",
          .files = {{.path = "SKILL.md", .mime_type = "text/markdown", .text = "Outside."}}};
}

Server server_with_skills() {
  Server server = toy_server();
  server.skills = {play(), playground()};
  return server;
}

class Skills : public ::testing::Test {
 protected:
  Json ask(const std::string& method, const std::string& params = {}) {
    return connection_.ask(session_line(1, method, params));
  }

  Json ask_about(const std::string& method, const std::string& uri) {
    return ask(method, R"("uri":")" + uri + "\"");
  }

  /// The URIs of what lies in a folder.
  std::vector<std::string> in_folder(const std::string& uri) {
    std::vector<std::string> uris;
    const Json answer = ask_about("resources/directory/read", uri);
    EXPECT_TRUE(answer.contains("result")) << answer;
    if (!answer.contains("result")) return uris;
    for (const Json& entry : answer.at("result").at("resources")) {
      uris.push_back(entry.at("uri").get<std::string>());
    }
    return uris;
  }

  ToyConnection connection_{server_with_skills()};
};

using Uris = std::vector<std::string>;

TEST_F(Skills, AreListedWithEveryFile) {
  const Json skills = ask("skills/list").at("result").at("skills");

  ASSERT_EQ(skills.size(), 2U);
  EXPECT_EQ(skills[0].at("uri"), "skill://play/SKILL.md");
  EXPECT_EQ(skills[0].at("frontmatter").dump(), R"({"name":"play","description":"How to play."})");
  EXPECT_EQ(skills[0].at("resources").size(), 4U);
  EXPECT_EQ(skills[1].at("uri"), "skill://playground/SKILL.md");
}

TEST_F(Skills, DigestTheBytesThatAreRead) {
  const Json files = ask("skills/list").at("result").at("skills")[0].at("resources");

  for (const Json& file : files) {
    const Json read = ask_about("resources/read", file.at("uri").get<std::string>())
                          .at("result")
                          .at("contents")[0];
    const auto text = read.at("text").get<std::string>();
    EXPECT_EQ(file.at("digest"), "sha256:" + sha256_hex(text));
    EXPECT_EQ(file.at("size"), text.size()) << "bytes, not characters";
  }
}

TEST_F(Skills, AreGivenOneByOne) {
  const Json listed = ask("skills/list").at("result").at("skills")[1];

  EXPECT_EQ(ask_about("skills/get", "skill://playground/SKILL.md").at("result").at("skill"),
            listed);
}

class NoSkill : public Skills, public ::testing::WithParamInterface<const char*> {};

TEST_P(NoSkill, IsGiven) {
  const Json answer = ask_about("skills/get", GetParam());

  EXPECT_EQ(code_of(answer), -32602);
  EXPECT_EQ(answer.at("error").at("data").at("uri"), GetParam());
}

INSTANTIATE_TEST_SUITE_P(Uris,
                         NoSkill,
                         ::testing::Values("skill://none/SKILL.md",
                                           "skill://play",
                                           "skill://play/",
                                           "skill://play/notes/a.md",
                                           "SKILL.md",
                                           ""));

TEST_F(Skills, AreResourcesToo) {
  const Json listed = ask("resources/list").at("result").at("resources");

  ASSERT_EQ(listed.size(), 2U);
  EXPECT_EQ(listed[0].dump(),
            R"({"uri":"skill://play/SKILL.md","name":"play","description":"How to play.",)"
            R"("mimeType":"text/markdown","size":)" +
                std::to_string(std::string(kManifestText).size()) + "}");
}

TEST_F(Skills, AreReadFileByFile) {
  const Json answer = ask_about("resources/read", "skill://play/notes/deep/b.txt");

  EXPECT_EQ(answer.at("result").at("contents").dump(),
            "[{\"uri\":\"skill://play/notes/deep/b.txt\",\"mimeType\":\"text/"
            "plain\",\"text\":\"\xC3\xA4\"}]");
}

TEST_F(Skills, HaveNoFilesOutsideTheirFolders) {
  for (const char* uri : {"skill://play/none.md",
                          "skill://play/notes",
                          "skill://play/../playground/SKILL.md",
                          "skill://play//SKILL.md",
                          "skill://"}) {
    EXPECT_EQ(code_of(ask_about("resources/read", uri)), -32602) << uri;
  }
}

TEST_F(Skills, AreReadFolderByFolder) {
  EXPECT_EQ(in_folder("skill://play"), (Uris{"skill://play/SKILL.md", "skill://play/notes"}));
  EXPECT_EQ(in_folder("skill://play/"), in_folder("skill://play"));
  EXPECT_EQ(in_folder("skill://play/notes"),
            (Uris{"skill://play/notes/a.md", "skill://play/notes/deep"}));
  EXPECT_EQ(in_folder("skill://play/notes/deep"),
            (Uris{"skill://play/notes/deep/b.txt", "skill://play/notes/deep/c.txt"}));
}

TEST_F(Skills, TellFoldersFromFiles) {
  const Json entries =
      ask_about("resources/directory/read", "skill://play").at("result").at("resources");

  EXPECT_EQ(entries[0].at("mimeType"), "text/markdown");
  EXPECT_EQ(entries[1].dump(),
            R"({"uri":"skill://play/notes","name":"notes","mimeType":"inode/directory"})");
}

class NoFolder : public Skills, public ::testing::WithParamInterface<const char*> {};

TEST_P(NoFolder, IsRead) {
  EXPECT_EQ(code_of(ask_about("resources/directory/read", GetParam())), -32602);
}

INSTANTIATE_TEST_SUITE_P(Uris,
                         NoFolder,
                         ::testing::Values("skill://play/SKILL.md",
                                           "skill://play/note",
                                           "skill://pla",
                                           "skill://",
                                           "skill:",
                                           "toy://ball",
                                           ""));

TEST_F(Skills, NeedAUri) {
  EXPECT_EQ(code_of(ask("skills/get")), -32602);
  EXPECT_EQ(code_of(ask("resources/directory/read", R"("uri":7)")), -32602);
}

TEST_F(Skills, AreDeclaredOnlyWhereThereAreSome) {
  ToyConnection without;
  const std::string line = initialize_line("2025-11-25");

  EXPECT_EQ(connection_.ask(line).at("result").at("capabilities").at("extensions").dump(),
            R"({"io.modelcontextprotocol/skills":{"directoryRead":true}})");
  EXPECT_FALSE(without.ask(line).at("result").at("capabilities").contains("extensions"));
}

}  // namespace
}  // namespace d1mcp::mcp
