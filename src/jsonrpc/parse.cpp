#include "jsonrpc/parse.hpp"

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

#include "core/text.hpp"

namespace d1mcp::jsonrpc {
namespace {

using Object = Json::object_t;

// Members are appended unseen (a lookup for each would be quadratic) and compared here.
const std::string* repeated_name(const Object& object) {
  std::vector<const std::string*> names;
  names.reserve(object.size());
  for (const auto& member : object) names.push_back(&member.first);
  const auto text_of = [](const std::string* name) -> const std::string& { return *name; };
  std::ranges::sort(names, {}, text_of);
  const auto repeated = std::ranges::adjacent_find(names, {}, text_of);
  return repeated == names.end() ? nullptr : *repeated;
}

/// Builds the document from parser events. What is nested too deeply, and everything after the last
/// permitted value, is read over: the rest of the text may still hold the request's id.
class Builder : public nlohmann::json_sax<Json> {
 public:
  explicit Builder(const Limits& limits) : limits_(limits) {}

  bool null() override { return add(nullptr); }
  bool boolean(bool value) override { return add(value); }
  bool number_integer(std::int64_t value) override { return add(value); }
  bool number_unsigned(std::uint64_t value) override { return add(value); }
  bool number_float(double value, const std::string& /*text*/) override { return add(value); }
  bool string(std::string& value) override { return add(std::move(value)); }
  bool binary(Json::binary_t& /*value*/) override { return false; }

  bool start_object(std::size_t /*size*/) override { return open(Json::object()); }
  bool start_array(std::size_t /*size*/) override { return open(Json::array()); }
  bool end_array() override { return close(); }

  bool key(std::string& name) override {
    if (skipped_ == 0) key_ = std::move(name);
    return true;
  }

  bool end_object() override {
    if (skipped_ == 0) {
      const std::string* repeated = repeated_name(open_.back()->get_ref<const Object&>());
      if (repeated != nullptr) note("the member \"" + *repeated + "\" occurs twice in one object");
    }
    return close();
  }

  bool parse_error(std::size_t position,
                   const std::string& /*last_token*/,
                   const nlohmann::detail::exception& /*error*/) override {
    failed_at_ = position;
    return false;
  }

  [[nodiscard]] std::size_t failed_at() const { return failed_at_; }
  [[nodiscard]] Json take_value() { return std::move(root_); }
  [[nodiscard]] std::string take_defect() { return std::move(defect_); }

 private:
  void note(std::string defect) {
    if (defect_.empty()) defect_ = std::move(defect);
  }

  // Whether the value is the request's id, which its answer needs.
  [[nodiscard]] bool is_id() const {
    return open_.size() == 1 && open_.front()->is_object() && key_ == "id";
  }

  // Gives the place of the new value, or null when it may not be kept.
  Json* place(Json value) {
    if (values_ == limits_.max_values) {
      note("the message holds more than " + with_thousands(limits_.max_values) + " values");
      if (!is_id()) return nullptr;
    } else {
      ++values_;
    }
    if (open_.empty()) {
      root_ = std::move(value);
      return &root_;
    }
    Json& parent = *open_.back();
    if (parent.is_array()) {
      parent.get_ref<Json::array_t&>().push_back(std::move(value));
      return &parent.get_ref<Json::array_t&>().back();
    }
    auto& members = parent.get_ref<Object&>();
    members.emplace_back(std::move(key_), std::move(value));
    return &members.back().second;
  }

  bool add(Json value) {
    if (skipped_ == 0) place(std::move(value));
    return true;
  }

  bool open(Json container) {
    if (skipped_ == 0 && open_.size() == limits_.max_depth) {
      note("the message is nested deeper than " + std::to_string(limits_.max_depth) + " levels");
    } else if (skipped_ == 0) {
      if (Json* placed = place(std::move(container)); placed != nullptr) {
        open_.push_back(placed);
        return true;
      }
    }
    ++skipped_;
    return true;
  }

  bool close() {
    if (skipped_ > 0) {
      --skipped_;
    } else {
      open_.pop_back();
    }
    return true;
  }

  const Limits& limits_;
  Json root_;
  std::vector<Json*> open_;  // The last is the innermost; none moves while it is open.
  std::size_t skipped_ = 0;  // How many containers around the current place are not kept.
  std::size_t values_ = 0;
  std::size_t failed_at_ = 0;
  std::string key_;
  std::string defect_;
};

Parsed not_json(std::string_view text, std::size_t byte) {
  const std::string where =
      byte > text.size() ? "it ends too early" : "byte " + std::to_string(byte) + " does not fit";
  return {.value = nullptr, .is_json = false, .defect = "the message is not JSON: " + where};
}

}  // namespace

Parsed parse(std::string_view text, const Limits& limits) {
  if (!is_valid_utf8(text)) {
    return {.value = nullptr, .is_json = false, .defect = "the message is not valid UTF-8"};
  }
  // The parser takes a NUL for the end of the text and would not see what follows.
  if (const std::size_t nul = text.find('\0'); nul != std::string_view::npos) {
    return not_json(text, nul + 1);
  }
  Builder builder(limits);
  if (!Json::sax_parse(text.begin(), text.end(), &builder)) {
    return not_json(text, builder.failed_at());
  }
  Parsed parsed{.value = builder.take_value(), .is_json = true, .defect = builder.take_defect()};
  return parsed;
}

}  // namespace d1mcp::jsonrpc
