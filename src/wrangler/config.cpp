#include "wrangler/config.hpp"

#include <algorithm>
#include <system_error>

#include "core/files.hpp"
#include "core/text.hpp"
#include "wrangler/document.hpp"
#include "wrangler/entry_reader.hpp"

namespace d1mcp::wrangler {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t kMaxConfigBytes = 1024 * 1024;

Error unknown_format(const fs::path& path) {
  return Error{.code = ErrorCode::unsupported,
               .message = path.string() + " is not a configuration this program can read",
               .hint =
                   "name a .json, .jsonc or .toml file; only wrangler itself can run the "
                   "JavaScript and TypeScript ones",
               .place = {}};
}

Result<Node> parse(const fs::path& path) {
  const std::string extension = path.extension().string();
  const bool is_toml = extension == ".toml";
  if (!is_toml && extension != ".json" && extension != ".jsonc") return unknown_format(path);
  TRY_ASSIGN(const std::string content, read_file(path, kMaxConfigBytes));
  std::string_view text = content;
  if (text.starts_with("\xFE\xFF") || text.starts_with("\xFF\xFE")) {
    return Error{.code = ErrorCode::invalid_argument,
                 .message = "the file is encoded as UTF-16",
                 .hint = "save it as UTF-8",
                 .place = Place{.file = path.string(), .line = 1, .column = 1}};
  }
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  return is_toml ? parse_toml(text, path.string()) : parse_jsonc(text, path.string());
}

/// Reads one document for one environment.
class Reader {
 public:
  Reader(const Node& root, const fs::path& path, std::string_view environment)
      : root_(root), file_(path.string()), environment_(environment) {
    config_.path = path;
  }

  Result<Config> read() {
    if (root_.kind != Node::Kind::object) {
      return wrong_type(root_, file_, "the configuration", "an object");
    }
    TRY(read_environments());
    TRY_ASSIGN(const Node* const scope, choose_scope());
    TRY(read_worker_name(*scope));
    TRY(read_databases(*scope));
    return std::move(config_);
  }

 private:
  // JSON may say `"env": null`, which is no environments.
  [[nodiscard]] const Node* environments() const {
    const Node* const env = root_.find("env");
    return env == nullptr || env->kind == Node::Kind::null ? nullptr : env;
  }

  Status read_environments() {
    const Node* const env = environments();
    if (env == nullptr) return {};
    if (env->kind != Node::Kind::object) return wrong_type(*env, file_, "env", "an object");
    std::vector<std::string>& names = config_.environments;
    names = env->names;
    std::ranges::sort(names);
    names.erase(std::unique(names.begin(), names.end()), names.end());
    return {};
  }

  Result<const Node*> choose_scope() {
    if (environment_.empty()) return &root_;
    const Node* const env = environments();
    const Node* const scope = env == nullptr ? nullptr : env->find(environment_);
    if (scope != nullptr && scope->kind != Node::Kind::object) {
      return wrong_type(*scope, file_, "env." + environment_, "an object");
    }
    if (scope != nullptr) {
      config_.environment = environment_;
      return scope;
    }
    if (root_.find("pages_build_output_dir") == nullptr) return unknown_environment();
    config_.warnings.push_back("there is no environment \"" + environment_ +
                               "\"; this is a Pages project, so the top level holds for it");
    return &root_;
  }

  [[nodiscard]] Error unknown_environment() const {
    std::string hint = did_you_mean(environment_, config_.environments);
    if (hint.empty() && !config_.environments.empty()) {
      hint = "there are: " + join(config_.environments, ", ");
    }
    if (hint.empty()) hint = "it has no environments; leave the environment out for its top level";
    return Error{.code = ErrorCode::not_found,
                 .message = file_ + " has no environment \"" + environment_ + "\"",
                 .hint = std::move(hint),
                 .place = {}};
  }

  Status read_worker_name(const Node& scope) {
    TRY_ASSIGN(std::optional<std::string> name, optional_text(scope, "name", file_, ""));
    if (!name && &scope != &root_) {
      TRY_ASSIGN(name, optional_text(root_, "name", file_, ""));
      if (name && !name->empty()) *name += "-" + config_.environment;
    }
    if (name && !name->empty()) config_.worker_name = std::move(name);
    return {};
  }

  Status read_databases(const Node& scope) {
    const std::string field =
        (&scope == &root_ ? "" : "env." + config_.environment + ".") + "d1_databases";
    const Node* const list = scope.find("d1_databases");
    if (list == nullptr) {
      if (&scope != &root_ && root_.find("d1_databases") != nullptr) {
        config_.warnings.push_back("environment \"" + config_.environment +
                                   "\" has no d1_databases, and those of the top level are not "
                                   "inherited");
      }
      return {};
    }
    if (list->kind != Node::Kind::list) return wrong_type(*list, file_, field, "a list");
    for (std::size_t index = 0; index < list->items.size(); ++index) {
      const std::string name = field + "[" + std::to_string(index) + "]";
      TRY_ASSIGN(D1Entry entry, read_entry(list->items[index], file_, name, config_.warnings));
      TRY(check_binding_is_new(entry, name));
      config_.databases.push_back(std::move(entry));
    }
    return {};
  }

  [[nodiscard]] Status check_binding_is_new(const D1Entry& entry, const std::string& name) const {
    const auto earlier = std::ranges::find(config_.databases, entry.binding, &D1Entry::binding);
    if (earlier == config_.databases.end()) return {};
    return Error{.code = ErrorCode::invalid_argument,
                 .message = name + " has the binding \"" + entry.binding +
                            "\" of an earlier entry (line " + std::to_string(earlier->place.line) +
                            ")",
                 .hint = "give every database a binding of its own",
                 .place = entry.place};
  }

  const Node& root_;
  std::string file_;
  std::string environment_;
  Config config_;
};

}  // namespace

Result<Config> read_config(const fs::path& path, std::string_view environment) {
  std::error_code failure;
  const fs::path absolute = fs::absolute(path, failure).lexically_normal();
  if (failure) return file_error("read", path, failure.value());
  TRY_ASSIGN(const Node root, parse(absolute));
  return Reader(root, absolute, environment).read();
}

Result<D1Entry> find_database(const Config& config, std::string_view name) {
  std::vector<std::string> known;
  for (const D1Entry& entry : config.databases) {
    if (name == entry.database_name || name == entry.binding) return entry;
    if (entry.database_name) known.push_back(*entry.database_name);
    known.push_back(entry.binding);
  }
  std::string hint = did_you_mean(name, known);
  if (hint.empty() && !known.empty()) hint = "there are: " + join(known, ", ");
  if (hint.empty() && !config.environments.empty()) {
    hint = "no database is configured here; there are the environments " +
           join(config.environments, ", ");
  }
  if (hint.empty()) hint = "no database is configured; add one to d1_databases";
  const std::string where =
      config.environment.empty() ? "" : " in environment \"" + config.environment + "\"";
  return Error{.code = ErrorCode::not_found,
               .message = "no D1 database has the name or binding \"" + to_valid_utf8(name) +
                          "\" in " + config.path.string() + where,
               .hint = std::move(hint),
               .place = {}};
}

}  // namespace d1mcp::wrangler
