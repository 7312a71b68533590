#include "core/encoding.hpp"

#include <gtest/gtest.h>

namespace d1mcp {
namespace {

using std::string_view_literals::operator""sv;

std::string hex(const Sha256& digest) {
  return hex_encode({reinterpret_cast<const char*>(digest.data()), digest.size()});
}

// RFC 4648, section 10.
TEST(Base64, HasTheVectorsOfTheRfc) {
  EXPECT_EQ(base64_encode(""), "");
  EXPECT_EQ(base64_encode("f"), "Zg==");
  EXPECT_EQ(base64_encode("fo"), "Zm8=");
  EXPECT_EQ(base64_encode("foo"), "Zm9v");
  EXPECT_EQ(base64_encode("foob"), "Zm9vYg==");
  EXPECT_EQ(base64_encode("fooba"), "Zm9vYmE=");
  EXPECT_EQ(base64_encode("foobar"), "Zm9vYmFy");
  EXPECT_EQ(base64_decode("Zm9vYg=="), "foob");
  EXPECT_EQ(base64_decode(""), "");
}

TEST(Base64, IsStrict) {
  for (const char* text : {"Zg",
                           "Zg=",
                           "Zg===",
                           "Zg==\n",
                           " Zg==",
                           "Zm 9v",
                           "Zm9v=",
                           "====",
                           "Z",
                           "Zm9v!",
                           "Zm-_",
                           "Zh==",
                           "Zm9="}) {
    EXPECT_EQ(base64_decode(text), std::nullopt) << text;
  }
  EXPECT_EQ(base64_decode("Zm9v\0"sv), std::nullopt);
}

TEST(Base64, KeepsEveryByte) {
  std::string bytes;
  for (int byte = 0; byte < 256; ++byte) bytes += static_cast<char>(byte);
  for (std::size_t size = 0; size <= bytes.size(); ++size) {
    EXPECT_EQ(base64_decode(base64_encode(bytes.substr(0, size))), bytes.substr(0, size));
    EXPECT_EQ(base64url_decode(base64url_encode(bytes.substr(0, size))), bytes.substr(0, size));
  }
}

TEST(Base64Url, HasItsOwnLettersAndNoPadding) {
  EXPECT_EQ(base64url_encode("\xFB\xFF\xFE"), "-__-");
  EXPECT_EQ(base64_encode("\xFB\xFF\xFE"), "+//+");
  EXPECT_EQ(base64url_encode("f"), "Zg");
  EXPECT_EQ(base64url_decode("Zg"), "f");
  EXPECT_EQ(base64url_decode("Zg=="), std::nullopt);
  EXPECT_EQ(base64url_decode("+//+"), std::nullopt);
}

TEST(Hex, IsLowerCase) {
  EXPECT_EQ(hex_encode("\x00\x0F\xAB\xFF"sv), "000fabff");
  EXPECT_EQ(hex_encode(""), "");
}

// FIPS 180-4, examples of NIST's Cryptographic Standards and Guidelines.
// RFC 3986, sections 2.1 and 2.3.
TEST(PercentEncode, LeavesUnreservedCharactersOnly) {
  EXPECT_EQ(percent_encode("az-AZ_09.~"), "az-AZ_09.~");
  EXPECT_EQ(percent_encode("a b/%\xC3\xA9\x00"sv), "a%20b%2F%25%C3%A9%00");
  EXPECT_EQ(percent_encode("/tmp/a b#1.sql", "/"), "/tmp/a%20b%231.sql");
}

TEST(Sha256Digest, HasTheVectorsOfTheStandard) {
  EXPECT_EQ(sha256_hex(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(sha256_hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(sha256_hex("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"),
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
  EXPECT_EQ(sha256_hex(std::string(1'000'000, 'a')),
            "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST(Sha256Digest, OfPiecesIsThatOfTheWhole) {
  const std::string text(1000, 'a');
  for (const std::size_t size : {1UL, 63UL, 64UL, 65UL, 1000UL}) {
    Sha256Stream stream;
    for (std::size_t at = 0; at < text.size(); at += size) stream.add(text.substr(at, size));
    EXPECT_EQ(stream.finish_hex(), sha256_hex(text)) << size;
  }
  EXPECT_EQ(Sha256Stream().finish_hex(), sha256_hex(""));
}

// RFC 4231, test cases 1 to 4, 6 and 7.
TEST(HmacSha256, HasTheVectorsOfTheRfc) {
  EXPECT_EQ(hex(hmac_sha256(std::string(20, '\x0b'), "Hi There")),
            "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
  EXPECT_EQ(hex(hmac_sha256("Jefe", "what do ya want for nothing?")),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  EXPECT_EQ(hex(hmac_sha256(std::string(20, '\xaa'), std::string(50, '\xdd'))),
            "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe");
  EXPECT_EQ(hex(hmac_sha256("\x01\x02\x03\x04\x05\x06\x07\x08\x09\x0a\x0b\x0c\x0d\x0e\x0f\x10\x11"
                            "\x12\x13\x14\x15\x16\x17\x18\x19",
                            std::string(50, '\xcd'))),
            "82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b");
  EXPECT_EQ(hex(hmac_sha256(std::string(131, '\xaa'),
                            "Test Using Larger Than Block-Size Key - Hash Key First")),
            "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
  EXPECT_EQ(hex(hmac_sha256(std::string(131, '\xaa'),
                            "This is a test using a larger than block-size key and a larger than "
                            "block-size data. The key needs to be hashed before being used by the "
                            "HMAC algorithm.")),
            "9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2");
}

TEST(HmacSha256, TakesAnEmptyKeyAndMessage) {
  EXPECT_EQ(hex(hmac_sha256("", "")),
            "b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad");
}

TEST(RandomBytes, AreAsManyAsAskedForAndDiffer) {
  EXPECT_EQ(random_bytes(0).size(), 0U);
  EXPECT_EQ(random_bytes(33).size(), 33U);
  EXPECT_NE(random_bytes(16), random_bytes(16));
}

}  // namespace
}  // namespace d1mcp
