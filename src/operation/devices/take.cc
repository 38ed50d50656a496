#include "operation/devices/take.h"

#include <iterator>
#include <string>
#include <utility>
#include <variant>

#include <fmt/format.h>

#include "base/must_have.h"
#include "operation/cases/open.h"
#include "operation/custody/in_field.h"
#include "operation/devices/awaited_edits.h"
#include "operation/devices/edits.h"
#include "operation/devices/fields.h"
#include "operation/devices/leases.h"
#include "operation/devices/log.h"
#include "operation/devices/promise.h"
#include "operation/devices/scope.h"
#include "operation/households/rules.h"
#include "operation/known.h"

namespace leeward::operation::devices {

namespace {

constexpr auto const kAside = kEdits + 128;  // the number of a case, behind those of edits

// The trip or the reception centre that an operation is about.
struct subject {
  std::optional<trip_id> trip_;
  std::optional<centre_id> centre_;
};

template <typename What>
subject subject_of(What const&) {
  return {};
}
subject subject_of(custody::board const& w) { return {w.trip_, {}}; }
subject subject_of(trips::change_phase const& w) { return {w.trip_, {}}; }
subject subject_of(trips::depart const& w) { return {w.trip_, {}}; }
subject subject_of(trips::arrive const& w) { return {w.trip_, {}}; }
subject subject_of(custody::check_in const& w) { return {{}, w.centre_}; }
subject subject_of(custody::give_bed const& w) { return {{}, w.centre_}; }
subject subject_of(custody::set_presence const& w) { return {{}, w.centre_}; }
subject subject_of(custody::check_out const& w) { return {{}, w.centre_}; }
subject subject_of(ask_for<custody::sighted> const& w) { return {{}, w.what_.centre_}; }

template <typename Fact>
concept is_fact = requires(operation::state const& s, Fact const& f, context const& now) {
  custody::in_field(s, f, instant{}, fact_id{}, now);
};

template <is_fact Fact>
decision effect(coming const& c, Fact const& what) {
  auto const about = subject_of(what);
  return (about.trip_ ? may_speak_of(c, *about.trip_) : check{})
      .and_then([&] { return about.centre_ ? may_speak_of(c, *about.centre_) : check{}; })
      .and_then([&] { return custody::in_field(c.s_, what, c.happened_, fact_of(c.from_), c.now_); });
}

decision effect(coming const& c, ask_for<households::registered> const& what) {
  return households::decide(c.s_, what, c.now_);
}
decision effect(coming const& c, ask_for<households::needs_changed> const& what) {
  return edit_in_field(c, what.what_);
}
decision effect(coming const& c, ask_for<households::boarding_changed> const& what) {
  return edit_in_field(c, what.what_);
}
decision effect(coming const& c, ask_for<households::person_described> const& what) {
  return edit_in_field(c, what.what_);
}
decision effect(coming const& c, give_leased_seats const& what) { return give_seats(c, what); }

template <typename Other>
decision effect(coming const&, Other const&) {
  return refuse(refusal_code::kNotAllowed, fmt::format("\"{}\" is not for a field device.", Other::kName), "type",
                "what is done at a point, on a trip or in a reception centre; the rest at a desk");
}

template <typename Fn>
auto visit_kind(operation::command const& c, Fn const& fn) {
  return std::visit([&](auto const& topic) { return std::visit(fn, topic); }, c);
}

std::optional<household_id> registers(std::optional<operation::command> const& what) {
  auto const* const topic = what ? std::get_if<households::command>(&*what) : nullptr;
  auto const* const asked = topic == nullptr ? nullptr : std::get_if<ask_for<households::registered>>(topic);
  return asked == nullptr ? std::nullopt : std::optional{asked->what_.household_};
}

// On the desk of who has to do with that trip, or with that centre.
cases::opened open_aside(coming const& c, std::optional<operation::command> const& what, refusal const& why) {
  auto named = what ? visit_kind(*what, [](auto const& w) { return subject_of(w); }) : subject{};
  auto const& scope = c.device_.scope_;
  if (named.trip_ && !c.s_.trips_.trips_.has(*named.trip_)) {
    named.trip_.reset();
  }
  if (named.centre_ && !c.s_.centres_.centres_.has(*named.centre_)) {
    named.centre_.reset();
  }
  if (!named.trip_ && !named.centre_) {
    named.trip_ = scope.trips_.empty() ? std::nullopt : std::optional{scope.trips_.front()};
    named.centre_ = named.trip_ ? std::nullopt : scope.centre_;
  }
  auto about = cases::about{};
  about.trip_ = named.trip_;
  about.centre_ = named.centre_;
  auto opened = cases::open(c.now_, kAside, cases::kind::kSetAside, std::move(about),
                            fmt::format("Operation {} of the device {} had no effect: {}", c.from_.seq_,
                                        to_string(c.device_.id_), why.sentence_));
  opened.owner_ = named.trip_ ? cases::owner::kDispatcher : cases::owner::kCentreClerk;
  return opened;
}

decision effect_of(coming const& c, reading const& r, std::optional<operation::command> const& what,
                   std::optional<refusal> const& unreadable) {
  if (r.why_not_) {
    return tl::unexpected{*r.why_not_};
  }
  if (!what) {
    return tl::unexpected{must_have(unreadable, "an operation without a command is one that could not be read")};
  }
  return visit_kind(*what, [&](auto const& w) { return effect(c, w); });
}

}  // namespace

decision take(operation::state const& s, arrival const& from, std::optional<operation::command> const& what,
              std::optional<refusal> const& unreadable, context const& now) {
  return known(s.devices_.devices_, from.device_, "a device", "device").and_then([&](device_row const row) -> decision {
    auto const& d = s.devices_.devices_.at(row);
    if (!d.enrolled_) {
      return refuse(refusal_code::kWrongState, "This device has no keys yet: nothing can be from it.", "device",
                    "a device that was enrolled");
    }
    auto const r = read_log(d, from, now.now_);
    auto const c = coming{.s_ = s, .device_ = d, .from_ = from, .happened_ = r.happened_, .now_ = now};
    auto const effects = effect_of(c, r, what, unreadable);
    auto all = events{taken{.device_ = from.device_,
                            .seq_ = from.seq_,
                            .op_ = from.op_,
                            .prev_ = from.prev_,
                            .hash_ = from.hash_,
                            .happened_ = r.happened_,
                            .clock_off_ = r.clock_off_,
                            .follows_ = r.follows_,
                            .registered_ = effects ? registers(what) : std::nullopt}};
    if (effects) {
      all.insert(all.end(), effects->begin(), effects->end());
      end_leases_of_trips(s, all);
      return all;
    }
    auto const opened = open_aside(c, what, effects.error());
    all.emplace_back(set_aside{.device_ = from.device_,
                               .seq_ = from.seq_,
                               .op_ = from.op_,
                               .case_ = opened.case_,
                               .why_ = effects.error(),
                               .type_ = from.type_,
                               .payload_ = from.payload_});
    all.emplace_back(opened);
    if (what && !r.why_not_) {
      if (auto waits = awaited_edit(c, *what, opened.case_)) {
        all.emplace_back(*std::move(waits));
      }
    }
    return all;
  });
}

std::optional<refusal> why_set_aside(operation::events const& all) {
  for (auto const& e : all) {
    auto const* const topic = std::get_if<event>(&e);
    auto const* const aside = topic == nullptr ? nullptr : std::get_if<set_aside>(topic);
    if (aside != nullptr) {
      return aside->why_;
    }
  }
  return std::nullopt;
}

}  // namespace leeward::operation::devices
