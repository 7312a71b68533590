#include <memory>
#include <utility>
#include <zstd.h>

#include "core/compression.hpp"

namespace d1mcp {
namespace {

constexpr std::size_t kPieceBytes = 64 * std::size_t{1024};

struct FreeContext {
  void operator()(ZSTD_DCtx* context) const { ZSTD_freeDCtx(context); }
};

class ZstdReader {
 public:
  ZstdReader(ByteSource packed, std::string name)
      : packed_(std::move(packed)), name_(std::move(name)), context_(ZSTD_createDCtx()) {}

  Result<std::string> next() {
    if (!context_) return damaged("there is not enough memory");
    std::string piece(kPieceBytes, '\0');
    ZSTD_outBuffer out{.dst = piece.data(), .size = piece.size(), .pos = 0};
    while (out.pos == 0) {
      TRY_ASSIGN(const bool has_more, read_more());
      if (!has_more) return std::string();
      const std::size_t left = ZSTD_decompressStream(context_.get(), &out, &in_);
      if (ZSTD_isError(left) != 0) return damaged(ZSTD_getErrorName(left));
      inside_frame_ = left != 0;
      has_pending_ = inside_frame_ && out.pos == out.size;
    }
    piece.resize(out.pos);
    return piece;
  }

 private:
  // False at the end, which only comes between frames.
  Result<bool> read_more() {
    if (in_.pos < in_.size || has_pending_) return true;
    TRY_ASSIGN(input_, packed_());
    in_ = {.src = input_.data(), .size = input_.size(), .pos = 0};
    if (input_.empty() && inside_frame_) return damaged("it ends too early");
    return !input_.empty();
  }

  Error damaged(const std::string& how) const {
    return Error{.code = ErrorCode::io_error,
                 .message = "cannot unpack the zstd data of " + name_ + ": " + how,
                 .hint = "copy or download the file again",
                 .place = {}};
  }

  ByteSource packed_;
  std::string name_;
  std::unique_ptr<ZSTD_DCtx, FreeContext> context_;
  std::string input_;
  ZSTD_inBuffer in_{};
  bool inside_frame_ = false;
  bool has_pending_ = false;  ///< Whether there may be more without more input.
};

struct FreePackingContext {
  void operator()(ZSTD_CCtx* context) const { ZSTD_freeCCtx(context); }
};

class ZstdPacker final : public Packer {
 public:
  ZstdPacker() : context_(ZSTD_createCCtx()) {
    if (context_) ZSTD_CCtx_setParameter(context_.get(), ZSTD_c_checksumFlag, 1);
  }

  Status add(std::string_view bytes, std::string& out) override {
    ZSTD_inBuffer in{.src = bytes.data(), .size = bytes.size(), .pos = 0};
    while (in.pos < in.size) TRY(pack(in, ZSTD_e_continue, out));
    return {};
  }

  Status finish(std::string& out) override {
    ZSTD_inBuffer none{.src = nullptr, .size = 0, .pos = 0};
    do {
      TRY(pack(none, ZSTD_e_end, out));
    } while (left_ != 0);
    return {};
  }

 private:
  Status pack(ZSTD_inBuffer& in, ZSTD_EndDirective directive, std::string& out) {
    if (!context_) return cannot_pack("there is not enough memory");
    const std::size_t before = out.size();
    out.resize(before + kPieceBytes);
    ZSTD_outBuffer piece{.dst = out.data() + before, .size = kPieceBytes, .pos = 0};
    left_ = ZSTD_compressStream2(context_.get(), &piece, &in, directive);
    out.resize(before + piece.pos);
    return ZSTD_isError(left_) == 0 ? Status() : cannot_pack(ZSTD_getErrorName(left_));
  }

  static Error cannot_pack(const std::string& why) {
    return Error{.code = ErrorCode::internal,
                 .message = "zstd cannot pack the data: " + why,
                 .hint = "leave .zst out of the name of the file",
                 .place = {}};
  }

  std::unique_ptr<ZSTD_CCtx, FreePackingContext> context_;
  std::size_t left_ = 0;  ///< What the library still has to give.
};

}  // namespace

std::unique_ptr<Packer> zstd_packer() {
  return std::make_unique<ZstdPacker>();
}

ByteSource unpack_zstd(ByteSource packed, std::string name) {
  auto reader = std::make_shared<ZstdReader>(std::move(packed), std::move(name));
  return [reader] { return reader->next(); };
}

}  // namespace d1mcp
