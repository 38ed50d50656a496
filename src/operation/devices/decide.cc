#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "operation/devices/rules.h"
#include "operation/known.h"
#include "operation/trips/fits.h"
#include "operation/word.h"

// What people at a desk decide about devices.
namespace leeward::operation::devices {

namespace {

constexpr auto const kKeyDigits = std::size_t{64};

check is_scope(operation::state const& s, scope const& what) {
  if (what.trips_.empty() && !what.centre_) {
    return refuse(refusal_code::kInvalid, "A device is for trips, for a reception centre, or for both.", "scope",
                  "at least one trip, or a reception centre");
  }
  if (what.trips_.size() > kMostTripsInScope) {
    return refuse(refusal_code::kInvalid, fmt::format("{} trips are too many for one device.", what.trips_.size()),
                  "scope.trips", fmt::format("at most {}", kMostTripsInScope));
  }
  for (auto i = std::size_t{0}; i != what.trips_.size(); ++i) {
    auto const field = fmt::format("scope.trips[{}]", i);
    if (auto const t = known(s.trips_.trips_, what.trips_[i], "a trip", field); !t) {
      return tl::unexpected{t.error()};
    }
    auto const before = what.trips_.begin() + static_cast<std::ptrdiff_t>(i);
    if (std::find(what.trips_.begin(), before, what.trips_[i]) != before) {
      return refuse(refusal_code::kTaken, "The same trip is listed twice.", field, "each trip once");
    }
  }
  return what.centre_ ? known(s.centres_.centres_, *what.centre_, "a reception centre", "scope.centre").map([](auto) {})
                      : check{};
}

check is_key(std::string const& key) {
  auto const is_digit = [](char const c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); };
  if (key.size() == kKeyDigits && std::ranges::all_of(key, is_digit)) {
    return {};
  }
  return refuse(refusal_code::kInvalid, "This is not a public key.", "public_key",
                fmt::format("{} digits from 0 to 9 and a to f", kKeyDigits));
}

tl::expected<device_row, refusal> not_revoked(operation::state const& s, device_id const& id) {
  return known(s.devices_.devices_, id, "a device", "device")
      .and_then([&](device_row const row) -> tl::expected<device_row, refusal> {
        if (auto const& since = s.devices_.devices_.at(row).revoked_) {
          return refuse(refusal_code::kWrongState, fmt::format("This device was revoked at {}.", to_string(*since)),
                        "device", "a device that is in use; or invite this one anew, under another number");
        }
        return row;
      });
}

void end_leases(operation::state const& s, device const& d, lease_end const why, events& all) {
  for (auto const row : d.leases_) {
    all.emplace_back(lease_ended{s.devices_.leases_.at(row).id_, why});
  }
}

}  // namespace

decision decide(operation::state const& s, ask_for<invited> const& c, context const& now) {
  auto const& what = c.what_;
  if (s.devices_.devices_.size() == kMostDevices) {
    return refuse(refusal_code::kFull, fmt::format("This operation has {} devices already.", kMostDevices), "device",
                  "a device that was invited before");
  }
  if (what.holder_.empty()) {
    return refuse(refusal_code::kInvalid, "Say who holds the device.", "holder", "a subject");
  }
  if (what.until_ <= now.now_) {
    return refuse(refusal_code::kInvalid, "The invitation would be over already.", "until",
                  "a time after now, " + to_string(now.now_));
  }
  return is_new(s.devices_.devices_, what.device_, "a device", "device")
      .and_then([&] { return is_short_enough(what.holder_, kMostName, "holder"); })
      .and_then([&] { return is_scope(s, what.scope_); })
      .map([&] { return events{what}; });
}

decision decide(operation::state const& s, ask_for<enrolled> const& c, context const& now) {
  auto const& what = c.what_;
  return not_revoked(s, what.device_).and_then([&](device_row const row) -> decision {
    auto const& d = s.devices_.devices_.at(row);
    if (d.enrolled_) {
      return refuse(refusal_code::kWrongState,
                    fmt::format("This device has had its keys since {}.", to_string(*d.enrolled_)), "device",
                    "a device that was invited and has no keys yet");
    }
    if (d.invited_until_ <= now.now_) {
      return refuse(refusal_code::kWrongState,
                    fmt::format("The invitation was good until {}.", to_string(d.invited_until_)), "device",
                    "a new invitation, under another number");
    }
    return is_key(what.public_key_).and_then([&]() -> decision {
      if (std::ranges::find(s.devices_.devices_.all(), what.public_key_, &device::public_key_) !=
          s.devices_.devices_.all().end()) {
        return refuse(refusal_code::kTaken, "This key is another device's.", "public_key",
                      "a key that this device made itself");
      }
      return events{what};
    });
  });
}

decision decide(operation::state const& s, ask_for<scope_changed> const& c, context const&) {
  auto const& what = c.what_;
  return not_revoked(s, what.device_).and_then([&](device_row const row) {
    return is_scope(s, what.scope_).map([&] {
      auto const& d = s.devices_.devices_.at(row);
      auto all = events{};
      if (d.scope_ == what.scope_) {
        return all;
      }
      all.emplace_back(what);
      for (auto const l : d.leases_) {
        auto const& lease = s.devices_.leases_.at(l);
        auto const& trip = s.trips_.trips_.at(lease.trip_).id_;
        if (std::ranges::find(what.scope_.trips_, trip) == what.scope_.trips_.end()) {
          all.emplace_back(lease_ended{lease.id_, lease_end::kReturned});
        }
      }
      return all;
    });
  });
}

decision decide(operation::state const& s, ask_for<revoked> const& c, context const&) {
  auto const& what = c.what_;
  if (what.reason_.empty() || what.by_.empty()) {
    return refuse(refusal_code::kInvalid, "Say why the device is revoked, and who decides it.",
                  what.reason_.empty() ? "reason" : "by", "a reason, and a member of staff");
  }
  return is_short_enough(what.reason_, kMostText, "reason")
      .and_then([&] { return is_short_enough(what.by_, kMostName, "by"); })
      .and_then([&] { return not_revoked(s, what.device_); })
      .map([&](device_row const row) {
        auto all = events{what};
        end_leases(s, s.devices_.devices_.at(row), lease_end::kRevoked, all);
        return all;
      });
}

namespace {

check is_amount(space const& seats, beds const& in_centre) {
  if (seats.seats_ < 0 || seats.bays_ < 0 || seats.lying_ < 0 || seats.oxygen_ < 0 || seats == space{}) {
    return refuse(refusal_code::kInvalid, "A lease is of at least one place, and of none fewer than none.", "space",
                  "places of the trip, from 0");
  }
  if (in_centre.below_zero()) {
    return refuse(refusal_code::kInvalid, "Beds cannot be fewer than none.", "beds", "beds, from 0");
  }
  return {};
}

check is_before_departure(trips::trip const& t, instant const until, instant const now) {
  if (t.phase_ >= trips::phase::kUnderWay) {
    return refuse(refusal_code::kWrongState, fmt::format("The trip is {}.", word(t.phase_)), "trip",
                  "a trip that has not left");
  }
  if (t.to_.is_none()) {
    return refuse(refusal_code::kWrongState, "The trip does not end at a reception centre.", "trip", "a trip to one");
  }
  if (until <= now || until > t.departs_) {
    return refuse(
        refusal_code::kInvalid, fmt::format("The lease cannot end at {}.", to_string(until)), "until",
        fmt::format("a time after now, {}, and until the trip departs, {}", to_string(now), to_string(t.departs_)));
  }
  return {};
}

check as_of(std::string_view const field, check c) {
  return c.map_error([&](refusal r) {
    r.field_ = field;
    return r;
  });
}

check are_free(operation::state const& s, trips::trip const& t, seats_leased const& what) {
  return as_of("space", trips::vehicle_serves(s, t.vehicle_, trips::given_away(t), what.space_, {})).and_then([&] {
    return trips::centre_serves(s, t.to_, what.beds_, {}, "beds");
  });
}

}  // namespace

decision decide(operation::state const& s, ask_for<seats_leased> const& c, context const& now) {
  auto const& what = c.what_;
  return is_new(s.devices_.leases_, what.lease_, "a lease", "lease")
      .and_then([&] { return not_revoked(s, what.device_); })
      .and_then([&](device_row const row) -> decision {
        auto const& d = s.devices_.devices_.at(row);
        if (!d.enrolled_) {
          return refuse(refusal_code::kWrongState, "This device has no keys yet.", "device", "a device that has");
        }
        auto const trip = known(s.trips_.trips_, what.trip_, "a trip", "trip");
        if (!trip) {
          return tl::unexpected{trip.error()};
        }
        if (std::ranges::find(d.scope_.trips_, what.trip_) == d.scope_.trips_.end()) {
          return refuse(refusal_code::kNotAllowed, "This device is not for that trip.", "trip",
                        "a trip that the device is for");
        }
        auto const& t = s.trips_.trips_.at(*trip);
        return is_amount(what.space_, what.beds_)
            .and_then([&] { return is_before_departure(t, what.until_, now.now_); })
            .and_then([&] { return are_free(s, t, what); })
            .map([&] { return events{what}; });
      });
}

decision decide(operation::state const& s, end_lease const& c, context const&) {
  return known(s.devices_.leases_, c.lease_, "a lease", "lease").map([&](lease_row const row) {
    return s.devices_.leases_.at(row).ended_ ? events{} : events{lease_ended{c.lease_, lease_end::kReturned}};
  });
}

decision decide(operation::state const&, give_leased_seats const&, context const&) {
  return refuse(refusal_code::kNotAllowed, "Leased seats are given by the device that has the lease, by nobody else.",
                "lease", "an operation of that device; or end the lease and commit a trip");
}

}  // namespace leeward::operation::devices
