#include "device/envelope.h"

#include <functional>
#include <string>
#include <vector>

#include <boost/describe.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/crypto/hex.h"
#include "base/file.h"
#include "base/json/decode.h"
#include "device/made_device.h"

namespace leeward::device {

// Made by another program, from docs/formats/envelope.md alone.
struct good_vector {
  std::string name_;
  std::string seed_;
  std::string public_key_;
  std::string chain_key_;
  std::string chain_start_;
  std::vector<std::string> hashes_;
  std::string text_;
};
BOOST_DESCRIBE_STRUCT(good_vector, (), (name_, seed_, public_key_, chain_key_, chain_start_, hashes_, text_))

// The second of the good ones with a change.
struct refused_vector {
  std::string name_;
  std::string field_;
  std::string text_;
};
BOOST_DESCRIBE_STRUCT(refused_vector, (), (name_, field_, text_))

struct vectors_file {
  std::vector<good_vector> good_;
  std::vector<refused_vector> refused_;
};
BOOST_DESCRIBE_STRUCT(vectors_file, (), (good_, refused_))

namespace {

using testing::HasSubstr;

vectors_file read_vectors() {
  auto const file = std::string{LEEWARD_SOURCE_DIR} + "/tests/device/vectors.json";
  auto const all = read_file(file, json::kMaxBytes).and_then([&](std::string const& text) {
    return json::decode<vectors_file>(text, file);
  });
  EXPECT_TRUE(all.has_value()) << all.error().sentence_;
  return *all;
}

TEST(envelope, is_what_another_program_makes_of_its_description) {
  auto const all = read_vectors().good_;
  ASSERT_EQ(3U, all.size());
  for (auto const& v : all) {
    auto key = signing_key{};
    auto chain = chain_key{};
    ASSERT_TRUE(from_hex(v.seed_, key.seed_));
    ASSERT_TRUE(from_hex(v.chain_key_, chain.bytes_));
    EXPECT_EQ(v.public_key_, to_hex(public_half(key).bytes_));
    auto b = decode_batch(v.text_, v.name_);
    ASSERT_TRUE(b.has_value()) << b.error().sentence_;
    EXPECT_EQ(v.text_ + "\n", encode(*b));
    EXPECT_EQ(v.chain_start_, to_hex(chain_start(chain, b->operation_, b->device_)));
    auto const hashes = verify(*b, public_half(key), chain);
    ASSERT_TRUE(hashes.has_value()) << v.name_ << ": " << hashes.error().sentence_;
    ASSERT_EQ(v.hashes_.size(), hashes->size());
    for (auto i = std::size_t{0}; i != hashes->size(); ++i) {
      EXPECT_EQ(v.hashes_[i], to_hex((*hashes)[i])) << v.name_;
    }
    auto const signed_there = b->signature_;
    sign(key, chain, *b);
    EXPECT_EQ(signed_there, b->signature_) << v.name_;
  }
}

TEST(envelope, is_refused_with_a_change_in_any_field_and_says_where) {
  auto const all = read_vectors();
  auto key = public_key{};
  auto chain = chain_key{};
  ASSERT_TRUE(from_hex(all.good_[1].public_key_, key.bytes_));
  ASSERT_TRUE(from_hex(all.good_[1].chain_key_, chain.bytes_));
  EXPECT_LT(20U, all.refused_.size());
  for (auto const& v : all.refused_) {
    auto const verified = decode_batch(v.text_, "here").and_then([&](batch const& b) { return verify(b, key, chain); });
    ASSERT_FALSE(verified.has_value()) << v.name_;
    EXPECT_EQ(v.field_, verified.error().field_) << v.name_;
    EXPECT_THAT(verified.error().sentence_, HasSubstr(v.field_ + ": ")) << v.name_;
  }
}

TEST(envelope, is_refused_with_any_byte_of_its_document_changed) {
  auto const v = read_vectors().good_[0];
  auto key = public_key{};
  auto chain = chain_key{};
  ASSERT_TRUE(from_hex(v.public_key_, key.bytes_));
  ASSERT_TRUE(from_hex(v.chain_key_, chain.bytes_));
  auto const whole = *decode_batch(v.text_, "whole");
  auto passed = std::size_t{0};
  for (auto i = std::size_t{0}; i != v.text_.size(); ++i) {
    for (auto const change : {'\x01', '\x10', '\x20'}) {
      auto text = v.text_;
      text[i] = static_cast<char>(text[i] ^ change);
      auto const b = decode_batch(text, "changed");
      auto const passes = b.has_value() && verify(*b, key, chain).has_value();
      passed += passes ? 1 : 0;
      EXPECT_TRUE(!passes || *b == whole) << "byte " << i << ": " << text;
    }
  }
  EXPECT_LT(passed, 600U);  // a digit of an id in capitals says the same
}

TEST(envelope, of_one_device_does_not_pass_for_another) {
  auto const me = made_device();
  auto b = batch{.operation_ = me.operation_, .device_ = me.device_, .ops_ = {made_envelope(1)}, .signature_ = {}};
  b.ops_[0].seq_ = 1;
  b.ops_[0].prev_ = to_hex(chain_start(me.chain_, me.operation_, me.device_));
  sign(me.signs_, me.chain_, b);
  EXPECT_TRUE(verify(b, public_half(me.signs_), me.chain_).has_value());
  EXPECT_EQ("signature", verify(b, public_half({{7}}), me.chain_).error().field_);
  EXPECT_EQ("signature", verify(b, public_half(me.signs_), {{7}}).error().field_);
}

std::string field_of(std::function<void(envelope&)> const& change) {
  auto e = made_envelope(1);
  e.seq_ = 1;
  e.prev_ = std::string(64, '0');
  EXPECT_TRUE(is_sound(e).has_value());
  change(e);
  auto const good = is_sound(e);
  return good ? "" : good.error().field_;
}

TEST(envelope, has_a_limit_to_each_field) {
  EXPECT_EQ("op", field_of([](envelope& e) { e.op_ = {}; }));
  EXPECT_EQ("seq", field_of([](envelope& e) { e.seq_ = 0; }));
  EXPECT_EQ("seq", field_of([](envelope& e) { e.seq_ = kLastSeq + 1; }));
  EXPECT_EQ("", field_of([](envelope& e) { e.seq_ = kLastSeq; }));
  EXPECT_EQ("prev", field_of([](envelope& e) { e.prev_ = std::string(64, 'A'); }));
  EXPECT_EQ("actor", field_of([](envelope& e) { e.actor_ = std::string(kMostWordBytes + 1, 'x'); }));
  EXPECT_EQ("type", field_of([](envelope& e) { e.type_ = std::string(kMostWordBytes + 1, 'x'); }));
  EXPECT_EQ("payload", field_of([](envelope& e) { e.payload_ = std::string(kMostPayloadBytes + 1, 'x'); }));
  EXPECT_EQ("", field_of([](envelope& e) { e.payload_ = std::string(kMostPayloadBytes, 'x'); }));
  EXPECT_EQ("base", field_of([](envelope& e) { e.base_[std::string(kMostWordBytes + 1, 'x')] = 1; }));
  EXPECT_EQ("base", field_of([](envelope& e) {
              for (auto i = std::size_t{0}; i != kMostBaseFields + 1; ++i) {
                e.base_[std::to_string(i)] = 1;
              }
            }));
  auto const many = batch{.operation_ = kOperation,
                          .device_ = made_device().device_,
                          .ops_ = std::vector<envelope>(kMostInABatch + 1, made_envelope(1)),
                          .signature_ = {}};
  EXPECT_EQ("ops", decode_batch(encode(many), "here").error().field_);
  EXPECT_EQ(error_kind::kTooLarge, decode_batch(std::string(kMostBatchBytes + 1, ' '), "here").error().kind_);
}

}  // namespace
}  // namespace leeward::device
