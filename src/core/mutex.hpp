#pragma once

#include <condition_variable>
#include <mutex>

#if defined(__clang__)
#define D1MCP_THREAD_ANNOTATION(x) __attribute__((x))
#else
#define D1MCP_THREAD_ANNOTATION(x)
#endif

/// The member may be touched only while `mutex` is held (checked by clang's -Wthread-safety).
#define D1MCP_GUARDED_BY(mutex) D1MCP_THREAD_ANNOTATION(guarded_by(mutex))
/// The function may be called only while `mutex` is held.
#define D1MCP_REQUIRES(mutex) D1MCP_THREAD_ANNOTATION(requires_capability(mutex))

namespace d1mcp {

/// A std::mutex that clang's thread-safety analysis understands; libstdc++'s carries no
/// annotations.
class D1MCP_THREAD_ANNOTATION(capability("mutex")) Mutex {
 public:
  void lock() D1MCP_THREAD_ANNOTATION(acquire_capability()) { mutex_.lock(); }
  void unlock() D1MCP_THREAD_ANNOTATION(release_capability()) { mutex_.unlock(); }

 private:
  std::mutex mutex_;
};

/// Holds a Mutex for a scope.
class D1MCP_THREAD_ANNOTATION(scoped_lockable) Lock {
 public:
  explicit Lock(Mutex& mutex) D1MCP_THREAD_ANNOTATION(acquire_capability(mutex)) : mutex_(mutex) {
    mutex_.lock();
  }
  ~Lock() D1MCP_THREAD_ANNOTATION(release_capability()) { mutex_.unlock(); }
  Lock(const Lock&) = delete;
  Lock& operator=(const Lock&) = delete;
  Lock(Lock&&) = delete;
  Lock& operator=(Lock&&) = delete;

 private:
  Mutex& mutex_;
};

}  // namespace d1mcp
