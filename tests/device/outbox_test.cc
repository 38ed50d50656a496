#include "device/outbox.h"

#include <filesystem>
#include <string>
#include <unistd.h>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/crypto/hex.h"
#include "base/file.h"
#include "device/made_device.h"

namespace leeward::device {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

struct outbox_test : testing::Test {
  outbox_test() { fs::create_directories(folder_); }
  ~outbox_test() override { fs::remove_all(folder_); }

  outbox opened() {
    auto box = outbox::open(folder_, me_);
    EXPECT_TRUE(box.has_value()) << box.error().sentence_;
    return std::move(*box);
  }

  // Done, from the n-th to the m-th.
  static void fill(outbox& box, std::uint64_t const n, std::uint64_t const m) {
    for (auto i = n; i <= m; ++i) {
      auto const seq = box.add(made_envelope(i));
      ASSERT_TRUE(seq.has_value()) << seq.error().sentence_;
      EXPECT_EQ(i, *seq);
    }
  }

  std::string content() const { return *read_file(file_, outbox::kMostFileBytes); }
  void set_content(std::string const& text) const { ASSERT_TRUE(write_atomically(file_, text).has_value()); }

  identity me_{made_device()};
  fs::path folder_{fs::temp_directory_path() / fmt::format("leeward-outbox-{}", ::getpid())};
  fs::path file_{folder_ / "outbox"};
};

TEST_F(outbox_test, sends_everything_once_in_its_order_signed) {
  auto box = opened();
  EXPECT_FALSE(box.next());
  fill(box, 1, 250);
  auto expected = std::uint64_t{1};
  auto end = chain_start(me_.chain_, me_.operation_, me_.device_);
  for (auto const size : {100U, 100U, 50U}) {
    auto const b = box.next();
    ASSERT_TRUE(b);
    EXPECT_EQ(size, b->ops_.size());
    EXPECT_EQ(b, box.next());  // until it is acknowledged
    EXPECT_EQ(to_hex(end), b->ops_.front().prev_);
    auto const hashes = verify(*b, public_half(me_.signs_), me_.chain_);
    ASSERT_TRUE(hashes.has_value()) << hashes.error().sentence_;
    end = hashes->back();
    for (auto const& e : b->ops_) {
      EXPECT_EQ(expected++, e.seq_);
    }
    ASSERT_TRUE(box.acknowledged(b->ops_.back().seq_).has_value());
  }
  EXPECT_FALSE(box.next());
  EXPECT_EQ(0U, box.waiting());
  EXPECT_EQ(250U, box.last());
}

TEST_F(outbox_test, has_everything_again_after_it_is_opened_again) {
  auto before = std::optional<batch>{};
  {
    auto box = opened();
    fill(box, 1, 30);
    ASSERT_TRUE(box.acknowledged(12).has_value());
    before = box.next();
  }
  auto box = opened();
  EXPECT_EQ(before, box.next());
  EXPECT_EQ(18U, box.waiting());
  EXPECT_EQ(30U, box.last());
  EXPECT_EQ(made_envelope(13).t_device_, box.oldest());
  EXPECT_EQ(0U, box.cut_bytes_);
  fill(box, 31, 31);
}

TEST_F(outbox_test, goes_on_where_it_was_when_everything_was_sent_and_tidied) {
  {
    auto box = opened();
    fill(box, 1, 3);
    auto large = made_envelope(4);
    large.payload_ = std::string(kMostPayloadBytes, 'x');
    for (auto i = 4U; i != 44; ++i) {
      large.op_ = uuid_of_name(std::to_string(i));
      ASSERT_EQ(i, *box.add(large));
    }
    EXPECT_LT(outbox::kBytesBeforeTidying, content().size());
    ASSERT_TRUE(box.acknowledged(42).has_value());
    EXPECT_GT(outbox::kBytesBeforeTidying, content().size());
    EXPECT_EQ(43U, box.next()->ops_.front().seq_);
    ASSERT_TRUE(box.acknowledged(43).has_value());
    fill(box, 44, 44);
  }
  auto box = opened();
  EXPECT_EQ(44U, box.last());
  EXPECT_TRUE(verify(*box.next(), public_half(me_.signs_), me_.chain_).has_value());
}

TEST_F(outbox_test, a_line_that_a_power_cut_tore_is_cut_and_nothing_before_it) {
  {
    auto box = opened();
    fill(box, 1, 2);
  }
  auto const whole = content();
  auto const last_line = whole.rfind('\n', whole.size() - 2) + 1;
  for (auto n = last_line; n < whole.size(); n += n + 80 < whole.size() ? 37U : 5U) {
    set_content(whole.substr(0, n));
    auto box = opened();
    EXPECT_EQ(1U, box.last());
    EXPECT_EQ(n - last_line, box.cut_bytes_);
    EXPECT_EQ(whole.substr(0, last_line), content());
    fill(box, 2, 2);
    EXPECT_EQ(whole, content());
  }
}

TEST_F(outbox_test, a_last_line_with_a_sector_of_nothing_is_cut) {
  {
    auto box = opened();
    fill(box, 1, 2);
  }
  auto torn = content();
  torn.replace(torn.size() - 100, 50, std::string(50, '\0'));
  set_content(torn);
  EXPECT_EQ(1U, opened().last());
}

TEST_F(outbox_test, any_other_change_is_refused_and_the_file_stays_as_it_is) {
  {
    auto box = opened();
    fill(box, 1, 3);
  }
  auto const whole = content();
  auto const last_line = whole.rfind('\n', whole.size() - 2) + 1;
  for (auto i = std::size_t{0}; i != last_line - 1; ++i) {  // the last line's own beginning is torn with it
    auto changed = whole;
    changed[i] = static_cast<char>(changed[i] ^ 1);
    set_content(changed);
    auto const box = outbox::open(folder_, me_);
    ASSERT_FALSE(box.has_value()) << i;
    EXPECT_THAT(box.error().sentence_, HasSubstr("was not written by this device"));
    EXPECT_EQ(changed, content());
  }
}

TEST_F(outbox_test, belongs_to_one_device_and_one_program) {
  {
    auto box = opened();
    fill(box, 1, 1);
    EXPECT_THAT(outbox::open(folder_, me_).error().sentence_, HasSubstr("another program is at work"));
  }
  auto other = me_;
  other.device_ = {uuid_of_name("phone 8")};
  EXPECT_FALSE(outbox::open(folder_, other).has_value());
  other = me_;
  other.operation_ = {uuid_of_name("another")};
  EXPECT_FALSE(outbox::open(folder_, other).has_value());
  EXPECT_FALSE(outbox::open(folder_ / "nowhere", me_).has_value());
}

TEST_F(outbox_test, the_same_twice_is_the_same_and_something_else_is_refused) {
  auto box = opened();
  fill(box, 1, 2);
  EXPECT_EQ(1U, *box.add(made_envelope(1)));
  EXPECT_EQ(2U, box.last());
  auto other = made_envelope(1);
  other.payload_ = "{}";
  EXPECT_EQ("op", box.add(other).error().field_);
  EXPECT_EQ(2U, box.waiting());
}

TEST_F(outbox_test, refuses_what_could_not_be_sent) {
  auto box = opened();
  auto e = made_envelope(1);
  e.payload_ = std::string(kMostPayloadBytes + 1, 'x');
  EXPECT_EQ("payload", box.add(e).error().field_);
  e = made_envelope(1);
  e.actor_ = "\xFF";
  EXPECT_THAT(box.add(e).error().sentence_, HasSubstr("UTF-8"));
  e = made_envelope(1);
  e.payload_ = std::string(kMostPayloadBytes, '\x01');  // six bytes each, written as JSON
  for (auto i = 0; i != 64; ++i) {
    e.base_[std::string(180, '\x01') + std::to_string(i)] = 1;
  }
  EXPECT_EQ(error_kind::kTooLarge, box.add(e).error().kind_);
  EXPECT_EQ(0U, box.last());
  EXPECT_EQ("seq", box.acknowledged(1).error().field_);
}

TEST_F(outbox_test, large_operations_go_in_batches_that_can_be_read) {
  auto box = opened();
  for (auto i = 0; i != 20; ++i) {
    auto e = made_envelope(static_cast<std::uint64_t>(i));
    e.payload_ = std::string(kMostPayloadBytes, '"');  // two bytes each
    ASSERT_TRUE(box.add(e).has_value());
  }
  auto taken = std::size_t{0};
  while (auto const b = box.next()) {
    EXPECT_EQ(b, decode_batch(encode(*b), "batch").value());
    taken += b->ops_.size();
    ASSERT_TRUE(box.acknowledged(b->ops_.back().seq_).has_value());
  }
  EXPECT_EQ(20U, taken);
}

TEST_F(outbox_test, one_alone_is_signed_alone) {
  auto box = opened();
  fill(box, 1, 5);
  ASSERT_TRUE(box.acknowledged(2).has_value());
  EXPECT_FALSE(box.alone(2));
  EXPECT_FALSE(box.alone(6));
  auto const b = box.alone(4);
  ASSERT_TRUE(b);
  ASSERT_EQ(1U, b->ops_.size());
  EXPECT_EQ(made_envelope(4).op_, b->ops_[0].op_);
  EXPECT_TRUE(verify(*b, public_half(me_.signs_), me_.chain_).has_value());
}

TEST_F(outbox_test, says_so_when_too_many_wait) {
  auto box = outbox::open(folder_, me_, 3);
  ASSERT_TRUE(box.has_value());
  fill(*box, 1, 3);
  EXPECT_EQ(error_kind::kTooLarge, box->add(made_envelope(4)).error().kind_);
  EXPECT_EQ(3U, box->last());
  ASSERT_TRUE(box->acknowledged(1).has_value());
  EXPECT_EQ(4U, *box->add(made_envelope(4)));
}

}  // namespace
}  // namespace leeward::device
