#include "app/live/dump.h"

#include <cstdint>
#include <optional>
#include <vector>

#include <boost/describe/class.hpp>

#include "app/live/account.h"
#include "base/json/uuid.h"
#include "operation/people.h"

namespace leeward::app {

using namespace operation;

namespace {

struct room_view {
  room_id room_;
  beds beds_;
  beds blocked_;
  beds taken_;
};
BOOST_DESCRIBE_STRUCT(room_view, (), (room_, beds_, blocked_, taken_))

struct centre_view {
  centre_id centre_;
  std::string name_;
  std::int32_t tier_{1};
  std::optional<region_id> region_;
  centres::status status_{};
  beds beds_;
  beds blocked_;
  beds held_;
  beds taken_;
  beds free_;  // below zero where capacity was cut
  std::int64_t arrived_{0};
  std::int64_t sheltered_{0};
  std::int64_t absent_{0};
  std::vector<room_view> rooms_;
};
BOOST_DESCRIBE_STRUCT(centre_view, (),
                      (centre_, name_, tier_, region_, status_, beds_, blocked_, held_, taken_, free_, arrived_,
                       sheltered_, absent_, rooms_))

struct point_view {
  point_id point_;
  zone_id zone_;
  std::string name_;
  bool step_free_{true};
  bool closed_{false};
};
BOOST_DESCRIBE_STRUCT(point_view, (), (point_, zone_, name_, step_free_, closed_))

struct vehicle_view {
  vehicle_id vehicle_;
  std::string name_;
  depot_id depot_;
  space space_;
  bool usable_{true};
  bool lift_works_{true};
};
BOOST_DESCRIBE_STRUCT(vehicle_view, (), (vehicle_, name_, depot_, space_, usable_, lift_works_))

struct crew_view {
  crew_id crew_;
  depot_id depot_;
  instant from_;
  instant until_;
};
BOOST_DESCRIBE_STRUCT(crew_view, (), (crew_, depot_, from_, until_))

struct hold_view {
  std::optional<trip_id> trip_;
  centre_id centre_;
  beds beds_;
  instant until_;
};
BOOST_DESCRIBE_STRUCT(hold_view, (), (trip_, centre_, beds_, until_))

struct household_view {
  household_id household_;
  zone_id zone_;
  std::optional<point_id> point_;
  bool at_door_{false};
  bool secret_{false};
  std::optional<households::origin> confirmed_;
  instant asked_;
  std::vector<person_id> persons_;
  std::optional<hold_view> hold_;
  std::optional<household_id> merged_into_;
};
BOOST_DESCRIBE_STRUCT(household_view, (),
                      (household_, zone_, point_, at_door_, secret_, confirmed_, asked_, persons_, hold_, merged_into_))

struct line_view {
  person_id person_;
  place at_{};
};
BOOST_DESCRIBE_STRUCT(line_view, (), (person_, at_))

struct trip_view {
  trip_id trip_;
  trips::kind kind_{};
  trips::phase phase_{};
  vehicle_id vehicle_;
  crew_id crew_;
  std::vector<trips::stop> stops_;
  std::optional<centre_id> from_;
  std::optional<centre_id> to_;
  instant departs_;
  instant arrives_;
  std::vector<line_view> manifest_;  // whose line counts
  std::vector<household_id> standby_;
  std::optional<std::int32_t> counted_;
};
BOOST_DESCRIBE_STRUCT(trip_view, (),
                      (trip_, kind_, phase_, vehicle_, crew_, stops_, from_, to_, departs_, arrives_, manifest_,
                       standby_, counted_))

struct appeal_view {
  appeal_id appeal_;
  appeals::channel channel_{};
  appeals::verbatim text_;
  instant taken_at_;
  std::optional<household_id> household_;
  bool closed_{false};
};
BOOST_DESCRIBE_STRUCT(appeal_view, (), (appeal_, channel_, text_, taken_at_, household_, closed_))

struct case_view {
  cases::opened what_;
  instant since_;
  std::string to_;
  bool settled_{false};
  std::string how_;
};
BOOST_DESCRIBE_STRUCT(case_view, (), (what_, since_, to_, settled_, how_))

struct offer_view {
  regions::offered what_;
  regions::offer_status status_{};
};
BOOST_DESCRIBE_STRUCT(offer_view, (), (what_, status_))

template <typename Table, typename Row>
auto id_at(Table const& all, Row const row) -> std::optional<typename Table::id> {
  return row.is_none() ? std::nullopt : std::optional{all.at(row).id_};
}

template <typename Thing>
void each(each_thing const& give, std::string_view const kind, Thing const& thing) {
  give(kind, json::encode(thing));
}

void dump_ground(state const& s, each_thing const& give) {
  for (auto const& z : s.zones_.zones_.all()) {
    each(give, "zones", z);
  }
  for (auto const& p : s.zones_.points_.all()) {
    each(give, "points", point_view{p.id_, s.zones_.zones_.at(p.zone_).id_, p.name_, p.step_free_, p.closed_});
  }
  for (auto const& d : s.fleet_.depots_.all()) {
    each(give, "depots", d);
  }
  for (auto const& v : s.fleet_.vehicles_.all()) {
    each(give, "vehicles",
         vehicle_view{v.id_, v.name_, s.fleet_.depots_.at(v.depot_).id_, v.space_, v.usable_, v.lift_works_});
  }
  for (auto const& c : s.fleet_.crews_.all()) {
    each(give, "crews", crew_view{c.id_, s.fleet_.depots_.at(c.depot_).id_, c.from_, c.until_});
  }
}

void dump_centres(state const& s, each_thing const& give) {
  for (auto const& r : s.regions_.regions_.all()) {
    each(give, "regions", r);
  }
  for (auto const& r : s.regions_.requests_.all()) {
    each(give, "requests", r.what_);
  }
  for (auto const& o : s.regions_.offers_.all()) {
    each(give, "offers", offer_view{o.what_, o.status_});
  }
  for (auto const& c : s.centres_.centres_.all()) {
    auto view = centre_view{.centre_ = c.id_,
                            .name_ = c.name_,
                            .tier_ = c.tier_,
                            .region_ = c.region_,
                            .status_ = c.status_,
                            .beds_ = c.beds_,
                            .blocked_ = c.blocked_,
                            .held_ = c.held_,
                            .taken_ = c.taken_,
                            .free_ = free_beds(c),
                            .arrived_ = c.here_[place::kArrived],
                            .sheltered_ = c.here_[place::kSheltered],
                            .absent_ = c.here_[place::kAbsent],
                            .rooms_ = {}};
    for (auto const& [id, r] : c.rooms_) {
      view.rooms_.push_back({id, r.beds_, r.blocked_, r.taken_});
    }
    each(give, "centres", view);
  }
}

std::optional<hold_view> hold_of(state const& s, household_row const h) {
  auto const& hold = s.holds_.of_[h.v_];
  if (!hold) {
    return std::nullopt;
  }
  return hold_view{id_at(s.trips_.trips_, hold->trip_), s.centres_.centres_.at(hold->centre_).id_, hold->beds_,
                   hold->until_};
}

void dump_people(state const& s, each_thing const& give) {
  auto const& all = s.households_;
  for (auto row = household_row{0}; row.v_ != all.households_.size(); ++row.v_) {
    auto const& h = all.households_.at(row);
    auto view = household_view{.household_ = h.id_,
                               .zone_ = s.zones_.zones_.at(h.zone_).id_,
                               .point_ = id_at(s.zones_.points_, h.point_),
                               .at_door_ = h.at_door_,
                               .secret_ = h.secret_,
                               .confirmed_ = h.confirmed_,
                               .asked_ = h.asked_,
                               .persons_ = {},
                               .hold_ = hold_of(s, row),
                               .merged_into_ = id_at(all.households_, h.merged_into_)};
    for (auto const p : h.persons_) {
      view.persons_.push_back(all.persons_.at(p).id_);
    }
    each(give, "households", view);
  }
  for (auto p = person_row{0}; p.v_ != all.persons_.size(); ++p.v_) {
    each(give, "people", account_of(s, p, s.now_));
  }
}

void dump_trips(state const& s, each_thing const& give) {
  for (auto const& t : s.trips_.trips_.all()) {
    auto view = trip_view{.trip_ = t.id_,
                          .kind_ = t.kind_,
                          .phase_ = t.phase_,
                          .vehicle_ = s.fleet_.vehicles_.at(t.vehicle_).id_,
                          .crew_ = s.fleet_.crews_.at(t.crew_).id_,
                          .stops_ = t.stops_,
                          .from_ = id_at(s.centres_.centres_, t.from_),
                          .to_ = id_at(s.centres_.centres_, t.to_),
                          .departs_ = t.departs_,
                          .arrives_ = t.arrives_,
                          .manifest_ = {},
                          .standby_ = {},
                          .counted_ = t.counted_};
    for (auto const& l : t.manifest_) {
      if (!l.off_) {
        view.manifest_.push_back({s.households_.persons_.at(l.person_).id_, l.at_});
      }
    }
    for (auto const h : t.standby_) {
      view.standby_.push_back(s.households_.households_.at(h).id_);
    }
    each(give, "trips", view);
  }
}

void dump_questions(state const& s, each_thing const& give) {
  for (auto const& a : s.appeals_.appeals_.all()) {
    each(give, "appeals",
         appeal_view{a.id_, a.channel_, a.text_, a.taken_at_, id_at(s.households_.households_, a.household_),
                     a.closed_});
  }
  for (auto const& c : s.cases_.cases_.all()) {
    each(give, "cases", case_view{c.what_, c.since_, c.to_, c.settled_, c.how_});
  }
}

}  // namespace

void dump(state const& s, each_thing const& give) {
  if (s.operations_.what_) {
    each(give, "operation", *s.operations_.what_);
  }
  if (s.operations_.offer_) {
    each(give, "offer", *s.operations_.offer_);
  }
  dump_ground(s, give);
  dump_centres(s, give);
  dump_people(s, give);
  dump_trips(s, give);
  dump_questions(s, give);
}

}  // namespace leeward::app
