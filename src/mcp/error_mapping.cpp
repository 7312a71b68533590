#include "mcp/error_mapping.hpp"

namespace d1mcp::mcp {
namespace {

Json to_json(const Place& place) {
  Json shown = Json::object();
  if (!place.file.empty()) shown["file"] = place.file;
  if (place.line > 0) shown["line"] = place.line;
  if (place.column > 0) shown["column"] = place.column;
  if (place.statement > 0) shown["statement"] = place.statement;
  return shown;
}

Json to_json(const Error& error) {
  Json shown = {{"code", to_string(error.code)}, {"message", error.message}};
  if (!error.hint.empty()) shown["hint"] = error.hint;
  if (error.place) shown["place"] = to_json(*error.place);
  return shown;
}

}  // namespace

Json error_result(const Error& error) {
  return {{"content", Json::array({{{"type", "text"}, {"text", describe(error)}}})},
          {"isError", true},
          {"_meta", {{kErrorMetaKey, to_json(error)}}}};
}

// What the client named or wrote is wrong, or there is a bug: JSON-RPC has no code in between.
jsonrpc::Fault failed_request(const Error& error) {
  const bool is_bug = error.code == ErrorCode::internal;
  return {.code = is_bug ? jsonrpc::Code::internal_error : jsonrpc::Code::invalid_params,
          .message = describe(error),
          .data = {{kErrorMetaKey, to_json(error)}}};
}

Json argument_error_result(const std::string& problems) {
  return error_result(Error{.code = ErrorCode::invalid_argument,
                            .message = "the arguments do not fit this tool:\n" + problems,
                            .hint = "correct the arguments and call the tool again",
                            .place = {}});
}

}  // namespace d1mcp::mcp
