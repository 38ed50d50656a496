#include "app/live/tickets.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/ensure.h"
#include "base/must_have.h"
#include "base/quantities.h"
#include "operation/people.h"
#include "tickets/code_word.h"
#include "tickets/number.h"

namespace leeward::app {

using namespace operation;

namespace {

constexpr auto const kGoodFor = seconds{7 * 24 * 3600};  // where no bus is promised yet
constexpr auto const kGoodAfter = seconds{24 * 3600};    // the arrival: buses are late

result<operations::opened> opened_of(state const& s) {
  if (!s.operations_.what_) {
    return fail(error_kind::kNotFound, "no operation is open in this folder, so that it has no tickets");
  }
  return *s.operations_.what_;
}

result<void> check_time(instant const now) {
  return now.unix_s_ < 0 || now + kGoodAfter > tickets::kLastInstant
             ? result<void>{invalid(fmt::format("it is {} for this operation; a ticket can say times from 1970 to 2106",
                                                to_string(now)))}
             : result<void>{};
}

// That somebody of the household is promised, or is on.
trip_row trip_of(state const& s, std::vector<person_row> const& people) {
  for (auto const p : people) {
    auto const at = s.trips_.lines_.find(p.v_);
    if (at == s.trips_.lines_.end()) {
      continue;
    }
    auto const& line = s.trips_.trips_.at(at->second.trip_).manifest_[at->second.line_];
    if (!line.off_ && line.at_ <= place::kUnderWay) {
      return at->second.trip_;
    }
  }
  return {};
}

// None: its point is not settled and the bus has several.
trips::stop const* stop_of(state const& s, trips::trip const& t, households::household const& h) {
  auto const own = std::ranges::find_if(t.stops_, [&](trips::stop const& at) {
    return at.door_ ? *at.door_ == h.id_ : !h.point_.is_none() && at.point_ == s.zones_.points_.at(h.point_).id_;
  });
  if (own != t.stops_.end()) {
    return &*own;
  }
  return t.stops_.size() == 1 && !t.stops_.front().door_ ? &t.stops_.front() : nullptr;
}

void say_trip(state const& s, trips::trip const& t, households::household const& h, issued_ticket& i) {
  i.trip_ = t.id_;
  if (!t.to_.is_none()) {
    i.centre_ = s.centres_.centres_.at(t.to_).name_;
  }
  if (!t.from_.is_none()) {
    i.at_door_ = false;
    i.point_ = s.centres_.centres_.at(t.from_).name_;
    i.boards_at_ = t.departs_;
  } else if (auto const* const at = stop_of(s, t, h); at != nullptr) {
    i.boards_at_ = at->at_;
    if (at->point_) {
      i.point_ = s.zones_.points_.at(*at->point_).name_;
    }
  }
}

// `people`: all members, at least one.
result<issued_ticket> issue(state const& s, household_row const row, std::vector<person_row> const& people,
                            trip_row const trip, instant const now) {
  auto const& h = s.households_.households_.at(row);
  if (people.size() > tickets::kMostPersons || row.v_ >= tickets::ticket_number::kMost) {
    return fail(error_kind::kTooLarge,
                fmt::format("household {}: a ticket is for at most {} persons, and there are at most {} tickets",
                            to_string(h.id_), tickets::kMostPersons, tickets::ticket_number::kMost));
  }
  auto i = issued_ticket{.operation_ = must_have(s.operations_.what_, "tickets of no operation").operation_,
                         .household_ = h.id_,
                         .number_ = to_string(tickets::ticket_number{row.v_ + 1}),
                         .persons_ = static_cast<std::int32_t>(people.size()),
                         .at_door_ = h.at_door_,
                         .version_ = h.version_,
                         .issued_ = now};
  if (!h.point_.is_none()) {
    i.point_ = s.zones_.points_.at(h.point_).name_;
  }
  i.expires_ = now + kGoodFor;
  if (!trip.is_none()) {
    auto const& t = s.trips_.trips_.at(trip);
    say_trip(s, t, h, i);
    i.expires_ = std::max(now, t.arrives_) + kGoodAfter;
  }
  i.expires_ = std::min(i.expires_, tickets::kLastInstant);
  return i;
}

bool has_to_travel(state const& s, household_row const row) {
  return std::ranges::any_of(members(s, row), [&](person_row const p) { return place_of(s, p) <= place::kUnderWay; });
}

result<void> check_whose(state const& s, whose_tickets const& whose) {
  if (whose.trip_ && !s.trips_.trips_.has(*whose.trip_)) {
    return fail(error_kind::kNotFound, fmt::format("there is no trip {}", to_string(*whose.trip_)), "trip");
  }
  if (!whose.household_) {
    return {};
  }
  auto const row = s.households_.households_.find(*whose.household_);
  if (row.is_none()) {
    return fail(error_kind::kNotFound, fmt::format("there is no household {}", to_string(*whose.household_)),
                "household");
  }
  if (auto const into = s.households_.households_.at(row).merged_into_; !into.is_none()) {
    return invalid(fmt::format("household {} is the same as {}; print the ticket of that one",
                               to_string(*whose.household_), to_string(s.households_.households_.at(into).id_)),
                   "household");
  }
  if (members(s, row).empty()) {
    return invalid(fmt::format("nobody of household {} is to travel: all are gone", to_string(*whose.household_)),
                   "household");
  }
  return {};
}

}  // namespace

result<tickets::verifier> verifier_of(ticket_key const& k) {
  return parse_public_key(k.public_key_).map([&](public_key const& key) {
    return tickets::verifier{.operation_ = {k.operation_.v_}, .key_ = key};
  });
}

result<ticket_key> ticket_key_of(state const& s, signing_key const& k) {
  return opened_of(s).map([&](operations::opened const& o) {
    return ticket_key{o.operation_, o.name_, o.kind_, to_string(public_half(k))};
  });
}

result<std::vector<issued_ticket>> issue_tickets(state const& s, whose_tickets const& whose, instant const now) {
  auto const good = opened_of(s).and_then([&](auto const&) { return check_time(now); }).and_then([&] {
    return check_whose(s, whose);
  });
  if (!good) {
    return tl::unexpected{good.error()};
  }
  auto const trip = whose.trip_ ? s.trips_.trips_.find(*whose.trip_) : trip_row{};
  auto const only = whose.household_ ? s.households_.households_.find(*whose.household_) : household_row{};
  auto all = std::vector<issued_ticket>{};
  for (auto row = household_row{0}; row.v_ != s.households_.households_.size(); ++row.v_) {
    if (only.is_none() ? !has_to_travel(s, row) : only != row) {
      continue;
    }
    auto const people = members(s, row);
    auto const promised = trip_of(s, people);
    if (!trip.is_none() && promised != trip) {
      continue;
    }
    auto issued = issue(s, row, people, promised, now);
    if (!issued) {
      return tl::unexpected{issued.error()};
    }
    all.push_back(std::move(*issued));
  }
  return all;
}

void sign(issued_ticket& i, signing_key const& k) {
  auto const operation = tickets::operation_id{i.operation_.v_};
  auto const household = tickets::household_id{i.household_.v_};
  auto const word = tickets::code_word_of(k, operation, household);
  auto const number = tickets::parse_number(i.number_);
  ensure(number.has_value(), "a ticket has a wrong number");
  i.code_word_ru_ = to_string(word, tickets::language::kRu);
  i.code_word_en_ = to_string(word, tickets::language::kEn);
  i.text_ = tickets::sign_ticket(k, {.operation_ = operation,
                                     .household_ = household,
                                     .trip_ = i.trip_ ? std::optional{tickets::trip_id{i.trip_->v_}} : std::nullopt,
                                     .number_ = *number,
                                     .persons_ = static_cast<std::uint8_t>(i.persons_),
                                     .version_ = i.version_,
                                     .issued_ = i.issued_,
                                     .expires_ = i.expires_});
}

result<tickets::no_longer_good_list> taken_back_of(state const& s, instant const now) {
  auto const o = opened_of(s);
  if (!o) {
    return tl::unexpected{o.error()};
  }
  auto list =
      tickets::no_longer_good_list{.operation_ = {o->operation_.v_}, .as_of_ = now, .tickets_ = {}, .signature_ = {}};
  for (auto row = household_row{0}; row.v_ != s.households_.households_.size(); ++row.v_) {
    auto const& h = s.households_.households_.at(row);
    if (!h.merged_into_.is_none()) {
      list.tickets_.push_back({{h.id_.v_}, h.version_, tickets::taken_back::kReplaced});
    } else if (members(s, row).empty()) {
      list.tickets_.push_back({{h.id_.v_}, h.version_, tickets::taken_back::kWithdrawn});
    } else if (h.version_ != 0) {
      list.tickets_.push_back({{h.id_.v_}, h.version_ - 1, tickets::taken_back::kReplaced});
    }
  }
  if (list.tickets_.size() > tickets::kMostTakenBack) {
    return fail(error_kind::kTooLarge, fmt::format("{} tickets were taken back, a list has at most {}",
                                                   list.tickets_.size(), tickets::kMostTakenBack));
  }
  return list;
}

void sign(tickets::no_longer_good_list& list, signing_key const& k) { tickets::sign_list(k, list); }

}  // namespace leeward::app
