#include "app/live/device_errands.h"

#include <utility>
#include <variant>
#include <vector>

#include "app/devices/desk.h"
#include "app/devices/enrolment.h"
#include "ledger/codec.h"
#include "operation/devices/commands.h"

namespace leeward::app {

using namespace operation;

namespace {

bool tell_device(each_line const& tell, told_of_devices told) { return tell({.devices_ = std::move(told)}); }

result<void> run_ask(about_devices const& what, each_line const& tell, registry& r) {
  if (!what.op_) {
    return invalid("op: is missing; say under which number it is asked", "op");
  }
  return ledger::decode_command(what.text_, "command")
      .and_then([&](command c) { return r.ask({{.op_ = *what.op_, .actor_ = what.by_, .what_ = std::move(c)}, {}}); })
      .map([&](ledger::answer a) { tell_device(tell, {.answer_ = std::move(a)}); });
}

result<void> run_invite(about_devices const& what, at_hand const& at, each_line const& tell, registry& r) {
  auto const c = ledger::decode_command(what.text_, "command");
  if (!c) {
    return tl::unexpected{c.error()};
  }
  auto const* const topic = std::get_if<devices::command>(&*c);
  auto const* const invites = topic == nullptr ? nullptr : std::get_if<ask_for<devices::invited>>(topic);
  if (invites == nullptr) {
    return invalid("command: is not invite_device", "command");
  }
  auto const& i = invites->what_;
  return invite_device(r.kept_by(), at.keys_, i, {derived(i.device_.v_, 1), what.by_}, at.clock_())
      .map([&](device::invitation const& made) {
        tell_device(tell, {.invitation_ = invitation_made{i.device_, i.until_, to_text(made)}});
      });
}

result<void> tell_all(each_line const& tell, registry const& r) {
  auto all = std::vector<device_line>{};
  r.see([&](state const& s, ledger::head const&) {
    for (auto const& d : s.devices_.devices_.all()) {
      all.push_back({.device_ = d.id_,
                     .holder_ = d.holder_,
                     .scope_ = d.scope_,
                     .enrolled_ = d.enrolled_,
                     .revoked_ = d.revoked_,
                     .last_ = d.last_,
                     .last_happened_ = d.last_ == 0 ? std::nullopt : std::optional{d.happened_},
                     .missing_ = devices::missing_of(d),
                     .set_aside_ = d.set_aside_,
                     .leases_ = d.leases_.size()});
    }
  });
  for (auto& d : all) {
    if (!tell_device(tell, {.device_ = std::move(d)})) {
      break;
    }
  }
  return {};
}

result<void> acknowledged(each_line const& tell, result<device::acknowledgement> const& a) {
  return a.map([&](device::acknowledgement const& of) { tell_device(tell, {.acknowledgement_ = of}); });
}

}  // namespace

result<void> run_device_errand(errand const& e, at_hand const& at, each_line const& tell) {
  auto const what = e.devices_.value_or(about_devices{});
  return at.with_people_([&](registry& r) -> result<void> {
    switch (e.what_) {
      case errand_kind::kAsk: return run_ask(what, tell, r);
      case errand_kind::kInviteDevice: return run_invite(what, at, tell, r);
      case errand_kind::kEnrolDevice:
        return acknowledged(tell, enrol_device(r.kept_by(), at.keys_, what.text_, at.clock_()));
      case errand_kind::kTakeBatch:
        return acknowledged(tell, take_batch(r.kept_by(), r, at.keys_, what.text_, at.clock_()));
      case errand_kind::kBriefDevice:
        return brief_device(r.kept_by(), at.keys_, what.device_.value_or(device_id{}), at.clock_())
            .map([&](device::briefing b) { tell_device(tell, {.briefing_ = std::move(b)}); });
      case errand_kind::kDevices: return tell_all(tell, r);
      default: return {};
    }
  });
}

}  // namespace leeward::app
