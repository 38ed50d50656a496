#include "operation/devices/awaited_edits.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "operation/devices/edits.h"

namespace leeward::operation::devices {

namespace {

household_row household_of(operation::state const& s, edit_awaited const& e) {
  if (e.boards_) {
    return s.households_.households_.find(e.boards_->household_);
  }
  auto const person = e.needs_ ? s.households_.persons_.find(e.needs_->person_) : person_row{};
  return person.is_none() ? household_row{} : s.households_.persons_.at(person).household_;
}

arrival arrival_of(edit_awaited const& e) {
  auto a = arrival{};
  a.device_ = e.device_;
  a.seq_ = e.seq_;
  a.op_ = e.op_;
  a.base_ = e.base_;
  return a;
}

// As if it came now.
template <typename Fn>
auto come_again(operation::state const& s, edit_awaited const& e, context const& now, Fn const& fn) {
  auto const from = arrival_of(e);
  return fn(coming{
      .s_ = s, .device_ = s.devices_.devices_.at(e.device_), .from_ = from, .happened_ = e.happened_, .now_ = now});
}

bool may_be_made(coming const& c, edit_awaited const& e) {
  auto const h = household_of(c.s_, e);
  return !h.is_none() && may_speak_of(c, h, {}).has_value();
}

bool is_settled(operation::state const& s, edit_awaited const& e) { return s.cases_.cases_.at(e.case_).settled_; }

bool is_found(operation::state const& s, edit_awaited const& e) {
  return is_settled(s, e) || come_again(s, e, context{}, [&](coming const& c) { return may_be_made(c, e); });
}

edit_awaited const* first_found(operation::state const& s) {
  auto const found =
      std::ranges::find_if(s.devices_.awaited_, [&](auto const& one) { return is_found(s, one.second); });
  return found == s.devices_.awaited_.end() ? nullptr : &found->second;
}

}  // namespace

std::optional<edit_awaited> awaited_edit(coming const& c, operation::command const& what, case_id const& opened) {
  auto const* const topic = std::get_if<households::command>(&what);
  auto const* const needs = topic == nullptr ? nullptr : std::get_if<ask_for<households::needs_changed>>(topic);
  auto const* const boards = topic == nullptr ? nullptr : std::get_if<ask_for<households::boarding_changed>>(topic);
  if ((needs == nullptr && boards == nullptr) || c.s_.devices_.awaited_.size() == kMostAwaitedEdits) {
    return std::nullopt;
  }
  auto e = edit_awaited{};
  e.device_ = c.device_.id_;
  e.seq_ = c.from_.seq_;
  e.op_ = c.from_.op_;
  e.happened_ = c.happened_;
  e.base_ = c.from_.base_;
  e.case_ = opened;
  if (needs != nullptr) {
    e.needs_ = needs->what_;
  } else {
    e.boards_ = boards->what_;
  }
  return may_be_made(c, e) ? std::nullopt : std::optional{std::move(e)};
}

bool is_edit_found(operation::state const& s) { return first_found(s) != nullptr; }

events edits_found(operation::state const& s, context const& now) {
  auto const* const e = first_found(s);
  if (e == nullptr) {
    return {};
  }
  auto const effects = is_settled(s, *e) ? decision{} : come_again(s, *e, now, [&](coming const& c) {
    return e->needs_ ? edit_in_field(c, *e->needs_) : edit_in_field(c, *e->boards_);
  });
  auto const counts = !is_settled(s, *e) && effects.has_value();
  auto all = events{edit_found{e->device_, e->seq_, counts}};
  if (counts) {
    std::ranges::copy(*effects, std::back_inserter(all));
    all.emplace_back(cases::settled{e->case_, "It was told since that the household was there: it counts.", {}});
  }
  return all;
}

}  // namespace leeward::operation::devices
