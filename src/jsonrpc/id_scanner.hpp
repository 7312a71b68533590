#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "jsonrpc/message.hpp"

namespace d1mcp::jsonrpc {

/// Finds the id of a message that is too large to be kept, as its bytes pass by: the client that
/// sent it waits for an answer with that id. Needs a few hundred bytes of memory, however long the
/// message is.
class IdScanner {
 public:
  void feed(std::string_view bytes);

  /// The value of the one member "id" of the outermost object, if all of it has passed by.
  [[nodiscard]] std::optional<Id> id() const;

 private:
  void see(char c);
  void see_in_string(char c);
  void see_structure(char c);
  void end_member();

  std::size_t depth_ = 0;
  bool in_string_ = false;
  bool escaped_ = false;
  bool in_value_ = false;  // Of a member of the outermost object.
  std::string key_;        // Of that member, quotes included.
  std::string value_;      // Its raw text, if the member is "id".
  std::string found_;
  std::size_t ids_ = 0;
};

}  // namespace d1mcp::jsonrpc
