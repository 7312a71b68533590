#pragma once

#include "drift/difference.hpp"
#include "drift/image.hpp"

namespace d1mcp::drift {

/// The way from one schema to the other.
struct Way {
  const Image& from;
  const Image& to;
};

/// What makes the object that `difference` is about, as `from` has it, what it is in `to`. The
/// statements lose no row but where something of `from` is not in `to`. Nothing where only the text
/// differs; an obstacle where no ALTER TABLE does it.
Healing heal(const Difference& difference, const Way& way);

}  // namespace d1mcp::drift
