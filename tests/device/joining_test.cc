#include "device/joining.h"

#include <filesystem>
#include <string>
#include <unistd.h>
#include <utility>
#include <vector>

#include <boost/describe.hpp>
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/crypto/hex.h"
#include "base/file.h"
#include "base/json/decode.h"
#include "device/acknowledgement.h"
#include "device/invitation.h"
#include "device/made_device.h"

namespace leeward::device {

// Made by another program, from docs/formats/envelope.md alone.
struct joining_vectors {
  std::string device_seed_;
  std::string server_seed_;
  std::string server_key_;
  std::string chain_key_;
  instant now_;
  instant until_;
  std::string invitation_;
  std::string joining_;
  std::vector<std::string> acknowledgements_;
};
BOOST_DESCRIBE_STRUCT(joining_vectors, (),
                      (device_seed_, server_seed_, server_key_, chain_key_, now_, until_, invitation_, joining_,
                       acknowledgements_))

namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

joining_vectors read_vectors() {
  auto const file = std::string{LEEWARD_SOURCE_DIR "/tests/device/joining_vectors.json"};
  auto const all = read_file(file, json::kMaxBytes).and_then([&](std::string const& text) {
    return json::decode<joining_vectors>(text, file);
  });
  EXPECT_TRUE(all.has_value()) << all.error().sentence_;
  return *all;
}

signing_key key_of(std::string const& hex) {
  auto k = signing_key{};
  EXPECT_TRUE(from_hex(hex, k.seed_));
  return k;
}

TEST(invitation, is_what_another_program_makes_of_its_description) {
  auto const v = read_vectors();
  auto const i = read_invitation(v.invitation_);
  ASSERT_TRUE(i.has_value()) << i.error().sentence_;
  EXPECT_EQ(kOperation, i->operation_);
  EXPECT_EQ(v.chain_key_, to_hex(i->chain_.bytes_));
  EXPECT_EQ(v.server_key_, to_string(i->server_));
  EXPECT_EQ(v.now_, i->now_);
  EXPECT_EQ(v.until_, i->until_);
  EXPECT_EQ(v.invitation_, to_text(*i));
}

TEST(invitation, is_refused_unless_it_is_one) {
  auto const text = read_vectors().invitation_;
  for (auto const& wrong : {std::string{}, std::string{"LWD1:"}, text.substr(0, text.size() - 3), text + "000",
                            "LW1:" + text.substr(5), "LWD2:" + text.substr(5)}) {
    auto const i = read_invitation(wrong);
    ASSERT_FALSE(i.has_value()) << wrong;
    EXPECT_THAT(i.error().sentence_, HasSubstr("no invitation"));
  }
}

TEST(joining, is_what_another_program_makes_of_its_description) {
  auto const v = read_vectors();
  auto const i = read_invitation(v.invitation_);
  auto const me = accept(*i, key_of(v.device_seed_), i->now_);
  ASSERT_TRUE(me.has_value()) << me.error().sentence_;
  EXPECT_EQ(v.joining_ + "\n", encode(to_join(*me)));
  auto const key = decode_joining(v.joining_, "here").and_then([&](joining const& j) { return verify(j, i->chain_); });
  ASSERT_TRUE(key.has_value()) << key.error().sentence_;
  EXPECT_EQ(public_half(key_of(v.device_seed_)), *key);
}

TEST(joining, needs_an_invitation_that_is_still_good) {
  auto const i = *read_invitation(read_vectors().invitation_);
  EXPECT_TRUE(accept(i, {}, i.until_ - seconds{1}).has_value());
  auto const late = accept(i, {}, i.until_);
  ASSERT_FALSE(late.has_value());
  EXPECT_THAT(late.error().sentence_, HasSubstr("2024-01-05T11:00:00Z"));
}

TEST(joining, is_refused_with_any_field_changed) {
  auto const v = read_vectors();
  auto const good = *decode_joining(v.joining_, "here");
  auto const chain = read_invitation(v.invitation_)->chain_;
  auto const refuses = [&](char const* const field, auto const& change) {
    auto j = good;
    change(j);
    auto const key = verify(j, chain);
    ASSERT_FALSE(key.has_value()) << field;
    EXPECT_EQ(field, key.error().field_);
    EXPECT_THAT(key.error().sentence_, HasSubstr(field));
  };
  refuses("proof", [](joining& j) { j.device_ = {uuid_of_name("another")}; });
  refuses("proof", [](joining& j) { j.operation_ = {uuid_of_name("another")}; });
  refuses("proof", [](joining& j) { j.public_key_ = to_string(public_half({{9}})); });
  refuses("public_key", [](joining& j) { j.public_key_.pop_back(); });
  refuses("proof", [](joining& j) { j.proof_.front() = j.proof_.front() == '0' ? '1' : '0'; });
  refuses("signature", [](joining& j) { j.signature_.front() = j.signature_.front() == '0' ? '1' : '0'; });
  EXPECT_EQ(error_kind::kTooLarge, decode_joining(std::string(kMostJoiningBytes + 1, ' '), "here").error().kind_);
}

TEST(acknowledgement, is_what_another_program_makes_of_its_description) {
  auto const v = read_vectors();
  ASSERT_EQ(2U, v.acknowledgements_.size());
  for (auto const& text : v.acknowledgements_) {
    auto a = decode_acknowledgement(text, "here");
    ASSERT_TRUE(a.has_value()) << a.error().sentence_;
    EXPECT_EQ(text + "\n", encode(*a));
    auto const signed_there = std::exchange(a->signature_, {});
    sign(key_of(v.server_seed_), *a);
    EXPECT_EQ(signed_there, a->signature_);
  }
}

struct acknowledged : testing::Test {
  acknowledged() {
    fs::create_directories(folder_);
    for (auto i = std::uint64_t{1}; i <= 3; ++i) {
      EXPECT_TRUE(box_.add(made_envelope(i)).has_value());
    }
  }
  ~acknowledged() override { fs::remove_all(folder_); }

  acknowledgement up_to(std::uint64_t const seq) const {
    auto a = acknowledgement{.operation_ = kOperation,
                             .device_ = made_device().device_,
                             .up_to_ = seq,
                             .hash_ = to_hex(*box_.hash_at(seq)),
                             .server_time_ = {1'704'445'260},
                             .set_aside_ = {},
                             .signature_ = {}};
    sign(kServerOfTests, a);
    return a;
  }

  fs::path folder_{fs::temp_directory_path() / fmt::format("leeward-acknowledged-{}", ::getpid())};
  outbox box_{[&] {
    fs::create_directories(folder_);
    return *outbox::open(folder_, made_device());
  }()};
};

TEST_F(acknowledged, operations_leave_the_outbox_and_an_older_answer_changes_nothing) {
  auto const first = up_to(1);
  ASSERT_TRUE(take(box_, up_to(2)).has_value());
  EXPECT_EQ(1U, box_.waiting());
  ASSERT_TRUE(take(box_, first).has_value());
  EXPECT_EQ(2U, box_.acknowledged());
  ASSERT_TRUE(take(box_, up_to(3)).has_value());
  EXPECT_EQ(0U, box_.waiting());
}

TEST_F(acknowledged, nothing_is_let_go_for_an_answer_that_is_not_the_operations) {
  auto const refuses = [&](char const* const field, acknowledgement const& a) {
    auto const taken = take(box_, a);
    ASSERT_FALSE(taken.has_value()) << field;
    EXPECT_EQ(field, taken.error().field_);
    EXPECT_EQ(3U, box_.waiting());
  };
  auto other = up_to(2);
  other.device_ = {uuid_of_name("another")};
  refuses("device", other);
  auto forged = up_to(2);
  sign({{5}}, forged);
  refuses("signature", forged);
  auto altered = up_to(2);
  altered.up_to_ = 3;
  refuses("signature", altered);
  auto of_a_copy = up_to(2);
  of_a_copy.hash_ = to_hex(*box_.hash_at(1));
  sign(kServerOfTests, of_a_copy);
  refuses("hash", of_a_copy);
}

}  // namespace
}  // namespace leeward::device
