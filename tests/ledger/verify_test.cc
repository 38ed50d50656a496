#include "ledger/verify.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <unistd.h>
#include <utility>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/crypto/hex.h"
#include "ledger/chain.h"
#include "ledger/checkpoint.h"

namespace leeward::ledger {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

constexpr auto const kFolder = uuid{1, 2};

// A log in memory that anything can be done to.
class open_log final : public store {
public:
  explicit open_log(std::size_t const events) {
    end_.chain_ = chain_start(kFolder, kOperationStream);
    for (auto i = std::size_t{0}; i != events; ++i) {
      add("event " + std::to_string(i + 1));
    }
  }

  void add(std::string text) {
    rows_.push_back(next_record(end_, kOperationStream, instant{100}, uuid{7, end_.seq_}, "clerk", std::move(text)));
  }

  record& row(std::uint64_t const seq) { return rows_[seq - 1]; }

  void number_anew() {
    for (auto i = std::size_t{0}; i != rows_.size(); ++i) {
      rows_[i].seq_ = i + 1;
    }
  }

  uuid folder() const override { return kFolder; }
  bool dead() const override { return false; }
  result<head> head_of(stream) override { return end_; }
  result<std::size_t> read(stream, std::uint64_t const from, std::size_t const most,
                           std::function<bool(record const&)> const& each) override {
    auto n = std::size_t{0};
    for (auto const& r : rows_) {
      if (r.seq_ >= from && n != most) {
        ++n;
        each(r);
      }
    }
    return n;
  }

  result<void> append(batch const&) override { return {}; }
  result<void> try_space() override { return {}; }
  result<std::optional<stored_answer>> answer(uuid const&) override { return std::nullopt; }
  result<std::optional<subject_record>> subject(uuid const&, std::uint32_t) override { return std::nullopt; }
  result<std::optional<subject_key>> key_of(uuid const&) override { return std::nullopt; }
  result<std::optional<std::uint64_t>> read_tokens(std::uint64_t, std::size_t,
                                                   std::function<void(subject_record const&)> const&) override {
    return std::nullopt;
  }
  result<std::optional<std::uint64_t>> read_keys(std::uint64_t, std::size_t,
                                                 std::function<void(subject_key const&)> const&) override {
    return std::nullopt;
  }
  result<void> put_snapshot_part(stream, std::uint32_t, std::string_view) override { return {}; }
  result<void> finish_snapshot(snapshot_head const&) override { return {}; }
  result<std::optional<snapshot_head>> newest_snapshot(stream) override { return std::nullopt; }
  result<std::string> snapshot_part(stream, std::uint32_t) override { return std::string{}; }
  result<std::unique_ptr<backup>> begin_backup(std::filesystem::path const&) override {
    return std::unique_ptr<backup>{};
  }
  result<sizes> measure() override { return sizes{}; }

  std::vector<record> rows_;
  head end_;
};

std::vector<finding> findings_of(open_log& l, std::optional<checkpoint> const& outside = std::nullopt) {
  auto const v = verify(l, kOperationStream, outside);
  EXPECT_TRUE(v.has_value());
  return v ? v->findings_ : std::vector<finding>{};
}

checkpoint checkpoint_of(open_log const& l) {
  return sign_checkpoint(signing_key{{1, 2, 3}}, kFolder, kOperationStream, l.end_, instant{1'704'438'000});
}

TEST(verify, finds_nothing_in_a_log_as_it_was_written) {
  for (auto const n : {0U, 1U, 2U, 5'000U}) {
    auto l = open_log{n};
    auto const v = verify(l, kOperationStream, checkpoint_of(l));
    ASSERT_TRUE(v.has_value());
    EXPECT_THAT(v->findings_, ElementsAre()) << n;
    EXPECT_EQ(n, v->events_);
    EXPECT_EQ(to_hex(l.end_.chain_), v->head_);
  }
}

TEST(verify, names_an_event_of_which_any_field_was_altered) {
  auto const changes = std::vector<std::function<void(record&)>>{
      [](record& r) { r.event_[0] ^= 1; }, [](record& r) { r.actor_ += "x"; }, [](record& r) { r.at_.unix_s_ += 1; },
      [](record& r) { r.op_.low_ ^= 1ULL; }, [](record& r) { r.chain_[31] ^= 1; }};
  for (auto i = std::size_t{0}; i != changes.size(); ++i) {
    auto l = open_log{9};
    changes[i](l.row(5));
    auto const found = findings_of(l);
    ASSERT_FALSE(found.empty()) << i;
    EXPECT_EQ(5U, found[0].seq_) << i;
    EXPECT_THAT(found[0].what_, HasSubstr("event 5 was altered")) << i;
  }
}

TEST(verify, names_the_first_and_the_last_event_too) {
  auto first = open_log{3};
  first.row(1).event_ += "x";
  EXPECT_THAT(findings_of(first), ElementsAre(finding{1, "event 1 was altered"}));
  auto last = open_log{3};
  last.row(3).event_ += "x";
  EXPECT_THAT(findings_of(last),
              ElementsAre(finding{3, "event 3 was altered, or event 2 was replaced together with its hash"}));
}

TEST(verify, names_events_that_are_missing) {
  auto one = open_log{9};
  one.rows_.erase(one.rows_.begin() + 3);
  EXPECT_THAT(findings_of(one), ElementsAre(finding{4, "event 4 is missing"}));
  auto several = open_log{9};
  several.rows_.erase(several.rows_.begin(), several.rows_.begin() + 3);
  EXPECT_THAT(findings_of(several), ElementsAre(finding{1, "events 1 to 3 are missing"}));
}

TEST(verify, names_an_event_that_is_missing_although_the_rest_was_numbered_anew) {
  auto l = open_log{9};
  l.rows_.erase(l.rows_.begin() + 3);
  l.number_anew();
  EXPECT_THAT(findings_of(l), ElementsAre(finding{4, "event 4 is missing, and the rest was numbered anew"}));
}

TEST(verify, names_an_event_that_was_put_in) {
  auto l = open_log{9};
  auto extra = l.row(4);
  extra.event_ = "never happened";
  l.rows_.insert(l.rows_.begin() + 4, extra);
  l.number_anew();
  EXPECT_THAT(findings_of(l), ElementsAre(finding{5, "event 5 was put in"}));
}

TEST(verify, names_events_that_were_put_in_at_the_end) {
  auto l = open_log{3};
  auto const end = l.end_;
  l.add("never happened");
  l.end_ = end;
  EXPECT_THAT(findings_of(l), ElementsAre(finding{4, "event 4 is not known to the note of the log's end: put in"}));
}

TEST(verify, names_two_events_that_changed_places) {
  for (auto const with_hash : {false, true}) {
    for (auto const other : {4U, 8U}) {
      auto l = open_log{9};
      std::swap(l.row(3), l.row(other));
      std::swap(l.row(3).seq_, l.row(other).seq_);
      if (!with_hash) {
        std::swap(l.row(3).chain_, l.row(other).chain_);
      }
      auto const what = "events 3 and " + std::to_string(other) + " changed places";
      EXPECT_THAT(findings_of(l), ElementsAre(finding{3, what})) << with_hash;
    }
  }
}

TEST(verify, names_what_was_cut_off) {
  auto l = open_log{9};
  l.rows_.resize(6);
  EXPECT_THAT(findings_of(l), ElementsAre(finding{7, "events 7 to 9 are missing: the log was cut off"}));
}

TEST(verify, finds_a_chain_that_was_made_anew_only_with_a_checkpoint) {
  auto const before = checkpoint_of(open_log{9});
  auto l = open_log{2};
  l.add("another past");
  for (auto i = 0; i != 6; ++i) {
    l.add("event");
  }
  EXPECT_THAT(findings_of(l), ElementsAre());
  auto const found = findings_of(l, before);
  ASSERT_EQ(1U, found.size());
  EXPECT_EQ(9U, found[0].seq_);
  EXPECT_THAT(found[0].what_, HasSubstr("event 9 has another hash than the checkpoint of 2024-01-05T07:00:00Z says"));
}

TEST(verify, finds_a_log_that_is_shorter_than_the_checkpoint) {
  auto const before = checkpoint_of(open_log{9});
  auto l = open_log{6};
  EXPECT_THAT(findings_of(l, before),
              ElementsAre(finding{7,
                                  "events 7 to 9 are missing: the checkpoint of 2024-01-05T07:00:00Z has seen 9 "
                                  "events"}));
}

TEST(verify, refuses_the_checkpoint_of_another_folder) {
  auto l = open_log{3};
  auto c = checkpoint_of(l);
  c.folder_ = uuid{3, 4};
  auto const v = verify(l, kOperationStream, c);
  ASSERT_FALSE(v.has_value());
  EXPECT_EQ("checkpoint", v.error().field_);
}

TEST(checkpoint, is_read_as_it_was_written_and_refused_when_changed) {
  auto const l = open_log{3};
  auto const text = encode(checkpoint_of(l));
  auto const read = decode_checkpoint(text, "kept.json");
  ASSERT_TRUE(read.has_value()) << read.error().sentence_;
  EXPECT_EQ(text, encode(*read));
  auto changed = text;
  changed.replace(changed.find("\"seq\": 3"), 8, "\"seq\": 2");
  auto const refused = decode_checkpoint(changed, "kept.json");
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ("kept.json: signature: does not fit; the checkpoint was changed after it was signed",
            refused.error().sentence_);
}

}  // namespace
}  // namespace leeward::ledger
