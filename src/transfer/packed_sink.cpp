#include "transfer/packed_sink.hpp"

namespace d1mcp::transfer {
namespace {

std::unique_ptr<Packer> packer_of(Compression compression) {
  switch (compression) {
    case Compression::none: return nullptr;
    case Compression::gzip: return gzip_packer();
    case Compression::zstd: return zstd_packer();
  }
  return nullptr;
}

}  // namespace

PackedSink::PackedSink(ByteSink& destination, Compression compression)
    : destination_(destination), packer_(packer_of(compression)) {}

Status PackedSink::write(std::string_view bytes) {
  if (!packer_) return destination_.write(bytes);
  TRY(packer_->add(bytes, packed_));
  return pass_on();
}

Status PackedSink::finish() {
  if (!packer_) return {};
  TRY(packer_->finish(packed_));
  return pass_on();
}

Status PackedSink::pass_on() {
  if (packed_.empty()) return {};
  TRY(destination_.write(packed_));
  packed_.clear();
  return {};
}

}  // namespace d1mcp::transfer
