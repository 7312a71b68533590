#include "transfer/content_hash.hpp"

#include <cstring>
#include <span>
#include <string_view>

#include "core/encoding.hpp"

// What is hashed, row by row and value by value, numbers in 8 bytes, the highest first:
//
//     (                   begins a row
//     n                   NULL
//     i NUMBER            INTEGER, two's complement
//     r NUMBER            REAL, the bits of IEEE 754
//     t LENGTH BYTES      TEXT in UTF-8
//     b LENGTH BYTES      BLOB

namespace d1mcp::transfer {
namespace {

void append_number(std::string& out, std::uint64_t number) {
  for (int shift = 56; shift >= 0; shift -= 8) out += static_cast<char>((number >> shift) & 0xFFU);
}

std::uint64_t bits_of(double number) {
  std::uint64_t bits = 0;
  std::memcpy(&bits, &number, sizeof bits);
  return bits;
}

/// Hashes the rows it is handed.
class HashingSink final : public sql::RowSink {
 public:
  explicit HashingSink(const HashTerms& terms) : terms_(terms) {}

  Status columns(std::span<const sql::Column> /*columns*/) override { return {}; }

  Result<sql::Flow> row(std::span<const sql::Cell> cells) override {
    TRY(terms_.meter.count());
    collected_ += '(';
    for (const sql::Cell& cell : cells) add(cell);
    if (collected_.size() >= kPieceBytes) pass_on();
    ++rows_;
    return rows_ < terms_.most_rows ? sql::Flow::more : sql::Flow::enough;
  }

  ContentHash finish() {
    pass_on();
    return {.rows = rows_, .sha256 = hash_.finish_hex()};
  }

 private:
  static constexpr std::size_t kPieceBytes = 64 * std::size_t{1024};

  void add(const sql::Cell& cell) {
    switch (cell.storage) {
      case sql::StorageClass::null: collected_ += 'n'; break;
      case sql::StorageClass::integer:
        collected_ += 'i';
        append_number(collected_, static_cast<std::uint64_t>(cell.integer));
        break;
      case sql::StorageClass::real:
        collected_ += 'r';
        append_number(collected_, bits_of(cell.real));
        break;
      case sql::StorageClass::text: add_bytes('t', cell.bytes); break;
      case sql::StorageClass::blob: add_bytes('b', cell.bytes); break;
    }
  }

  void add_bytes(char tag, std::string_view bytes) {
    collected_ += tag;
    append_number(collected_, bytes.size());
    if (bytes.size() < kPieceBytes) {
      collected_ += bytes;
      return;
    }
    pass_on();
    hash_.add(bytes);
  }

  void pass_on() {
    hash_.add(collected_);
    collected_.clear();
  }

  const HashTerms& terms_;
  Sha256Stream hash_;
  std::string collected_;
  std::uint64_t rows_ = 0;
};

}  // namespace

Result<ContentHash> hash_content(sql::Connection& database,
                                 const std::string& select_sql,
                                 const HashTerms& terms) {
  HashingSink sink(terms);
  TRY(database.query(select_sql, {}, sink, terms.work));
  return sink.finish();
}

}  // namespace d1mcp::transfer
