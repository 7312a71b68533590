#pragma once

#include <cstdint>
#include <string>

#include "core/result.hpp"
#include "core/work.hpp"

namespace d1mcp::transfer {

/// Counts the rows of an export, tells the listener how far it is and stops it when it has to end.
class RowMeter {
 public:
  /// `total_rows` of 0 is unknown. `work` must outlive the meter.
  RowMeter(const Work& work, std::uint64_t total_rows) : work_(work), total_(total_rows) {}

  /// What the next rows belong to: "exporting users".
  Status begin(std::string what);

  /// To be called for each row. Fails once the work must end.
  Status count() {
    if (++done_ % kRowsPerLook != 0) return {};
    return look();
  }

  [[nodiscard]] std::uint64_t done() const { return done_; }

 private:
  static constexpr std::uint64_t kRowsPerLook = 1000;

  Status look();

  const Work& work_;
  std::string what_;
  std::uint64_t done_ = 0;
  std::uint64_t total_;
};

}  // namespace d1mcp::transfer
