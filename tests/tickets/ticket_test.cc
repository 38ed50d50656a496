#include "tickets/ticket.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <boost/describe.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/crypto/base45.h"
#include "base/crypto/hex.h"
#include "base/file.h"
#include "base/json/decode.h"
#include "base/json/uuid.h"
#include "tickets/code_word.h"
#include "tickets/made_ticket.h"
#include "tickets/qr.h"

namespace leeward::tickets {
namespace {

using testing::HasSubstr;

// Made by another program, from docs/formats/ticket.md alone.
struct vector {
  static constexpr auto const kMayBeMissing = std::array{"trip"};

  std::string seed_;
  std::string public_key_;
  operation_id operation_;
  household_id household_;
  std::optional<trip_id> trip_;
  std::string number_;
  std::uint8_t persons_{0};
  std::uint32_t version_{0};
  instant issued_;
  instant expires_;
  std::string payload_;
  std::string text_;
  std::string code_word_ru_;
  std::string code_word_en_;
};
BOOST_DESCRIBE_STRUCT(vector, (),
                      (seed_, public_key_, operation_, household_, trip_, number_, persons_, version_, issued_,
                       expires_, payload_, text_, code_word_ru_, code_word_en_))

struct vectors_file {
  std::vector<vector> vectors_;
};
BOOST_DESCRIBE_STRUCT(vectors_file, (), (vectors_))

std::vector<vector> read_vectors() {
  auto const file = std::string{LEEWARD_SOURCE_DIR "/tests/tickets/vectors.json"};
  auto const all = read_file(file, json::kMaxBytes).and_then([&](std::string const& text) {
    return json::decode<vectors_file>(text, file);
  });
  EXPECT_TRUE(all.has_value()) << all.error().sentence_;
  return all->vectors_;
}

TEST(ticket, is_what_another_program_makes_of_its_description) {
  auto const all = read_vectors();
  ASSERT_EQ(3U, all.size());
  for (auto const& v : all) {
    auto key = signing_key{};
    ASSERT_TRUE(from_hex(v.seed_, key.seed_));
    EXPECT_EQ(v.public_key_, to_string(public_half(key)));
    auto const number = parse_number(v.number_);
    ASSERT_TRUE(number.has_value()) << v.number_;
    auto const t = ticket{.operation_ = v.operation_,
                          .household_ = v.household_,
                          .trip_ = v.trip_,
                          .number_ = *number,
                          .persons_ = v.persons_,
                          .version_ = v.version_,
                          .issued_ = v.issued_,
                          .expires_ = v.expires_};
    EXPECT_EQ(v.text_, sign_ticket(key, t));
    auto const read = read_ticket(v.text_);
    ASSERT_TRUE(read.has_value()) << read.error().sentence_;
    EXPECT_EQ(t, read->ticket_);
    EXPECT_TRUE(is_signed_by(*read, public_half(key)));
    EXPECT_THAT(read->signed_, testing::StartsWith("leeward ticket 1\n"));
    EXPECT_EQ(v.payload_, to_hex(std::vector<std::uint8_t>{read->signed_.begin() + 17, read->signed_.end()}));
    auto const word = code_word_of(key, v.operation_, v.household_);
    EXPECT_EQ(v.code_word_ru_, to_string(word, language::kRu));
    EXPECT_EQ(v.code_word_en_, to_string(word, language::kEn));
  }
}

TEST(ticket, fits_a_qr_code_that_an_old_camera_reads) {
  EXPECT_EQ(49, draw_qr(sign_ticket(kSigner, made_ticket())).modules_);  // version 8
  auto without = made_ticket();
  without.trip_.reset();
  EXPECT_EQ(45, draw_qr(sign_ticket(kSigner, without)).modules_);  // version 7
}

bool passes(std::string const& text) {
  auto const read = read_ticket(text);
  return read.has_value() && is_signed_by(*read, public_half(kSigner));
}

TEST(ticket, is_refused_with_any_byte_changed) {
  auto const text = sign_ticket(kSigner, made_ticket());
  auto const bytes = from_base45(std::string_view{text}.substr(4));
  ASSERT_TRUE(bytes.has_value());
  ASSERT_EQ(130U, bytes->size());
  ASSERT_TRUE(passes("LW1:" + to_base45(*bytes)));
  for (auto i = std::size_t{0}; i != bytes->size(); ++i) {
    for (auto const change : {0x01U, 0x02U, 0x04U, 0x08U, 0x10U, 0x20U, 0x40U, 0x80U, 0xFFU}) {
      auto altered = *bytes;
      altered[i] = static_cast<std::uint8_t>(altered[i] ^ change);
      EXPECT_FALSE(passes("LW1:" + to_base45(altered))) << "byte " << i << " with " << change;
    }
  }
}

TEST(ticket, is_refused_with_any_character_changed_missing_or_added) {
  auto const text = sign_ticket(kSigner, made_ticket());
  for (auto i = std::size_t{0}; i != text.size(); ++i) {
    for (auto const c : std::string_view{"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:a\n"}) {
      if (c != text[i]) {
        auto altered = text;
        altered[i] = c;
        EXPECT_FALSE(passes(altered)) << "character " << i << " is " << c;
      }
    }
    EXPECT_FALSE(passes(text.substr(0, i)));
    EXPECT_FALSE(passes(text.substr(0, i) + text.substr(i + 1)));
    EXPECT_FALSE(passes(text.substr(0, i) + "0" + text.substr(i)));
  }
  EXPECT_FALSE(passes(text + "0"));
  EXPECT_FALSE(passes(text + "000"));
}

// Signed, but by something that does not keep to the format.
std::string signed_payload(std::string payload) {
  auto const s = sign(kSigner, "leeward ticket 1\n" + payload);
  payload.append(s.begin(), s.end());
  return "LW1:" + to_base45(std::vector<std::uint8_t>{payload.begin(), payload.end()});
}

TEST(ticket, is_refused_when_a_field_is_impossible_whoever_signed_it) {
  auto const read = read_ticket(sign_ticket(kSigner, made_ticket()));
  ASSERT_TRUE(read.has_value());
  auto const payload = read->signed_.substr(17);
  ASSERT_EQ(66U, payload.size());
  EXPECT_TRUE(read_ticket(signed_payload(payload)).has_value());
  auto const refused_with = [&](std::size_t const at, std::string_view const bytes) {
    auto altered = payload;
    altered.replace(at, bytes.size(), bytes);
    return !read_ticket(signed_payload(altered)).has_value();
  };
  EXPECT_TRUE(refused_with(0, "\x02"));                                    // an unknown flag
  EXPECT_TRUE(refused_with(0, std::string_view{"\0", 1}));                 // 16 bytes too many
  EXPECT_TRUE(refused_with(49, std::string_view{"\0\0\0\0", 4}));          // number 0
  EXPECT_TRUE(refused_with(49, "\x7F"));                                   // more than 9,999,999
  EXPECT_TRUE(refused_with(53, std::string_view{"\0", 1}));                // nobody
  EXPECT_TRUE(refused_with(62, std::string_view{payload}.substr(58, 4)));  // expires when issued
  EXPECT_FALSE(refused_with(53, "\xFF"));                                  // 255 persons
}

TEST(ticket, is_refused_with_what_to_do) {
  EXPECT_THAT(read_ticket("https://example.org").error().sentence_, HasSubstr("does not begin with LW1:"));
  EXPECT_THAT(read_ticket("LW2:ABC").error().sentence_, HasSubstr("a later version of the program"));
  EXPECT_THAT(read_ticket("LW1:ABC").error().sentence_, HasSubstr("characters are missing or wrong"));
  EXPECT_THAT(read_ticket(std::string(257, 'A')).error().sentence_, HasSubstr("257 characters"));
  EXPECT_THAT(read_ticket("").error().sentence_, HasSubstr("ask for the number and the code word"));
}

}  // namespace
}  // namespace leeward::tickets
