#include "transfer/row_meter.hpp"

#include <utility>

namespace d1mcp::transfer {

Status RowMeter::begin(std::string what) {
  what_ = std::move(what);
  return look();
}

Status RowMeter::look() {
  TRY(work_.check());
  work_.report({.what = what_, .done = done_, .total = total_});
  return {};
}

}  // namespace d1mcp::transfer
