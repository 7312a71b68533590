// zlib takes its input as const only where it is asked to.
#define ZLIB_CONST  // NOLINT(readability-identifier-naming)
#include <algorithm>
#include <memory>
#include <utility>
#include <zlib.h>

#include "core/compression.hpp"

namespace d1mcp {
namespace {

constexpr std::size_t kPieceBytes = 64 * std::size_t{1024};

class GzipReader {
 public:
  GzipReader(ByteSource packed, std::string name)
      : packed_(std::move(packed)), name_(std::move(name)) {
    constexpr int kGzipOnly = 16 + MAX_WBITS;
    ready_ = inflateInit2(&stream_, kGzipOnly) == Z_OK;
  }
  ~GzipReader() { inflateEnd(&stream_); }
  GzipReader(const GzipReader&) = delete;
  GzipReader& operator=(const GzipReader&) = delete;
  GzipReader(GzipReader&&) = delete;
  GzipReader& operator=(GzipReader&&) = delete;

  Result<std::string> next() {
    if (!ready_) return damaged("zlib cannot be started");
    std::string piece(kPieceBytes, '\0');
    stream_.next_out = reinterpret_cast<Bytef*>(piece.data());
    stream_.avail_out = static_cast<uInt>(piece.size());
    while (stream_.avail_out == piece.size()) {
      TRY_ASSIGN(const bool has_more, read_more());
      if (!has_more) return std::string();
      TRY(unpack());
    }
    piece.resize(piece.size() - stream_.avail_out);
    return piece;
  }

 private:
  // False at the end, which only comes between members.
  Result<bool> read_more() {
    if (stream_.avail_in > 0 || has_pending_) return true;
    TRY_ASSIGN(input_, packed_());
    if (input_.empty() && inside_member_) return damaged("it ends too early");
    stream_.next_in = reinterpret_cast<Bytef*>(input_.data());
    stream_.avail_in = static_cast<uInt>(input_.size());
    return !input_.empty();
  }

  Status unpack() {
    if (!inside_member_) inflateReset(&stream_);
    inside_member_ = true;
    const int code = inflate(&stream_, Z_NO_FLUSH);
    if (code == Z_STREAM_END) inside_member_ = false;
    has_pending_ = inside_member_ && stream_.avail_out == 0;
    if (code == Z_OK || code == Z_STREAM_END || code == Z_BUF_ERROR) return {};
    return damaged(stream_.msg == nullptr ? "it is damaged" : stream_.msg);
  }

  Error damaged(const std::string& how) const {
    return Error{.code = ErrorCode::io_error,
                 .message = "cannot unpack the gzip data of " + name_ + ": " + how,
                 .hint = "copy or download the file again",
                 .place = {}};
  }

  ByteSource packed_;
  std::string name_;
  z_stream stream_{};
  bool ready_ = false;
  bool inside_member_ = false;
  bool has_pending_ = false;  ///< Whether there may be more without more input.
  std::string input_;
};

class GzipPacker final : public Packer {
 public:
  GzipPacker() {
    constexpr int kGzip = 16 + MAX_WBITS;
    constexpr int kUsualMemory = 8;
    ready_ =
        deflateInit2(
            &stream_, Z_DEFAULT_COMPRESSION, Z_DEFLATED, kGzip, kUsualMemory, Z_DEFAULT_STRATEGY) ==
        Z_OK;
  }
  ~GzipPacker() override { deflateEnd(&stream_); }
  GzipPacker(const GzipPacker&) = delete;
  GzipPacker& operator=(const GzipPacker&) = delete;
  GzipPacker(GzipPacker&&) = delete;
  GzipPacker& operator=(GzipPacker&&) = delete;

  Status add(std::string_view bytes, std::string& out) override {
    // zlib counts in 32 bits.
    constexpr std::size_t kMostAtOnce = std::size_t{1} << 30U;
    while (!bytes.empty()) {
      TRY(pack(bytes.substr(0, kMostAtOnce), Z_NO_FLUSH, out));
      bytes.remove_prefix(std::min(bytes.size(), kMostAtOnce));
    }
    return {};
  }

  Status finish(std::string& out) override { return pack({}, Z_FINISH, out); }

 private:
  Status pack(std::string_view bytes, int flush, std::string& out) {
    if (!ready_) return cannot_pack();
    stream_.next_in = reinterpret_cast<const Bytef*>(bytes.data());
    stream_.avail_in = static_cast<uInt>(bytes.size());
    do {
      const std::size_t before = out.size();
      out.resize(before + kPieceBytes);
      stream_.next_out = reinterpret_cast<Bytef*>(out.data() + before);
      stream_.avail_out = static_cast<uInt>(kPieceBytes);
      if (deflate(&stream_, flush) == Z_STREAM_ERROR) return cannot_pack();
      out.resize(out.size() - stream_.avail_out);
    } while (stream_.avail_out == 0);
    return {};
  }

  static Error cannot_pack() {
    return Error{.code = ErrorCode::internal,
                 .message = "zlib cannot pack the data",
                 .hint = "leave .gz out of the name of the file",
                 .place = {}};
  }

  z_stream stream_{};
  bool ready_ = false;
};

}  // namespace

std::unique_ptr<Packer> gzip_packer() {
  return std::make_unique<GzipPacker>();
}

ByteSource unpack_gzip(ByteSource packed, std::string name) {
  auto reader = std::make_shared<GzipReader>(std::move(packed), std::move(name));
  return [reader] { return reader->next(); };
}

}  // namespace d1mcp
