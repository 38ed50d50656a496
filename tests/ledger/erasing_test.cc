#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "ledger/at_work.h"
#include "vault/erasures.h"

// What is kept of subjects with the events of a command, and how they are erased.
namespace leeward::ledger {
namespace {

using namespace leeward::operation;
using testing::Contains;
using testing::HasSubstr;

struct erasing_test : with_sequencer {
  static operation::command erases(uuid const& subject) {
    return operations::command{ask_for<operations::subject_erased>{{subject, "asked for it"}}};
  }

  static request with_record(request r, uuid const& subject) {
    r.subjects_.push_back({.subject_ = subject, .version_ = 1, .bytes_ = "sealed", .tokens_ = {}, .new_key_ = "key"});
    return r;
  }

  std::vector<uuid> registered() const {
    return vault::read_register(now_->keys_.folder_).value_or(std::vector<uuid>{});
  }
};

TEST_F(erasing_test, takes_records_and_key_along_and_is_in_the_register) {
  begin();
  must(with_record(asks("1", registers("a", 1)), uuid{1, 1}));
  ASSERT_EQ(1U, store_.keys_.size());
  must(asks("2", erases(uuid{1, 1})));
  EXPECT_TRUE(store_.keys_.empty());
  EXPECT_TRUE(store_.subjects_.empty());
  EXPECT_THAT(registered(), Contains(uuid{1, 1}));
  EXPECT_THAT(sentence(with_record(asks("3", registers("b", 1)), uuid{1, 1})), HasSubstr("was erased"));
}

TEST_F(erasing_test, is_in_the_register_before_it_is_kept) {
  begin();
  must(with_record(asks("1", registers("a", 1)), uuid{1, 2}));
  store_.is_full_ = true;
  EXPECT_EQ(outcome::kNotKept, now_->ask(asks("2", erases(uuid{1, 2})))->outcome_);
  EXPECT_THAT(registered(), Contains(uuid{1, 2}));
}

TEST_F(erasing_test, is_refused_alone_when_the_register_cannot_be_written) {
  begin();
  now_->keys_.folder_ = "/proc";
  auto erased = std::optional<answer>{};
  auto other = std::optional<answer>{};
  now_->sequencer_->post(asks("1", erases(uuid{1, 3})), [&](answer const& a) { erased = a; });
  now_->sequencer_->post(asks("2", registers("a", 1)), [&](answer const& a) { other = a; });
  ASSERT_TRUE(now_->work());
  ASSERT_TRUE(erased && other);
  EXPECT_EQ(outcome::kNotKept, erased->outcome_);
  EXPECT_THAT(erased->refusal_->sentence_, HasSubstr("/proc/erased.register: is missing"));
  EXPECT_EQ(outcome::kDone, other->outcome_);
  now_->keys_.folder_ = keys_of_tests::get().folder_;
  EXPECT_EQ(outcome::kDone, must(asks("1", erases(uuid{1, 3}))).outcome_);
}

TEST_F(erasing_test, a_repeat_is_known_by_what_is_said_and_not_by_its_version) {
  begin();
  auto const say = [&](std::string const& op, std::uint32_t const version, std::uint8_t const what) {
    auto r = asks(op, households::command{ask_for<households::person_described>{
                          {named<person_id>("there already/1"), version, {households::detail::kPhone}}}});
    r.content_ = content_hash{what};
    return r;
  };
  auto const first = must(say("1", 1, 7));
  must(say("2", 2, 8));
  EXPECT_EQ(first, *now_->ask(say("1", 3, 7)));
  EXPECT_EQ(4U, new_events());  // an edit, and what it makes, of each
  EXPECT_THAT(sentence(say("1", 1, 9)), HasSubstr("was used before, for something else"));
}

}  // namespace
}  // namespace leeward::ledger
