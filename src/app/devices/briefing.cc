#include <map>
#include <set>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "app/devices/desk.h"
#include "base/must_have.h"
#include "operation/people.h"
#include "operation/trips/manifest.h"
#include "tickets/code_word.h"
#include "tickets/number.h"

namespace leeward::app {

using namespace operation;

namespace {

std::vector<need> all_of(needs const& n) {
  auto all = std::vector<need>{};
  for (auto const one : {need::kWheelchair, need::kLying, need::kOxygen, need::kPower, need::kGroundFloor, need::kCarer,
                         need::kPregnant, need::kPet}) {
    if (n.has(one)) {
      all.push_back(one);
    }
  }
  return all;
}

// Numbers and code words are filled in once the state has been given back.
device::briefed_household brief(state const& s, household_row const row, std::vector<person_row> const& people) {
  auto const& h = s.households_.households_.at(row);
  auto b = device::briefed_household{.household_ = h.id_,
                                     .number_ = to_string(tickets::ticket_number{row.v_ + 1}),
                                     .code_word_ru_ = {},
                                     .code_word_en_ = {},
                                     .version_ = h.version_,
                                     .persons_ = {}};
  for (auto const p : people) {
    auto const& person = s.households_.persons_.at(p);
    b.persons_.push_back({.person_ = person.id_, .needs_ = all_of(person.needs_), .place_ = place_of(s, p)});
  }
  return b;
}

device::briefed_trip brief(state const& s, trips::trip const& t) {
  auto b = device::briefed_trip{
      .trip_ = t.id_, .departs_ = t.departs_, .arrives_ = t.arrives_, .promised_ = {}, .standby_ = {}};
  for (auto const& stop : t.stops_) {
    if (stop.point_) {
      b.points_.push_back(s.zones_.points_.at(*stop.point_).name_);
    }
  }
  if (!t.to_.is_none()) {
    b.to_ = s.centres_.centres_.at(t.to_).name_;
  }
  for (auto const& [h, people] : by_household(s, trips::people_on(t))) {
    b.promised_.push_back(brief(s, h, people));
  }
  for (auto const h : trips::standing_by(s, t)) {
    b.standby_.push_back(brief(s, h, members(s, h)));
  }
  return b;
}

// Who is held a bed for, or is there already.
device::briefed_centre brief(state const& s, centre_row const row) {
  auto const& c = s.centres_.centres_.at(row);
  auto b = device::briefed_centre{.centre_ = c.id_, .name_ = c.name_, .expected_ = {}};
  auto who = std::map<household_row, std::set<person_row>>{};
  for (auto h = household_row{0}; h.v_ != s.holds_.of_.size(); ++h.v_) {
    if (auto const& hold = s.holds_.of_[h.v_]; hold && hold->centre_ == row) {
      auto const people = members(s, h);
      who[h].insert(people.begin(), people.end());
    }
  }
  for (auto const& [person, stay] : s.centres_.stays_) {
    if (stay.centre_ == row) {
      who[s.households_.persons_.at(person_row{person}).household_].insert(person_row{person});
    }
  }
  for (auto const& [h, people] : who) {
    b.expected_.push_back(brief(s, h, {people.begin(), people.end()}));
  }
  return b;
}

result<device::briefing> brief(state const& s, device_id const& id, instant const now) {
  auto const row = s.devices_.devices_.find(id);
  if (row.is_none() || !s.devices_.devices_.at(row).enrolled_) {
    return fail(error_kind::kNotFound, fmt::format("device: {} is not enrolled", to_string(id)), "device");
  }
  auto const& d = s.devices_.devices_.at(row);
  if (d.revoked_) {
    return invalid(fmt::format("device: {} was revoked at {}", to_string(id), to_string(*d.revoked_)), "device");
  }
  auto b = device::briefing{.operation_ = must_have(s.operations_.what_, "a device of no operation").operation_,
                            .device_ = id,
                            .server_time_ = now,
                            .up_to_ = d.last_,
                            .trips_ = {},
                            .centre_ = {},
                            .leases_ = {},
                            .signature_ = {}};
  for (auto const& t : d.scope_.trips_) {
    b.trips_.push_back(brief(s, s.trips_.trips_.at(t)));
  }
  if (d.scope_.centre_) {
    b.centre_ = brief(s, s.centres_.centres_.row_of(*d.scope_.centre_));
  }
  for (auto const l : d.leases_) {
    auto const& of = s.devices_.leases_.at(l);
    b.leases_.push_back({of.id_, s.trips_.trips_.at(of.trip_).id_, of.space_, of.beds_, of.until_});
  }
  return b;
}

void say_words(std::vector<device::briefed_household>& all, signing_key const& k, operation_id const& of) {
  for (auto& h : all) {
    auto const word = tickets::code_word_of(k, tickets::operation_id{of.v_}, tickets::household_id{h.household_.v_});
    h.code_word_ru_ = to_string(word, tickets::language::kRu);
    h.code_word_en_ = to_string(word, tickets::language::kEn);
  }
}

}  // namespace

result<device::briefing> brief_device(keeper const& k, ledger::keys const& keys, device_id const& id,
                                      instant const now) {
  auto made = result<device::briefing>{};
  k.see([&](state const& s, ledger::head const&) { made = brief(s, id, now); });
  return made.map([&](device::briefing b) {
    for (auto& t : b.trips_) {
      say_words(t.promised_, keys.ticket_, b.operation_);
      say_words(t.standby_, keys.ticket_, b.operation_);
    }
    if (b.centre_) {
      say_words(b.centre_->expected_, keys.ticket_, b.operation_);
    }
    sign(keys.ticket_, b);
    return b;
  });
}

}  // namespace leeward::app
