#include "transport/http_writer.hpp"

#include <array>
#include <charconv>

#include "core/text.hpp"

namespace d1mcp::transport {
namespace {

std::string_view reason_of(int status) {
  switch (status) {
    case 200: return "OK";
    case 202: return "Accepted";
    case 204: return "No Content";
    case 400: return "Bad Request";
    case 401: return "Unauthorized";
    case 403: return "Forbidden";
    case 404: return "Not Found";
    case 405: return "Method Not Allowed";
    case 406: return "Not Acceptable";
    case 408: return "Request Timeout";
    case 413: return "Content Too Large";
    case 415: return "Unsupported Media Type";
    case 429: return "Too Many Requests";
    case 431: return "Request Header Fields Too Large";
    case 500: return "Internal Server Error";
    case 501: return "Not Implemented";
    case 503: return "Service Unavailable";
    default: return {};  // A reason may be empty (RFC 9112, 4).
  }
}

std::string head_of(const HttpResponse& response, const HttpForm& form, bool keeps_alive) {
  std::string head = "HTTP/1.1 " + std::to_string(response.status) + " ";
  head.append(reason_of(response.status)).append("\r\n");
  for (const auto& [name, value] : response.headers.all()) {
    head.append(name).append(": ").append(value).append("\r\n");
  }
  if (!keeps_alive) {
    head += "Connection: close\r\n";
  } else if (!form.chunked) {
    head += "Connection: keep-alive\r\n";  // Not a matter of course in HTTP/1.0.
  }
  return head;
}

bool names_token(const HttpRequest& request, std::string_view token) {
  return ascii_lower(request.headers.find("Connection").value_or("")).find(token) !=
         std::string::npos;
}

}  // namespace

HttpForm HttpForm::of(const HttpRequest& request) {
  const bool is_new = request.version == HttpVersion::v1_1;
  return {
      .head_only = request.method == "HEAD",
      .chunked = is_new,
      .keeps_alive = is_new ? !names_token(request, "close") : names_token(request, "keep-alive")};
}

std::string written(const HttpResponse& response, const HttpForm& form) {
  std::string text = head_of(response, form, form.keeps_alive);
  if (response.status != 204) {
    text.append("Content-Length: ").append(std::to_string(response.body.size())).append("\r\n");
  }
  text += "\r\n";
  if (!form.head_only) text += response.body;
  return text;
}

std::string written_stream_head(const HttpResponse& head, const HttpForm& form) {
  std::string text = head_of(head, form, form.keeps_alive && form.chunked);
  if (form.chunked) text += "Transfer-Encoding: chunked\r\n";
  return text + "\r\n";
}

std::string written_piece(std::string_view piece, const HttpForm& form) {
  if (!form.chunked) return std::string(piece);
  std::array<char, 16> size{};
  const auto end = std::to_chars(size.begin(), size.end(), piece.size(), 16).ptr;
  std::string text(size.begin(), end);
  return text.append("\r\n").append(piece).append("\r\n");
}

std::string_view written_stream_end(const HttpForm& form) {
  return form.chunked ? "0\r\n\r\n" : "";
}

}  // namespace d1mcp::transport
