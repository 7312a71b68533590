#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "core/compression.hpp"
#include "core/result.hpp"
#include "transfer/destination.hpp"

namespace d1mcp::transfer {

/// Packs what it is given on its way to another sink; with `none` passes it on as it is.
class PackedSink final : public ByteSink {
 public:
  /// `destination` must outlive the sink.
  PackedSink(ByteSink& destination, Compression compression);

  Status write(std::string_view bytes) override;

  /// Passes on the rest. To be called once, after everything was written.
  Status finish();

 private:
  Status pass_on();

  ByteSink& destination_;
  std::unique_ptr<Packer> packer_;  ///< Null: nothing is packed.
  std::string packed_;
};

}  // namespace d1mcp::transfer
