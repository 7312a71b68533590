#pragma once

#include <atomic>
#include <cstddef>
#include <memory>
#include <optional>
#include <utility>

namespace d1mcp::mcp {

/// How much one client, on whichever connections, has running or waiting of what may take long.
/// Thread-safe.
class Workload : public std::enable_shared_from_this<Workload> {
 public:
  /// One request's share of it, given back at the end of the object's life.
  class [[nodiscard]] Place {
   public:
    Place(Place&& other) noexcept = default;
    Place& operator=(Place&& other) noexcept {
      std::swap(of_, other.of_);
      return *this;
    }
    Place(const Place&) = delete;
    Place& operator=(const Place&) = delete;
    ~Place() {
      if (of_) --of_->taken_;
    }

   private:
    friend class Workload;
    explicit Place(std::shared_ptr<Workload> of) : of_(std::move(of)) {}

    std::shared_ptr<Workload> of_;
  };

  /// Nothing when `most` places are taken already.
  std::optional<Place> take(std::size_t most) {
    std::size_t taken = taken_;
    do {
      if (taken >= most) return std::nullopt;
    } while (!taken_.compare_exchange_weak(taken, taken + 1));
    return Place(shared_from_this());
  }

 private:
  std::atomic<std::size_t> taken_{0};
};

}  // namespace d1mcp::mcp
