#include "core/error.hpp"

#include <utility>

namespace d1mcp {

std::string_view to_string(ErrorCode code) {
  switch (code) {
    case ErrorCode::invalid_argument: return "invalid_argument";
    case ErrorCode::not_found: return "not_found";
    case ErrorCode::already_exists: return "already_exists";
    case ErrorCode::conflict: return "conflict";
    case ErrorCode::not_a_database: return "not_a_database";
    case ErrorCode::permission_denied: return "permission_denied";
    case ErrorCode::sql_error: return "sql_error";
    case ErrorCode::constraint: return "constraint";
    case ErrorCode::busy: return "busy";
    case ErrorCode::limit_exceeded: return "limit_exceeded";
    case ErrorCode::no_space: return "no_space";
    case ErrorCode::io_error: return "io_error";
    case ErrorCode::unsupported: return "unsupported";
    case ErrorCode::cancelled: return "cancelled";
    case ErrorCode::timed_out: return "timed_out";
    case ErrorCode::internal: return "internal";
  }
  return "internal";
}

std::string to_string(const Place& place) {
  std::string text = place.file;
  if (place.line > 0) {
    text += (text.empty() ? "line " : ":") + std::to_string(place.line);
    if (place.column > 0) {
      text += (place.file.empty() ? ", column " : ":") + std::to_string(place.column);
    }
  }
  if (place.statement > 0) {
    const std::string statement = "statement " + std::to_string(place.statement);
    text += text.empty() ? statement : " (" + statement + ")";
  }
  return text;
}

Error Error::while_doing(std::string_view action) && {
  message = std::string(action) + ": " + message;
  return std::move(*this);
}

Error Error::at(Place where) && {
  if (!place) place = std::move(where);
  return std::move(*this);
}

std::string describe(const Error& error) {
  std::string text;
  if (error.place) {
    text = to_string(*error.place);
    if (!text.empty()) text += ": ";
  }
  text += error.message;
  if (!error.hint.empty()) text += "\n" + error.hint;
  return text;
}

}  // namespace d1mcp
