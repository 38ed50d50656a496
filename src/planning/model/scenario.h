#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include "base/geo.h"
#include "base/quantities.h"
#include "base/time.h"
#include "planning/model/places.h"
#include "planning/model/travel_times.h"
#include "planning/model/trip.h"
#include "roads/closures/closure.h"

// An evacuation to be planned, as data: who waits where, which vehicles and crews there are, which centres have beds.
// The field names here, less their last underscore, are those of the JSON file: docs/formats/scenario.md.
//
// What may be left out of the file has its default here, or is an optional whose meaning depends on other fields:
// read those with the functions at the end.
namespace leeward::planning {

inline constexpr auto const kScenarioFormat = "leeward-scenario-1";

// How far a household walks that does not say.
inline constexpr auto const kUsualWalk = metres{800};

// Into how many slices closures may cut the operation.
inline constexpr auto const kMaxSlices = std::size_t{8};

// Regulation (EC) No 561/2006, articles 6 to 8. A shift lies between two daily rests, so it is the "day" of driving,
// and lasts 24 hours less the daily rest at most.
struct crew_rules {
  static constexpr auto const kMayBeMissing =
      std::array{"driving_per_shift_s", "driving_without_break_s", "break_s", "daily_rest_s"};

  seconds driving_per_shift_s_{std::int64_t{9} * 3600};
  seconds driving_without_break_s_{std::int64_t{4} * 3600 + 1800};
  seconds break_s_{std::int64_t{45} * 60};
  seconds daily_rest_s_{std::int64_t{11} * 3600};
};
BOOST_DESCRIBE_STRUCT(crew_rules, (), (driving_per_shift_s_, driving_without_break_s_, break_s_, daily_rest_s_))

// Between from_ and until_ the crew takes the vehicle out of its depot and brings it back.
struct shift {
  instant from_;
  instant until_;
};
BOOST_DESCRIBE_STRUCT(shift, (), (from_, until_))

struct crew {
  std::string id_;
  std::vector<shift> shifts_;  // in order, a daily rest between them
};
BOOST_DESCRIBE_STRUCT(crew, (), (id_, shifts_))

struct vehicle {
  static constexpr auto const kMayBeMissing =
      std::array{"profile", "wheelchair_bays", "lying_places", "oxygen", "takes_pets"};

  std::string id_;
  std::string kind_;              // for people: coach, minibus, lift bus, …
  std::string profile_{"coach"};  // of the .roads file
  std::string depot_;
  persons seats_;
  persons wheelchair_bays_;
  persons lying_places_;
  persons oxygen_;  // persons on oxygen that may travel together
  bool takes_pets_{true};
  std::optional<instant> available_from_;     // else the operation's start
  std::optional<instant> available_until_{};  // on loan: back in its depot by then; else no limit
  std::vector<crew> crews_;
};
BOOST_DESCRIBE_STRUCT(vehicle, (),
                      (id_, kind_, profile_, depot_, seats_, wheelchair_bays_, lying_places_, oxygen_, takes_pets_,
                       available_from_, available_until_, crews_))

// Where it boards is one of three: a fixed pickup point; a pickup point that the plan chooses within a walk from its
// position; or its own door.
struct household {
  static constexpr auto const kMayBeMissing =
      std::array{"pickup_point", "door", "wheelchair_bays", "lying_places", "oxygen", "priority"};

  std::string id_;
  std::string pickup_point_;                 // empty: the household has a position
  std::optional<position> position_{};       // where it waits
  std::optional<metres> walks_m_{};          // how far it can walk from there; else kUsualWalk
  bool door_{false};                         // the vehicle comes to its position: a place with the household's id
  std::optional<std::string> zone_{};        // its deadline holds
  std::optional<instant> board_by_{};        // a deadline of its own; the earlier one holds
  std::vector<std::string> travels_with_{};  // households: same trip, same centre
  std::vector<std::string> apart_from_{};    // households: never the same trip, never the same centre
  persons persons_{1};
  persons wheelchair_bays_;
  persons lying_places_;
  persons oxygen_;
  std::vector<need> needs_;
  std::int64_t priority_{1};                     // a weight, 1 to 1,000; greater is more urgent
  std::optional<std::string> priority_class_{};  // instead: its weight stands in the scenario's priorities
  std::optional<persons> seats_;                 // else persons less wheelchair_bays less lying_places
  std::optional<persons> accessible_beds_;       // else wheelchair_bays + lying_places; the others take general beds
  std::optional<instant> ready_from_;            // else the operation's start
};
BOOST_DESCRIBE_STRUCT(household, (),
                      (id_, pickup_point_, position_, walks_m_, door_, zone_, board_by_, travels_with_, apart_from_,
                       persons_, wheelchair_bays_, lying_places_, oxygen_, needs_, priority_, priority_class_, seats_,
                       accessible_beds_, ready_from_))

// What a person has decided: the household goes so, if it goes at all.
struct pin {
  std::string household_;
  std::optional<std::string> centre_;
  std::optional<std::string> pickup_point_;
  std::optional<std::string> vehicle_;
};
BOOST_DESCRIBE_STRUCT(pin, (), (household_, centre_, pickup_point_, vehicle_))

// Two of the four that no trip may bring together.
struct forbidden_pair {
  std::optional<std::string> household_;
  std::optional<std::string> pickup_point_;
  std::optional<std::string> vehicle_;
  std::optional<std::string> centre_;
};
BOOST_DESCRIBE_STRUCT(forbidden_pair, (), (household_, pickup_point_, vehicle_, centre_))

// Beds promised to others.
struct hold {
  std::string centre_;
  beds beds_;
};
BOOST_DESCRIBE_STRUCT(hold, (), (centre_, beds_))

// What of an earlier plan has begun: its duties, with those of their trips that have begun. A plan keeps them as they
// are and goes on from there.
struct committed {
  std::vector<trip> trips_;
  std::vector<duty> duties_;
  std::vector<hold> holds_;
};
BOOST_DESCRIBE_STRUCT(committed, (), (trips_, duties_, holds_))

struct scenario {
  static constexpr auto const kMayBeMissing = std::array{"roads", "crew_rules"};

  std::string format_;  // kScenarioFormat
  std::string name_;
  instant start_;                             // nobody boards before
  instant end_;                               // everybody has arrived by then
  std::string roads_;                         // the .roads file, relative to the scenario's own folder; or
  std::vector<travel_times> travel_times_{};  // times instead of roads, one table for each profile
  std::optional<std::string> attribution_;    // of the data that its places were taken from
  service_time loading_;
  service_time unloading_;  // with what must be done before the vehicle can go again
  crew_rules crew_rules_;
  std::map<std::string, std::int64_t> priorities_{};  // weight of each priority class
  // Those that hold at any moment of a leg hold for all of it: no plan counts on a road that closes on the way.
  std::vector<roads::closure> closures_;
  std::vector<zone> zones_{};
  std::vector<depot> depots_;
  std::vector<pickup_point> pickup_points_;
  std::vector<centre> centres_;
  std::vector<vehicle> vehicles_;
  std::vector<household> households_;
  std::optional<committed> committed_{};
  std::vector<pin> pins_{};
  std::vector<forbidden_pair> forbidden_{};
};
BOOST_DESCRIBE_STRUCT(scenario, (),
                      (format_, name_, start_, end_, roads_, travel_times_, attribution_, loading_, unloading_,
                       crew_rules_, priorities_, closures_, zones_, depots_, pickup_points_, centres_, vehicles_,
                       households_, committed_, pins_, forbidden_))

persons seats_of(household const&);
beds beds_of(household const&);
instant ready_from(scenario const&, household const&);
instant open_from(scenario const&, pickup_point const&);
instant open_until(scenario const&, pickup_point const&);
instant open_from(scenario const&, centre const&);
instant available_from(scenario const&, vehicle const&);

std::int64_t priority_of(scenario const&, household const&);

// Priority × persons × waiting until then, from the later of the operation's start and when it is ready.
std::int64_t weighted_waiting_s(scenario const&, household const&, instant until);

// It is on board by then: its own deadline or its zone's, the earlier.
std::optional<instant> board_by(scenario const&, household const&);

// The plan chooses where it boards; and how far that may be.
bool chooses_point(household const&);
metres walks(household const&);

// Where one that does not choose boards: its own id if it is fetched at its door, else its pickup point's. Else empty.
std::string const& fixed_place(household const&);

std::string door_name(household const&);

// Pickup points and then the doors of households, each as a point of its own with the household's id.
std::vector<pickup_point> boarding_places(scenario const&);

// Its beds less those held for others.
beds beds_on_offer(scenario const&, centre const&);

// When what is closed or slow changes during the operation: the beginnings of its slices, the first of them its start.
std::vector<instant> slice_starts(scenario const&);

// How long n persons take to board at a point, and to leave at a centre.
seconds loading_time(scenario const&, pickup_point const&, persons);
seconds unloading_time(scenario const&, persons);

// How long the centre's desk needs for n persons; 0 without a limit.
seconds intake_time(centre const&, persons);

}  // namespace leeward::planning
