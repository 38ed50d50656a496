#include <algorithm>
#include <iterator>
#include <utility>
#include <vector>

#include "operation/devices/fields.h"
#include "operation/devices/rules.h"

namespace leeward::operation::devices {

void apply(operation::state& s, instant, invited const& e) {
  s.devices_.devices_.add({.id_ = e.device_, .scope_ = e.scope_, .holder_ = e.holder_, .invited_until_ = e.until_});
}

void apply(operation::state& s, instant const at, enrolled const& e) {
  auto& d = s.devices_.devices_.at(e.device_);
  d.enrolled_ = at;
  d.happened_ = at;
  d.public_key_ = e.public_key_;
}

void apply(operation::state& s, instant, scope_changed const& e) {
  s.devices_.devices_.at(e.device_).scope_ = e.scope_;
}

void apply(operation::state& s, instant const at, revoked const& e) { s.devices_.devices_.at(e.device_).revoked_ = at; }

namespace {

void count_off(operation::state& s, lease const& l, space const& seats, beds const& in_centre) {
  s.trips_.trips_.at(l.trip_).leased_ -= seats;
  s.centres_.centres_.at(l.centre_).leased_ -= in_centre;
}

}  // namespace

void apply(operation::state& s, instant, seats_leased const& e) {
  auto& d = s.devices_;
  auto const device = d.devices_.row_of(e.device_);
  auto const trip = s.trips_.trips_.row_of(e.trip_);
  auto const centre = s.trips_.trips_.at(trip).to_;
  auto const row = d.leases_.add({.id_ = e.lease_,
                                  .device_ = device,
                                  .trip_ = trip,
                                  .centre_ = centre,
                                  .space_ = e.space_,
                                  .beds_ = e.beds_,
                                  .until_ = e.until_});
  d.devices_.at(device).leases_.push_back(row);
  d.by_end_.emplace(e.until_, row);
  d.of_trips_[trip].push_back(row);
  s.trips_.trips_.at(trip).leased_ += e.space_;
  s.centres_.centres_.at(centre).leased_ += e.beds_;
}

// One that has ended counts nowhere any more.
void apply(operation::state& s, instant, lease_used const& e) {
  auto& l = s.devices_.leases_.at(e.lease_);
  l.space_ -= e.space_;
  l.beds_ -= e.beds_;
  if (!l.ended_) {
    count_off(s, l, e.space_, e.beds_);
  }
}

void apply(operation::state& s, instant, lease_ended const& e) {
  auto& d = s.devices_;
  auto const row = d.leases_.row_of(e.lease_);
  auto& l = d.leases_.at(row);
  l.ended_ = e.why_;
  d.by_end_.erase({l.until_, row});
  std::erase(d.devices_.at(l.device_).leases_, row);
  auto const of_trip = d.of_trips_.find(l.trip_);
  std::erase(of_trip->second, row);
  if (of_trip->second.empty()) {
    d.of_trips_.erase(of_trip);
  }
  count_off(s, l, l.space_, l.beds_);
}

namespace {

// The next of the log, or one behind a gap.
void go_on(device& d, taken const& e) {
  if (e.seq_ > d.last_ + 1) {
    if (d.missing_.size() == device::kMostGaps) {
      d.given_up_ += d.missing_.front().last_ - d.missing_.front().first_ + 1;
      d.missing_.erase(d.missing_.begin());
    }
    d.missing_.push_back({.first_ = d.last_ + 1,
                          .last_ = e.seq_ - 1,
                          .before_ = d.hash_,
                          .after_ = e.prev_,
                          .from_ = d.happened_,
                          .until_ = e.happened_});
  }
  d.last_ = e.seq_;
  d.hash_ = e.hash_;
  d.happened_ = e.happened_;
}

// One that was missing: what lay before and behind it in its gap may be missing still.
void fill(device& d, taken const& e) {
  auto const at =
      std::ranges::find_if(d.missing_, [&](gap const& g) { return g.first_ <= e.seq_ && e.seq_ <= g.last_; });
  auto before = *at;
  auto behind = *at;
  before.last_ = e.seq_ - 1;
  before.after_ = e.prev_;
  before.until_ = e.happened_;
  behind.first_ = e.seq_ + 1;
  behind.before_ = e.hash_;
  behind.from_ = e.happened_;
  auto next = d.missing_.erase(at);
  for (auto const& g : {behind, before}) {
    if (g.first_ <= g.last_) {
      next = d.missing_.insert(next, g);
    }
  }
}

}  // namespace

void apply(operation::state& s, instant, taken const& e) {
  auto& d = s.devices_.devices_.at(e.device_);
  if (!e.follows_) {
    return;
  }
  ++d.taken_;
  if (e.seq_ > d.last_) {
    go_on(d, e);
  } else {
    fill(d, e);
  }
  if (e.registered_) {
    d.registered_.insert(*e.registered_);
  }
}

void apply(operation::state& s, instant, set_aside const& e) { ++s.devices_.devices_.at(e.device_).set_aside_; }

void apply(operation::state& s, instant, edit_awaited const& e) {
  s.devices_.awaited_.emplace(std::pair{s.devices_.devices_.row_of(e.device_), e.seq_}, e);
}

void apply(operation::state& s, instant, edit_found const& e) {
  auto const device = s.devices_.devices_.row_of(e.device_);
  s.devices_.awaited_.erase({device, e.seq_});
  if (e.counts_) {
    --s.devices_.devices_.at(device).set_aside_;
  }
}

void apply(operation::state& s, instant, edited const& e) {
  for (auto const& f : e.fields_) {
    auto after = history_after(s, e, f);
    after.case_ = f.case_ ? f.case_ : after.case_;
    s.devices_.fields_[{e.person_ ? e.person_->v_ : e.household_->v_, f.field_}] = std::move(after);
  }
}

void apply(operation::state& s, instant, promise_questioned const& e) {
  s.devices_.questioned_[s.households_.households_.row_of(e.household_)] = e.case_;
}

void follow(operation::state& s, trips::diverted const& e) {
  auto const of_trip = s.devices_.of_trips_.find(s.trips_.trips_.row_of(e.trip_));
  if (of_trip == s.devices_.of_trips_.end()) {
    return;
  }
  auto const to = s.centres_.centres_.row_of(e.to_);
  for (auto const row : of_trip->second) {
    auto& l = s.devices_.leases_.at(row);
    s.centres_.centres_.at(l.centre_).leased_ -= l.beds_;
    s.centres_.centres_.at(to).leased_ += l.beds_;
    l.centre_ = to;
  }
}

}  // namespace leeward::operation::devices
