#include "simulation/phone.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "base/ensure.h"
#include "ledger/codec.h"
#include "operation/in_words.h"

namespace leeward::simulation {

namespace {

// An answer that took longer says too little about now; so does one to what was sent before.
constexpr auto const kLongestRoundTrip = seconds{60};

class file_on_phone final : public device::outbox_file {
public:
  explicit file_on_phone(phone_memory& m) : memory_{m} {}

  std::string name() const override { return "the phone's memory"; }
  result<std::optional<std::string>> read() override { return memory_.file_; }
  result<void> cut(std::size_t const size) override {
    memory_.file_->resize(size);
    return {};
  }
  result<void> append(std::string_view const text) override {
    auto const torn = std::exchange(memory_.torn_after_, std::nullopt);
    memory_.file_->append(text.substr(0, torn.value_or(text.size())));
    return torn ? result<void>{fail(error_kind::kStorage, "the battery went")} : result<void>{};
  }
  result<void> replace(std::string const& content) override {
    memory_.file_ = content;
    return {};
  }

private:
  phone_memory& memory_;
};

}  // namespace

std::unique_ptr<device::outbox_file> outbox_in(phone_memory& m) { return std::make_unique<file_on_phone>(m); }

phone::phone(device::identity me, operation::devices::scope scope, instant const now, seconds const clock_is_off)
    : me_{std::move(me)},
      scope_{std::move(scope)},
      memory_{std::make_unique<phone_memory>()},
      clock_is_off_{clock_is_off},
      heard_{now},
      heard_at_{now},
      sent_at_{now} {
  open();
}

phone phone::copied(instant const now) const {
  auto p = phone{me_, scope_, now, clock_is_off_};
  *p.memory_ = *memory_;
  p.open();
  p.heard_ = heard_;
  p.heard_at_ = heard_at_;
  p.knows_ = knows_;
  p.is_forked_ = true;
  p.revoked_ = revoked_;
  return p;
}

void phone::open() {
  box_.reset();
  auto opened = device::outbox::open(outbox_in(*memory_), me_);
  ensure(opened.has_value(), "an outbox that this phone wrote can be opened");
  box_.emplace(std::move(*opened));
}

bool phone::add(device::envelope e) {
  auto const op = e.op_;
  noted_.push_back(e.payload_);
  auto added = box_->add(e);
  if (!added && added.error().kind_ == error_kind::kStorage) {
    open();
    added = box_->add(std::move(e));
  }
  if (added) {
    done_.push_back(op);
  }
  return added.has_value();
}

bool phone::note(uuid const& op, operation::command const& c, std::map<std::string, std::uint32_t> base,
                 instant const now, bool const tears, report& r) {
  if (tears) {
    r.fault("torn_outbox");
    memory_->torn_after_ = 40;
  }
  return add({.op_ = op,
              .seq_ = 0,
              .prev_ = {},
              .actor_ = "steward",
              .centre_ = scope_.centre_,
              .type_ = operation::name_of(c),
              .payload_ = ledger::encode_command(c),
              .base_ = std::move(base),
              .t_device_ = now + clock_is_off_,
              .t_mono_since_sync_ = now - heard_at_,
              .last_server_time_ = heard_});
}

bool phone::note_text(uuid const& op, std::string type, std::string payload, instant const now) {
  return add({.op_ = op,
              .seq_ = 0,
              .prev_ = {},
              .actor_ = "steward",
              .centre_ = scope_.centre_,
              .type_ = std::move(type),
              .payload_ = std::move(payload),
              .base_ = {},
              .t_device_ = now + clock_is_off_,
              .t_mono_since_sync_ = now - heard_at_,
              .last_server_time_ = heard_});
}

std::optional<std::string> phone::batch(instant const now) {
  auto const b = box_->next();
  if (!b) {
    return std::nullopt;
  }
  sent_at_ = now;
  ++copies_;
  return device::encode(*b);
}

bool phone::take(device::acknowledgement const& a, instant const now) {
  if (!device::take(*box_, a)) {
    return false;
  }
  acknowledged_ = std::max(acknowledged_, a.up_to_);
  auto const expected = heard_ + (sent_at_ - heard_at_);
  if (now - sent_at_ <= kLongestRoundTrip && a.server_time_ >= expected) {
    heard_ = a.server_time_;
    heard_at_ = now;
  }
  return true;
}

}  // namespace leeward::simulation
