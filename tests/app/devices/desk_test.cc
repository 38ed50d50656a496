#include "app/devices/desk.h"

#include <algorithm>
#include <cstddef>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/devices/enrolment.h"
#include "app/registry/people_folder.h"
#include "base/crypto/hex.h"
#include "device/joining.h"
#include "ledger/codec.h"
#include "operation/people.h"
#include "operation/running.h"

// Field devices with a real outbox, and a folder with its people.
namespace leeward::app {

namespace {

using namespace operation;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

auto const kTrip = named<trip_id>("trip");

struct with_devices : people_folder {
  with_devices() {
    auto r = begun();
    for (auto i = std::size_t{0}; i != r.asked_.size(); ++i) {
      auto const done = people_->ask({asks(fmt::format("begin {}", i), r.asked_[i]), {}});
      EXPECT_TRUE(done.has_value());
    }
    must(household("a", {{.name_ = "Щербакова Анна", .birth_year_ = 1956}, {.name_ = "Щербаков Сергей"}}));
    must({asks("trip", trips::command{trip_of(r, "trip", {"a"})}), {}});
  }
  ~with_devices() override {
    box_.reset();
    std::filesystem::remove_all(root_ / "phone");
  }

  ledger::keys const& keys() const { return folder_->keys_; }

  device::invitation invite(std::string_view const name, std::vector<trip_id> trips = {kTrip},
                            std::optional<centre_id> centre = named<centre_id>("hall")) {
    auto i = invite_device(*caller_, keys(),
                           {.device_ = named<device_id>(name),
                            .scope_ = {std::move(trips), centre},
                            .holder_ = "steward 7",
                            .until_ = now_ + seconds{3600}},
                           {uuid_of_name(fmt::format("invite {}", name)), "dispatcher"}, now_);
    EXPECT_TRUE(i.has_value()) << (i ? "" : i.error().sentence_);
    return i.value_or(device::invitation{});
  }

  // A device as it is made of its QR code.
  void join() {
    auto const i = device::read_invitation(to_text(invite("phone")));
    ASSERT_TRUE(i.has_value()) << i.error().sentence_;
    self_ = *device::accept(*i, {{1, 2, 3}}, now_);
    auto const welcome = enrol_device(*caller_, keys(), encode(device::to_join(self_)), now_);
    ASSERT_TRUE(welcome.has_value()) << welcome.error().sentence_;
    std::filesystem::create_directories(root_ / "phone");
    box_ = std::make_unique<device::outbox>(*device::outbox::open(root_ / "phone", self_));
    ASSERT_TRUE(device::take(*box_, *welcome).has_value());
  }

  void does(std::string_view const type, std::string payload) {
    auto const seq = box_->add({.op_ = uuid_of_name(fmt::format("op {}", ++done_)),
                                .seq_ = 0,
                                .prev_ = {},
                                .actor_ = "steward 7",
                                .centre_ = {},
                                .type_ = std::string{type},
                                .payload_ = std::move(payload),
                                .base_ = {},
                                .t_device_ = now_,
                                .t_mono_since_sync_ = seconds{0},
                                .last_server_time_ = now_});
    ASSERT_TRUE(seq.has_value()) << seq.error().sentence_;
  }

  void boards(std::vector<std::string_view> names) {
    does("board", ledger::encode_command(command{custody::command{custody::board{kTrip, people(std::move(names))}}}));
  }

  // The same text to the server, as often as one likes.
  result<device::acknowledgement> send(std::string const& text) {
    return take_batch(*caller_, *people_, keys(), text, now_);
  }

  device::acknowledgement sync() {
    auto const a = send(encode(*box_->next()));
    EXPECT_TRUE(a.has_value()) << (a ? "" : a.error().sentence_);
    EXPECT_TRUE(device::take(*box_, *a).has_value());
    return *a;
  }

  std::uint64_t events() const {
    auto n = std::uint64_t{0};
    people_->see([&](state const& s, ledger::head const&) { n = s.events_; });
    return n;
  }

  place where(std::string_view const name) const {
    auto p = place{};
    people_->see([&](state const& s, ledger::head const&) {
      p = place_of(s, s.households_.persons_.row_of(named<person_id>(name)));
    });
    return p;
  }

  std::string refuses(std::string const& text) {
    auto const before = events();
    auto const a = send(text);
    EXPECT_FALSE(a.has_value());
    EXPECT_EQ(before, events());
    return a ? "" : a.error().sentence_;
  }

  device::identity self_{};
  std::unique_ptr<device::outbox> box_;
  int done_{0};
};

std::string describes(std::string_view const who, std::string_view const words) {
  return fmt::format(R"({{"describe_person":{{"person":"{}","what":{}}}}})", to_string(uuid_of_name(who)), words);
}

TEST_F(with_devices, what_they_do_is_kept_once_acknowledged_and_leaves_the_outbox) {
  join();
  boards({"a/1"});
  boards({"a/2"});
  auto const text = encode(*box_->next());
  auto const first = send(text);
  ASSERT_TRUE(first.has_value()) << first.error().sentence_;
  EXPECT_EQ(2U, first->up_to_);
  EXPECT_EQ(place::kBoarded, where("a/1"));
  auto const before = events();
  EXPECT_EQ(*first, *send(text));  // the answer was lost
  EXPECT_EQ(before, events());
  ASSERT_TRUE(device::take(*box_, *first).has_value());
  EXPECT_EQ(0U, box_->waiting());
  open();  // the server starts again
  EXPECT_EQ(place::kBoarded, where("a/2"));
  EXPECT_EQ(*first, *send(text));
}

TEST_F(with_devices, words_go_to_the_vault_and_in_no_event) {
  join();
  does("describe_person", describes("a/1", R"({"name":"Щербакова Ганна","phone":"8 915 555-01-47"})"));
  EXPECT_THAT(sync().set_aside_, IsEmpty());
  EXPECT_THAT(find({.phone_ = "+7 915 555 01 47"}), ElementsAre(person("a/1")));
  auto const read = folder_->store_->read(ledger::kOperationStream, 1, 10'000, [&](ledger::record const& r) {
    EXPECT_EQ(std::string::npos, r.event_.find("Ганна"));
    EXPECT_EQ(std::string::npos, r.event_.find("5550147"));
    return true;
  });
  EXPECT_TRUE(read.has_value());
}

TEST_F(with_devices, what_cannot_be_read_is_set_aside_and_its_words_are_an_appeal) {
  join();
  does("board", R"({"board@9":{"who":"Кузнецов Пётр"}})");
  does("describe_person", describes("nobody", R"({"name":"Сидорова Вера"})"));
  does("settle_case", R"({"settle_case":{"case":"018cd7a1-0c00-7000-8000-000000000001","how":"x","by":"me"}})");
  boards({"a/1"});
  auto const text = encode(*box_->next());
  auto const a = sync();
  EXPECT_EQ(4U, a.up_to_);
  ASSERT_THAT(a.set_aside_, SizeIs(3));
  EXPECT_EQ(1U, a.set_aside_[0].seq_);
  EXPECT_EQ(a, *send(text));
  EXPECT_EQ(place::kBoarded, where("a/1"));
  EXPECT_THAT(cases(cases::kind::kSetAside), SizeIs(3));
  for (auto const n : {1, 2}) {
    auto const appeal = derived(uuid_of_name(fmt::format("op {}", n)), 1);
    EXPECT_TRUE(folder_->store_->subject(appeal, 1)->has_value()) << n;
  }
  EXPECT_THAT(find({.name_ = "Сидорова Вера"}), IsEmpty());  // it was said of nobody whom we know
}

TEST_F(with_devices, only_the_first_that_answers_an_invitation_is_the_device) {
  auto const i = invite("phone");
  auto const joins = [&](signing_key const& k, device::invitation const& with) {
    return enrol_device(*caller_, keys(), encode(device::to_join(*device::accept(with, k, now_))), now_);
  };
  auto const first = joins({{1}}, i);
  ASSERT_TRUE(first.has_value()) << first.error().sentence_;
  EXPECT_EQ(*first, *joins({{1}}, i));
  EXPECT_FALSE(joins({{2}}, i).has_value());
  auto guessed = invite("tablet");
  guessed.chain_.bytes_[0] ^= 1U;
  EXPECT_EQ("proof", joins({{1}}, guessed).error().field_);
  auto elsewhere = invite("watch");
  elsewhere.operation_ = named<operation_id>("another");
  EXPECT_EQ("operation", joins({{1}}, elsewhere).error().field_);
  auto never = i;
  never.device_ = named<device_id>("never");
  EXPECT_EQ(error_kind::kNotFound, joins({{1}}, never).error().kind_);
  auto late = invite("late");
  now_ = now_ + seconds{7200};
  EXPECT_FALSE(enrol_device(*caller_, keys(), encode(device::to_join(*device::accept(late, {{1}}, late.now_))), now_));
}

TEST_F(with_devices, batches_that_are_not_a_devices_own_are_refused_whole) {
  join();
  boards({"a/1"});
  auto const b = *box_->next();
  auto unknown = b;
  unknown.device_ = named<device_id>("stranger");
  EXPECT_THAT(refuses(encode(unknown)), HasSubstr("not enrolled"));
  auto elsewhere = b;
  elsewhere.operation_ = named<operation_id>("another");
  EXPECT_THAT(refuses(encode(elsewhere)), HasSubstr("another operation"));
  auto altered = b;
  altered.ops_[0].actor_ = "somebody else";
  EXPECT_THAT(refuses(encode(altered)), HasSubstr("signature"));
  EXPECT_THAT(refuses("{}"), HasSubstr("operation"));
  EXPECT_EQ(1U, sync().up_to_);
}

TEST_F(with_devices, are_told_whom_they_will_meet_by_number_and_code_word) {
  join();
  auto const made = brief_device(*caller_, keys(), self_.device_, now_);
  ASSERT_TRUE(made.has_value()) << made.error().sentence_;
  auto const b = device::decode_briefing(encode(*made), "briefing", self_);
  ASSERT_TRUE(b.has_value()) << b.error().sentence_;
  ASSERT_THAT(b->trips_, SizeIs(1));
  ASSERT_THAT(b->trips_[0].promised_, SizeIs(1));
  auto const& h = b->trips_[0].promised_[0];
  EXPECT_EQ(named<household_id>("a"), h.household_);
  EXPECT_THAT(h.persons_, SizeIs(2));
  EXPECT_EQ("0000-0013", h.number_);
  EXPECT_NE("", h.code_word_en_);
  ASSERT_TRUE(b->centre_.has_value());
  EXPECT_THAT(b->centre_->expected_, SizeIs(1));
  EXPECT_EQ(std::string::npos, encode(*made).find("Щербакова"));
}

// A copy of a ticket on another bus: neither steward could know.
TEST_F(with_devices, that_let_the_same_people_board_twice_are_found_out_when_both_were_heard) {
  join();
  must(household("b", {{.name_ = "Кузнецов Пётр"}}));
  auto r = begun();
  auto second = on_bus("2", trip_of(r, "trip 2", {"b"}));
  must({asks("trip 2", trips::command{second}), {}});
  auto const i = invite("phone 2", {second.trip_}, std::nullopt);
  auto const other = *device::accept(i, {{7}}, now_);
  ASSERT_TRUE(enrol_device(*caller_, keys(), encode(device::to_join(other)), now_).has_value());
  auto b = device::batch{.operation_ = other.operation_, .device_ = other.device_, .ops_ = {}, .signature_ = {}};
  b.ops_.push_back({.op_ = uuid_of_name("copy"),
                    .seq_ = 1,
                    .prev_ = to_hex(device::chain_start(other.chain_, other.operation_, other.device_)),
                    .actor_ = "steward 8",
                    .centre_ = {},
                    .type_ = "board",
                    .payload_ = ledger::encode_command(
                        command{custody::command{custody::board{second.trip_, people({"a/1", "a/2"})}}}),
                    .base_ = {},
                    .t_device_ = now_,
                    .t_mono_since_sync_ = seconds{0},
                    .last_server_time_ = now_});
  sign(other.signs_, other.chain_, b);
  ASSERT_TRUE(send(encode(b)).has_value());
  EXPECT_THAT(cases(cases::kind::kTwoPlaces), IsEmpty());
  boards({"a/1", "a/2"});
  EXPECT_THAT(sync().set_aside_, IsEmpty());
  EXPECT_THAT(cases(cases::kind::kTwoPlaces), SizeIs(2));
}

TEST_F(with_devices, that_are_revoked_are_told_nothing_and_change_nothing) {
  join();
  boards({"a/1"});
  EXPECT_EQ(1U, sync().up_to_);
  must({asks("revoke", devices::command{ask_for<devices::revoked>{{self_.device_, "stolen", "dispatcher"}}}), {}});
  now_ = now_ + seconds{60};
  EXPECT_FALSE(brief_device(*caller_, keys(), self_.device_, now_).has_value());
  boards({"a/2"});
  EXPECT_THAT(sync().set_aside_, SizeIs(1));
  EXPECT_EQ(place::kPromised, where("a/2"));
}

}  // namespace
}  // namespace leeward::app
