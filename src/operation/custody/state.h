#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe/class.hpp>

#include "base/time.h"
#include "operation/custody/events.h"
#include "operation/ids.h"
#include "operation/place.h"

namespace leeward::operation::custody {

struct stated {
  fact_id fact_;
  instant happened_;
  centre_row centre_;  // that it names itself
  place place_{place::kWaiting};
  bool void_{false};
  bool by_device_{false};
};
BOOST_DESCRIBE_STRUCT(stated, (), (fact_, happened_, centre_, place_, void_, by_device_))

// A fact from the field that stands on no leg, as events.h says of it.
struct noted_fact {
  fact_id fact_;
  instant happened_;
  trip_row trip_;
  centre_row centre_;
  std::optional<room_id> room_;
  place to_{place::kBoarded};
  gone how_{gone::kUnknown};
  bool void_{false};
};
BOOST_DESCRIBE_STRUCT(noted_fact, (), (fact_, happened_, trip_, centre_, room_, to_, how_, void_))

// What a desk has said of absence.
struct desk_word {
  instant at_;
  bool absent_{false};
};
BOOST_DESCRIBE_STRUCT(desk_word, (), (at_, absent_))

// One trip with the stay after it.
struct leg {
  trip_row trip_;
  centre_row centre_;
  std::optional<room_id> room_;
  bool absent_{false};
  bool closed_{false};
  leg_end end_{leg_end::kNoShow};       // if closed
  gone how_{gone::kUnknown};            // if gone
  std::uint32_t presence_{0};           // the order of what was last said of absence
  std::optional<desk_word> at_desk_{};  // the last that no device has said
  std::vector<stated> facts_;
};
BOOST_DESCRIBE_STRUCT(leg, (), (trip_, centre_, room_, absent_, closed_, end_, how_, presence_, at_desk_, facts_))

// The last physical evidence of a person.
struct sighting {
  instant at_;
  place as_{place::kWaiting};  // what was stated with it
  trip_row trip_;
  centre_row centre_;
  point_row point_;
};
BOOST_DESCRIBE_STRUCT(sighting, (), (at_, as_, trip_, centre_, point_))

// All legs of a person, the latest last.
struct track {
  std::vector<leg> legs_;
  std::vector<noted_fact> noted_{};
  std::optional<sighting> last_;
  instant since_;          // of the place
  bool uncounted_{false};  // merged into another
  std::optional<instant> watched_until_{};
};
BOOST_DESCRIBE_STRUCT(track, (), (legs_, noted_, last_, since_, uncounted_, watched_until_))

struct guardianship {
  std::vector<person_row> guardians_;
  std::vector<std::string> barred_;
  bool handed_over_{false};
};
BOOST_DESCRIBE_STRUCT(guardianship, (), (guardians_, barred_, handed_over_))

// Facts about people who are not registered yet.
struct waiting_facts {
  std::map<fact_id, noted> facts_;                    // with whom they speak of who is not there
  std::map<person_id, std::vector<fact_id>> of_;      // the same by person
  std::map<fact_id, std::vector<person_row>> found_;  // who is there since, and of whom the fact does not count yet
};
BOOST_DESCRIBE_STRUCT(waiting_facts, (), (facts_, of_, found_))

struct state {
  std::vector<track> tracks_;  // by person
  tally by_place_;             // of those counted
  std::map<person_row, guardianship> children_;
  std::map<instant, std::vector<person_row>> watched_;  // by the end of their limit, and of earlier ones (watch.h)
  waiting_facts waiting_;
};
BOOST_DESCRIBE_STRUCT(state, (), (tracks_, by_place_, children_, watched_, waiting_))

}  // namespace leeward::operation::custody
