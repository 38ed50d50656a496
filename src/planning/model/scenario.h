#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include "base/geo.h"
#include "base/quantities.h"
#include "base/time.h"
#include "roads/closures/closure.h"

// An evacuation to be planned, as data: who waits where, which vehicles and crews there are, which centres have beds.
// The field names here, less their last underscore, are those of the JSON file: docs/formats/scenario.md.
//
// What may be left out of the file has its default here, or is an optional whose meaning depends on other fields:
// read those with the functions at the end.
namespace leeward::planning {

inline constexpr auto const kScenarioFormat = "leeward-scenario-1";

// A place further from any road than this is an error of the scenario.
inline constexpr auto const kSnapLimit = metres{1000};

// What a household asks of the room where it will live.
enum class need : std::uint8_t { kGroundFloor, kPower, kCarer, kPet };
BOOST_DESCRIBE_ENUM(need, kGroundFloor, kPower, kCarer, kPet)

// Seconds that a vehicle stands: once, and for every person.
struct service_time {
  seconds fixed_s_;
  seconds per_person_s_;
};
BOOST_DESCRIBE_STRUCT(service_time, (), (fixed_s_, per_person_s_))

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

struct beds {
  bool operator==(beds const&) const = default;

  persons general_;
  persons accessible_;  // only for persons who need one
};
BOOST_DESCRIBE_STRUCT(beds, (), (general_, accessible_))

// The ids of depots, pickup points and centres share one name space: they are the places of the operation.
struct depot {
  std::string id_;
  std::string name_;
  position position_;
};
BOOST_DESCRIBE_STRUCT(depot, (), (id_, name_, position_))

struct pickup_point {
  static constexpr auto const kMayBeMissing = std::array{"step_free"};

  std::string id_;
  std::string name_;
  position position_;
  bool step_free_{true};                        // wheelchairs and stretchers board only where it is
  std::optional<instant> open_from_;            // else the operation's start
  std::optional<instant> open_until_;           // else its end; whoever boards is on board by then
  std::optional<std::int64_t> loading_places_;  // vehicles that load at the same time; else no limit
  std::optional<service_time> loading_;         // else the scenario's
};
BOOST_DESCRIBE_STRUCT(pickup_point, (),
                      (id_, name_, position_, step_free_, open_from_, open_until_, loading_places_, loading_))

struct centre {
  std::string id_;
  std::string name_;
  position position_;
  std::int64_t tier_{1};  // 1: own region; then the others in the order in which they are asked
  beds beds_;
  std::vector<need> serves_;
  std::optional<instant> open_from_;                     // else the operation's start
  std::optional<std::int64_t> intake_persons_per_hour_;  // one desk takes bus after bus; else no limit
  std::optional<std::int64_t> unloading_places_;         // vehicles that unload at the same time; else no limit
};
BOOST_DESCRIBE_STRUCT(centre, (),
                      (id_, name_, position_, tier_, beds_, serves_, open_from_, intake_persons_per_hour_,
                       unloading_places_))

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
  std::optional<instant> available_from_;  // else the operation's start
  std::vector<crew> crews_;
};
BOOST_DESCRIBE_STRUCT(vehicle, (),
                      (id_, kind_, profile_, depot_, seats_, wheelchair_bays_, lying_places_, oxygen_, takes_pets_,
                       available_from_, crews_))

struct household {
  static constexpr auto const kMayBeMissing = std::array{"wheelchair_bays", "lying_places", "oxygen", "priority"};

  std::string id_;
  std::string pickup_point_;
  persons persons_{1};
  persons wheelchair_bays_;
  persons lying_places_;
  persons oxygen_;
  std::vector<need> needs_;
  std::int64_t priority_{1};                // a weight, 1 to 1,000; greater is more urgent
  std::optional<persons> seats_;            // else persons less wheelchair_bays less lying_places
  std::optional<persons> accessible_beds_;  // else wheelchair_bays + lying_places; the others take general beds
  std::optional<instant> ready_from_;       // else the operation's start
};
BOOST_DESCRIBE_STRUCT(household, (),
                      (id_, pickup_point_, persons_, wheelchair_bays_, lying_places_, oxygen_, needs_, priority_,
                       seats_, accessible_beds_, ready_from_))

struct scenario {
  static constexpr auto const kMayBeMissing = std::array{"crew_rules"};

  std::string format_;  // kScenarioFormat
  std::string name_;
  instant start_;                           // nobody boards before
  instant end_;                             // everybody has arrived by then
  std::string roads_;                       // the .roads file, relative to the scenario's own folder
  std::optional<std::string> attribution_;  // of the data that its places were taken from
  service_time loading_;
  service_time unloading_;  // with what must be done before the vehicle can go again
  crew_rules crew_rules_;
  // One that holds at any time of the operation holds for all of it: no plan counts on a road that may be closed.
  std::vector<roads::closure> closures_;
  std::vector<depot> depots_;
  std::vector<pickup_point> pickup_points_;
  std::vector<centre> centres_;
  std::vector<vehicle> vehicles_;
  std::vector<household> households_;
};
BOOST_DESCRIBE_STRUCT(scenario, (),
                      (format_, name_, start_, end_, roads_, attribution_, loading_, unloading_, crew_rules_, closures_,
                       depots_, pickup_points_, centres_, vehicles_, households_))

persons seats_of(household const&);
beds beds_of(household const&);
instant ready_from(scenario const&, household const&);
instant open_from(scenario const&, pickup_point const&);
instant open_until(scenario const&, pickup_point const&);
instant open_from(scenario const&, centre const&);
instant available_from(scenario const&, vehicle const&);

// How long n persons take to board at a point, and to leave at a centre.
seconds loading_time(scenario const&, pickup_point const&, persons);
seconds unloading_time(scenario const&, persons);

// How long the centre's desk needs for n persons; 0 without a limit.
seconds intake_time(centre const&, persons);

}  // namespace leeward::planning
