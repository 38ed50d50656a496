#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include <boost/describe/class.hpp>

#include "app/registry/people_request.h"
#include "app/registry/unsaid.h"
#include "base/json/uuid.h"
#include "base/result.h"
#include "base/time.h"
#include "ledger/keys.h"
#include "operation/appeals/events.h"
#include "operation/households/events.h"
#include "operation/ids.h"
#include "operation/needs.h"
#include "operation/state.h"

// People as a file: a line of JSON for each household that is registered, or for each person of whom something has
// changed (docs/formats/people.md).
namespace leeward::app {

inline constexpr auto const kMostPeopleBytes = std::size_t{64} << 20U;
inline constexpr auto const kMostPeopleLines = std::size_t{200'000};

struct person_line {
  static constexpr auto const kMayBeMissing = std::array{"needs"};

  std::optional<operation::person_id> person_{};
  std::optional<unsaid<std::string>> name_{};
  std::optional<unsaid<std::uint16_t>> birth_year_{};
  std::optional<unsaid<std::string>> phone_{};
  std::optional<unsaid<std::string>> address_{};
  std::optional<unsaid<std::string>> medical_{};
  std::optional<unsaid<std::string>> document_{};
  std::optional<operation::households::age_band> age_{};
  std::vector<operation::need> needs_{};
};
BOOST_DESCRIBE_STRUCT(person_line, (),
                      (person_, name_, birth_year_, phone_, address_, medical_, document_, age_, needs_))

struct appeal_line {
  std::optional<operation::appeal_id> appeal_{};
  operation::appeals::channel channel_{};
  unsaid<std::string> text_;
  std::optional<instant> taken_at_{};
};
BOOST_DESCRIBE_STRUCT(appeal_line, (), (appeal_, channel_, text_, taken_at_))

struct household_line {
  static constexpr auto const kMayBeMissing = std::array{"at_door", "secret"};

  std::optional<operation::household_id> household_{};
  std::string zone_;                    // its name or its id
  std::optional<std::string> point_{};  // as well
  bool at_door_{false};
  bool secret_{false};
  std::optional<operation::households::origin> origin_{};
  std::optional<instant> ready_from_{};
  std::vector<person_line> members_;
  std::optional<appeal_line> appeal_{};
};
BOOST_DESCRIBE_STRUCT(household_line, (),
                      (household_, zone_, point_, at_door_, secret_, origin_, ready_from_, members_, appeal_))

struct changed_person {
  operation::person_id person_;
  std::optional<unsaid<std::string>> name_{};
  std::optional<unsaid<std::uint16_t>> birth_year_{};
  std::optional<unsaid<std::string>> phone_{};
  std::optional<unsaid<std::string>> address_{};
  std::optional<unsaid<std::string>> medical_{};
  std::optional<unsaid<std::string>> document_{};
};
BOOST_DESCRIBE_STRUCT(changed_person, (), (person_, name_, birth_year_, phone_, address_, medical_, document_))

// What one line asks for. Its first request stands for the line: if that is refused, the line is.
struct people_line {
  std::size_t number_{0};  // from 1
  std::vector<people_request> requests_;
  std::optional<operation::household_id> household_{};
};

// What has to be known to read a file.
struct people_setting {
  operation::state const& state_;
  ledger::keys const& keys_;
  std::string by_;  // who registers
  instant now_;
};

enum class people_file_kind : std::uint8_t { kHouseholds, kChanges };

// All lines are read before anything is asked for. The same file again asks for the same under the same numbers; a
// change is known again by its line and by the version of what was known before it.
class people_file {
public:
  static constexpr auto const kLinesAtOnce = std::size_t{500};

  // `text` outlives it. Errors, with the number of the line and nothing personal: those of base/json; kTooLarge.
  static result<people_file> read(people_file_kind, std::string_view text, std::string_view source);

  // Some more of them, so that whoever lends the state does not wait; true: that was all. Errors: kInvalidInput, an
  // unknown zone, point or person, an impossible year of birth.
  result<bool> settle_some(people_setting const&);

  std::vector<people_line> lines_;

private:
  struct one_line {
    std::size_t number_{0};
    std::string_view text_;
    std::variant<household_line, changed_person> what_;
  };

  std::string source_;
  std::vector<one_line> read_;
};

}  // namespace leeward::app
