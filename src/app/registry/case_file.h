#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe/class.hpp>

#include "app/registry/search.h"
#include "base/json/uuid.h"
#include "base/result.h"
#include "base/time.h"
#include "base/uuid.h"
#include "operation/appeals/events.h"
#include "operation/cases/events.h"
#include "operation/custody/events.h"
#include "operation/households/events.h"
#include "operation/ids.h"
#include "operation/needs.h"
#include "operation/place.h"
#include "operation/state.h"
#include "vault/personal.h"

// All that is known of somebody, or was known at a time.
namespace leeward::app {

// Whether what is personal can be shown.
enum class on_record : std::uint8_t { kNothing, kThere, kErased, kDamaged };
BOOST_DESCRIBE_ENUM(on_record, kNothing, kThere, kErased, kDamaged)

struct file_head {
  static constexpr auto const kMayBeMissing = std::array{"point"};

  instant as_of_;  // of the last event that is in it
  std::uint64_t events_{0};
  operation::household_id household_;
  std::string zone_;
  std::string point_{};
  bool at_door_{false};
  bool secret_{false};
  operation::households::origin origin_{};
  std::optional<operation::households::origin> confirmed_{};
  instant asked_;
  std::optional<operation::household_id> merged_into_{};
};
BOOST_DESCRIBE_STRUCT(file_head, (),
                      (as_of_, events_, household_, zone_, point_, at_door_, secret_, origin_, confirmed_, asked_,
                       merged_into_))

struct file_fact {
  operation::fact_id fact_;
  operation::place place_{};
  instant happened_;
  bool void_{false};
};
BOOST_DESCRIBE_STRUCT(file_fact, (), (fact_, place_, happened_, void_))

struct file_leg {
  static constexpr auto const kMayBeMissing = std::array{"centre"};

  std::optional<operation::trip_id> trip_{};
  std::optional<instant> departs_{};  // the trip, as it is planned
  std::optional<instant> arrives_{};
  std::string centre_{};
  std::optional<operation::room_id> room_{};
  bool absent_{false};
  std::optional<operation::custody::leg_end> closed_{};
  std::optional<operation::gone> gone_{};
  std::vector<file_fact> facts_{};
};
BOOST_DESCRIBE_STRUCT(file_leg, (), (trip_, departs_, arrives_, centre_, room_, absent_, closed_, gone_, facts_))

struct file_sighting {
  static constexpr auto const kMayBeMissing = std::array{"where"};

  instant at_;
  operation::place as_{};
  std::string where_{};
  std::optional<operation::trip_id> trip_{};
};
BOOST_DESCRIBE_STRUCT(file_sighting, (), (at_, as_, where_, trip_))

struct file_person {
  operation::person_id person_;
  on_record record_{on_record::kNothing};
  std::uint32_t version_{0};  // of what the vault kept about them then; 0: nothing
  std::optional<vault::personal> what_{};
  operation::households::age_band age_{};
  std::vector<operation::need> needs_{};
  std::optional<whereabouts> now_{};  // none of who was merged into another
  std::optional<file_sighting> last_{};
  std::vector<file_leg> legs_{};
  std::vector<file_fact> noted_{};  // what devices said that stands on no leg
  std::optional<operation::person_id> same_as_{};
};
BOOST_DESCRIBE_STRUCT(file_person, (),
                      (person_, record_, version_, what_, age_, needs_, now_, last_, legs_, noted_, same_as_))

struct file_appeal {
  operation::appeal_id appeal_;
  operation::appeals::channel channel_{};
  instant taken_at_;
  bool closed_{false};
  uuid subject_;
  std::uint32_t version_{0};
  on_record record_{on_record::kNothing};
  std::optional<vault::personal> what_{};
};
BOOST_DESCRIBE_STRUCT(file_appeal, (), (appeal_, channel_, taken_at_, closed_, subject_, version_, record_, what_))

struct file_case {
  static constexpr auto const kMayBeMissing = std::array{"how"};

  operation::case_id case_;
  operation::cases::kind kind_{};
  operation::cases::owner owner_{};
  instant since_;
  instant due_;
  std::string sentence_;
  bool settled_{false};
  std::string how_{};
};
BOOST_DESCRIBE_STRUCT(file_case, (), (case_, kind_, owner_, since_, due_, sentence_, settled_, how_))

struct case_file {
  file_head head_;
  std::vector<file_person> people_;
  std::vector<file_appeal> appeals_;
  std::vector<file_case> cases_;
};
BOOST_DESCRIBE_STRUCT(case_file, (), (head_, people_, appeals_, cases_))

// Without what is personal: record_ is kThere where a version is named. Errors: kNotFound.
result<case_file> case_file_of(operation::state const&, std::uint64_t events, uuid const& person_or_household);

}  // namespace leeward::app
