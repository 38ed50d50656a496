#include <algorithm>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "app/registry/case_file.h"
#include "operation/legs.h"
#include "operation/people.h"

namespace leeward::app {

using namespace operation;

namespace {

// Who is meant: a household, and if a person is, that one only.
struct meant {
  household_row household_;
  std::vector<person_row> people_;
};

result<meant> meant_by(state const& s, uuid const& id) {
  auto const& all = s.households_;
  if (auto const h = all.households_.find(household_id{id}); !h.is_none()) {
    return meant{h, all.households_.at(h).persons_};
  }
  if (auto const p = all.persons_.find(person_id{id}); !p.is_none()) {
    return meant{all.persons_.at(p).household_, {p}};
  }
  return fail(
      error_kind::kNotFound,
      fmt::format("there is no person or household with the number {} as of {}", to_string(id), to_string(s.now_)),
      "id");
}

file_head head_of(state const& s, std::uint64_t const events, household_row const row) {
  auto const& h = s.households_.households_.at(row);
  auto head = file_head{.as_of_ = s.now_,
                        .events_ = events,
                        .household_ = h.id_,
                        .zone_ = s.zones_.zones_.at(h.zone_).name_,
                        .at_door_ = h.at_door_,
                        .secret_ = h.secret_,
                        .origin_ = h.origin_,
                        .confirmed_ = h.confirmed_,
                        .asked_ = h.asked_};
  if (!h.point_.is_none()) {
    head.point_ = s.zones_.points_.at(h.point_).name_;
  }
  if (!h.merged_into_.is_none()) {
    head.merged_into_ = s.households_.households_.at(h.merged_into_).id_;
  }
  return head;
}

file_leg leg_of(state const& s, custody::leg const& l) {
  auto leg = file_leg{.room_ = l.room_, .absent_ = l.absent_};
  if (!l.trip_.is_none()) {
    auto const& t = s.trips_.trips_.at(l.trip_);
    leg.trip_ = t.id_;
    leg.departs_ = t.departs_;
    leg.arrives_ = t.arrives_;
  }
  if (!l.centre_.is_none()) {
    leg.centre_ = s.centres_.centres_.at(l.centre_).name_;
  }
  if (l.closed_) {
    leg.closed_ = l.end_;
  }
  if (place_in(l) == place::kGone) {
    leg.gone_ = l.how_;
  }
  for (auto const& f : l.facts_) {
    leg.facts_.push_back({f.fact_, f.place_, f.happened_, f.void_});
  }
  return leg;
}

file_sighting sighting_of(state const& s, custody::sighting const& seen) {
  auto last = file_sighting{.at_ = seen.at_, .as_ = seen.as_};
  if (!seen.centre_.is_none()) {
    last.where_ = s.centres_.centres_.at(seen.centre_).name_;
  } else if (!seen.point_.is_none()) {
    last.where_ = s.zones_.points_.at(seen.point_).name_;
  }
  if (!seen.trip_.is_none()) {
    last.trip_ = s.trips_.trips_.at(seen.trip_).id_;
  }
  return last;
}

file_person person_of(state const& s, person_row const row) {
  auto const& p = s.households_.persons_.at(row);
  auto const& t = s.custody_.tracks_[row.v_];
  auto one = file_person{.person_ = p.id_,
                         .record_ = p.described_ == 0 ? on_record::kNothing : on_record::kThere,
                         .version_ = p.described_,
                         .age_ = p.age_,
                         .now_ = p.same_as_.is_none() ? std::optional{where_is(s, row)} : std::nullopt};
  for (auto const& w : json::words_of<need>()) {
    if (p.needs_.has(w.value_)) {
      one.needs_.push_back(w.value_);
    }
  }
  if (t.last_) {
    one.last_ = sighting_of(s, *t.last_);
  }
  for (auto const& l : t.legs_) {
    one.legs_.push_back(leg_of(s, l));
  }
  for (auto const& f : t.noted_) {
    one.noted_.push_back({f.fact_, f.to_, f.happened_, f.void_});
  }
  if (!p.same_as_.is_none()) {
    one.same_as_ = s.households_.persons_.at(p.same_as_).id_;
  }
  return one;
}

void add_appeals(state const& s, household_row const h, case_file& file) {
  auto const own = s.appeals_.of_.find(h);
  if (own == s.appeals_.of_.end()) {
    return;
  }
  for (auto const row : own->second) {
    auto const& a = s.appeals_.appeals_.at(row);
    auto const subject = parse_uuid(a.text_.subject_);
    file.appeals_.push_back({.appeal_ = a.id_,
                             .channel_ = a.channel_,
                             .taken_at_ = a.taken_at_,
                             .closed_ = a.closed_,
                             .subject_ = subject.value_or(uuid{}),
                             .version_ = a.text_.version_,
                             .record_ = subject ? on_record::kThere : on_record::kNothing});
  }
}

void add_cases(state const& s, meant const& who, household_id const& household, case_file& file) {
  for (auto const& c : s.cases_.cases_.all()) {
    auto const& about = c.what_.about_;
    auto const is_of =
        std::ranges::find(about.households_, household) != about.households_.end() ||
        std::ranges::any_of(who.people_, [&](person_row const p) {
          return std::ranges::find(about.persons_, s.households_.persons_.at(p).id_) != about.persons_.end();
        });
    if (is_of) {
      file.cases_.push_back({.case_ = c.id_,
                             .kind_ = c.what_.kind_,
                             .owner_ = c.what_.owner_,
                             .since_ = c.since_,
                             .due_ = c.what_.due_,
                             .sentence_ = c.what_.sentence_,
                             .settled_ = c.settled_,
                             .how_ = c.how_});
    }
  }
}

}  // namespace

result<case_file> case_file_of(state const& s, std::uint64_t const events, uuid const& person_or_household) {
  return meant_by(s, person_or_household).map([&](meant const& who) {
    auto file = case_file{.head_ = head_of(s, events, who.household_), .people_ = {}, .appeals_ = {}, .cases_ = {}};
    for (auto const p : who.people_) {
      file.people_.push_back(person_of(s, p));
    }
    add_appeals(s, who.household_, file);
    add_cases(s, who, file.head_.household_, file);
    return file;
  });
}

}  // namespace leeward::app
