#include "lint/affinity.hpp"

#include <string>

#include "core/text.hpp"

namespace d1mcp::lint {

Affinity affinity_of(std::string_view declared_type) {
  const std::string lower = ascii_lower(declared_type);
  const auto has = [&](const char* part) { return lower.find(part) != std::string::npos; };
  if (has("int")) return Affinity::integer;
  if (has("char") || has("clob") || has("text")) return Affinity::text;
  if (has("blob") || lower.empty()) return Affinity::none;
  return has("real") || has("floa") || has("doub") ? Affinity::real : Affinity::numeric;
}

std::string_view to_string(Affinity affinity) {
  switch (affinity) {
    case Affinity::text: return "TEXT";
    case Affinity::integer: return "INTEGER";
    case Affinity::real: return "REAL";
    case Affinity::numeric: return "NUMERIC";
    case Affinity::none: return "BLOB";
  }
  return "BLOB";
}

}  // namespace d1mcp::lint
