#include "simulation/field.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include <fmt/format.h>

#include "operation/people.h"
#include "simulation/fresh.h"

namespace leeward::simulation {

namespace {

using namespace operation;  // NOLINT(google-build-using-namespace): it speaks of nothing else

// Between what two phones write down of one person: more than what their clocks may be apart.
constexpr auto const kApart = seconds{180};
constexpr auto const kMostAtOnce = std::size_t{6};

}  // namespace

uuid field_worker::number() { return fresh_uuid(dice_); }

bool field_worker::note(command const& c, std::map<std::string, std::uint32_t> base) {
  return phone_.note(number(), c, std::move(base), now_, dice_.chance(1, 60), report_);
}

field_worker::people field_worker::free_of(people const& all) {
  auto free = people{};
  for (auto const& p : all) {
    auto const& s = really_.of(p);
    if (!s.is_left_alone_ && (s.by_ == number_ || now_ - s.seen_ > kApart)) {
      free.push_back(p);
    }
  }
  return free;
}

field_worker::people field_worker::some(people all, std::size_t const most) {
  dice_.shuffle(all);
  all.resize(std::min(all.size(), 1 + dice_.below(most)));
  return all;
}

void field_worker::touch(people const& all) {
  for (auto const& p : all) {
    auto& s = really_.of(p);
    s.seen_ = now_;
    s.by_ = number_;
    phone_.touched_.insert(p);
    s.is_unsure_ = s.is_unsure_ || phone_.is_forked_ || phone_.revoked_.has_value();
  }
}

void field_worker::work() {
  if (dice_.chance(1, 30)) {
    return mistake();
  }
  if (!phone_.scope_.trips_.empty()) {
    return steward(phone_.scope_.trips_.front());
  }
  clerk(*phone_.scope_.centre_);
}

// ------------------------------------------------------------------------------------------------ on a trip

void field_worker::steward(trip_id const& id) {
  auto& t = really_.trips_.at(id);
  if (!t.is_there_) {
    if (note(trips::change_phase{id, trips::phase::kAtPoint, {}})) {
      t.is_there_ = true;
    }
    return;
  }
  if (!t.left_) {
    switch (dice_.below(10)) {
      case 0: return register_walk_in(id);
      case 1: return edit(really_.on(id));
      case 2:
      case 3: return depart(id, t);
      default: return board(id);
    }
  }
  if (!t.arrived_ && dice_.chance(1, 2)) {
    auto const with = free_of(really_.on(id));
    if (with.size() == really_.on(id).size() && note(trips::arrive{.trip_ = id, .counted_ = {}, .reason_ = {}})) {
      t.arrived_ = true;
      touch(with);
    }
    return;
  }
  edit(really_.on(id));
}

// Who was promised a place, and sometimes who was not.
void field_worker::board(trip_id const& id) {
  auto at_home = people{};
  for (auto const& trip : phone_.knows_.trips_) {
    for (auto const& h : trip.promised_) {
      for (auto const& p : h.persons_) {
        if (really_.of(p.person_).where_ == whereabouts::kAtHome) {
          at_home.push_back(p.person_);
        }
      }
    }
  }
  for (auto const& [p, s] : really_.people_) {
    if (s.only_by_ == number_ && s.where_ == whereabouts::kAtHome) {
      at_home.push_back(p);
    }
  }
  auto const who = some(free_of(at_home), kMostAtOnce);
  if (!who.empty() && note(custody::board{id, who})) {
    for (auto const& p : who) {
      auto& s = really_.of(p);
      s.where_ = whereabouts::kOnTrip;
      s.trip_ = id;
    }
    touch(who);
  }
}

// Now and then somebody counts wrong.
void field_worker::depart(trip_id const& id, trip_really& t) {
  auto const with = really_.on(id);
  auto const free = free_of(with);
  if (free.size() != with.size()) {
    return;
  }
  auto const is_wrong = !with.empty() && dice_.chance(1, 12);
  auto const heads = static_cast<std::int32_t>(with.size()) - (is_wrong ? 1 : 0);
  if (note(trips::depart{.trip_ = id, .counted_ = heads, .reason_ = {}, .missing_ = {}})) {
    t.left_ = true;
    touch(with);
    if (is_wrong) {
      report_.fault("miscounted");
      really_.miscounted_.insert(id);
    }
  }
}

// A family that nobody has heard of before; on a trip with leased seats it may be promised some.
void field_worker::register_walk_in(std::optional<trip_id> const& trip) {
  auto h = household_of("", 1 + dice_.below(3));
  h.household_ = fresh<household_id>(dice_);
  h.origin_ = households::origin::kAtPoint;
  auto who = people{};
  for (auto& m : h.members_) {
    m.person_ = fresh<person_id>(dice_);
    who.push_back(m.person_);
  }
  auto const op = number();
  if (!phone_.note(op, ask_for<households::registered>{h}, {}, now_, false, report_)) {
    return;
  }
  really_.walk_ins_.emplace(op, who.size());
  touch(who);
  std::ranges::for_each(who, [&](person_id const& p) { really_.of(p).only_by_ = number_; });
  if (trip && !phone_.knows_.leases_.empty()) {
    auto const given = number();
    really_.edits_.insert(given);
    phone_.note(given, devices::give_leased_seats{phone_.knows_.leases_.front().lease_, h.household_}, {}, now_, false,
                report_);
  }
}

// Of whose household another phone has said where it boards.
std::optional<person_id> field_worker::somebody_edited_by_another(people const& all) const {
  for (auto const& p : all) {
    auto const row = screen_.state_.households_.persons_.find(p);
    if (row.is_none()) {
      continue;
    }
    auto const of = screen_.state_.households_.persons_.at(row).household_;
    auto const said = really_.boards_at_door_.find(screen_.state_.households_.households_.at(of).id_);
    if (said != really_.boards_at_door_.end() && !said->second.empty() && !said->second.contains(number_)) {
      return p;
    }
  }
  return std::nullopt;
}

// What somebody needs, or where the household boards, as far as whoever says so has heard: nothing.
void field_worker::edit(people const& all) {
  if (all.empty()) {
    return;
  }
  auto const contradicted = somebody_edited_by_another(all);
  auto const who = contradicted.value_or(dice_.pick(all));
  auto const op = number();
  auto const person = screen_.state_.households_.persons_.find(who);
  really_.edits_.insert(op);
  if (person.is_none() || (!contradicted && dice_.chance(1, 3))) {
    auto needs = std::vector<need>{};
    if (dice_.chance(2, 3)) {
      needs.push_back(dice_.pick(json::words_of<need>()).value_);
    }
    phone_.note(op, ask_for<households::needs_changed>{{who, std::move(needs)}}, {{"needs", 0}}, now_, false, report_);
    return;
  }
  auto const row = screen_.state_.households_.persons_.at(person).household_;
  auto const& household = screen_.state_.households_.households_.at(row).id_;
  auto const& said = really_.boards_at_door_[household];
  auto const at_door = contradicted ? !said.begin()->second : dice_.chance(1, 2);
  auto const place = at_door ? std::nullopt : std::optional{named<point_id>("school")};
  if (phone_.note(op, ask_for<households::boarding_changed>{{household, named<zone_id>("city"), place, at_door}},
                  {{"boarding_place", 0}}, now_, false, report_) &&
      !phone_.is_forked_ && !phone_.revoked_) {
    report_.fault("edited");
    really_.boards_at_door_[household][number_] = at_door;
  }
}

// ------------------------------------------------------------------------------------------------ in a centre

void field_worker::clerk(centre_id const& id) {
  switch (dice_.below(8)) {
    case 0:
    case 1:
    case 2: return check_in(id);
    case 3:
    case 4: return give_bed(id);
    case 5: return edit(known_here(id));
    case 6: {
      auto const seen = some(free_of(really_.in(id)), kMostAtOnce);
      if (!seen.empty()) {
        note(ask_for<custody::sighted>{{seen, id, {}, "clerk"}});
      }
      return;
    }
    default: return go_out(id);
  }
}

// A phone may speak of those whom it has told of, and of those who were promised a place here.
field_worker::people field_worker::known_here(centre_id const& id) {
  auto all = really_.in(id);
  std::erase_if(all, [&](person_id const& p) {
    auto const& s = really_.of(p);
    auto const was_promised = s.where_ == whereabouts::kOnTrip && s.only_by_ == 0;
    return !phone_.touched_.contains(p) && !was_promised;
  });
  return all;
}

// Off a trip that has arrived, or on foot.
void field_worker::check_in(centre_id const& id) {
  auto coming = people{};
  for (auto const& p : free_of(really_.in(id))) {
    if (really_.of(p).where_ == whereabouts::kOnTrip) {
      coming.push_back(p);
    }
  }
  if (coming.empty() && dice_.chance(1, 2)) {
    for (auto const& h : screen_.state_.households_.persons_.all()) {
      if (really_.of(h.id_).where_ == whereabouts::kAtHome && dice_.chance(1, 8)) {
        coming.push_back(h.id_);
      }
    }
    coming = free_of(coming);
  }
  auto const who = some(std::move(coming), kMostAtOnce);
  if (!who.empty() && note(custody::check_in{id, who, {}})) {
    for (auto const& p : who) {
      auto& s = really_.of(p);
      s.where_ = whereabouts::kInCentre;
      s.centre_ = id;
    }
    touch(who);
  }
}

void field_worker::give_bed(centre_id const& id) {
  auto without = people{};
  for (auto const& p : free_of(really_.in(id))) {
    if (!really_.of(p).has_bed_) {
      without.push_back(p);
    }
  }
  auto const row = screen_.state_.centres_.centres_.find(id);
  if (without.empty() || row.is_none()) {
    return;
  }
  auto const& rooms = screen_.state_.centres_.centres_.at(row).rooms_;
  auto const room = std::next(rooms.begin(), static_cast<std::ptrdiff_t>(dice_.below(rooms.size())))->first;
  auto const who = some(std::move(without), kMostAtOnce);
  if (note(custody::give_bed{id, room, who})) {
    for (auto const& p : who) {
      auto& s = really_.of(p);
      s.where_ = whereabouts::kInCentre;
      s.centre_ = id;
      s.has_bed_ = true;
      s.is_absent_ = false;
    }
    touch(who);
  }
}

// For the day, back, or for good.
void field_worker::go_out(centre_id const& id) {
  auto living = people{};
  for (auto const& p : free_of(really_.in(id))) {
    if (really_.of(p).has_bed_) {
      living.push_back(p);
    }
  }
  auto const who = some(std::move(living), 2);
  if (who.empty()) {
    return;
  }
  if (dice_.chance(1, 2)) {
    auto const absent = dice_.chance(1, 2);
    if (note(custody::set_presence{id, absent, who})) {
      std::ranges::for_each(who, [&](person_id const& p) { really_.of(p).is_absent_ = absent; });
      touch(who);
    }
    return;
  }
  if (note(custody::check_out{id, who, gone::kOnward, {}})) {
    for (auto const& p : who) {
      auto& s = really_.of(p);
      s.where_ = whereabouts::kGone;
      s.has_bed_ = s.is_absent_ = false;
    }
    touch(who);
  }
}

// ------------------------------------------------------------------------------------------------ mistakes

// Somebody who is in another centre is checked in here: the two have the same name.
bool field_worker::write_in_two_places(centre_id const& id) {
  auto elsewhere = people{};
  for (auto const& [p, s] : really_.people_) {
    if (s.where_ == whereabouts::kInCentre && s.centre_ != id && !s.is_unsure_) {
      elsewhere.push_back(p);
    }
  }
  auto const who = some(free_of(elsewhere), 1);
  if (who.empty() || !note(custody::check_in{id, who, {}})) {
    return false;
  }
  report_.fault("two_places");
  really_.in_two_places_.insert(who.front());
  really_.of(who.front()).is_left_alone_ = true;
  touch(who);
  return true;
}

void field_worker::mistake() {
  if (phone_.scope_.centre_ && dice_.chance(2, 3) && write_in_two_places(*phone_.scope_.centre_)) {
    return;
  }
  auto const op = number();
  auto is_noted = false;
  switch (dice_.below(3)) {
    case 0:
      report_.fault("out_of_scope");
      is_noted = phone_.note(op, trips::arrive{.trip_ = fresh<trip_id>(dice_), .counted_ = {}, .reason_ = {}}, {}, now_,
                             false, report_);
      break;
    case 1:
      report_.fault("not_for_devices");
      is_noted = phone_.note(op, operations::close_day{"steward"}, {}, now_, false, report_);
      break;
    default: report_.fault("unreadable"); is_noted = phone_.note_text(op, "board", R"({"board":{"bus":7}})", now_);
  }
  if (is_noted && !phone_.is_forked_ && !phone_.revoked_) {
    really_.without_effect_.insert(op);
  }
}

}  // namespace leeward::simulation
