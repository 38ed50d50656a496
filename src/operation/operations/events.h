#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include "base/time.h"
#include "operation/ids.h"

// The operation itself: what it is, what it offers, and its days.
namespace leeward::operation::operations {

enum class kind : std::uint8_t { kLive, kExercise };
BOOST_DESCRIBE_ENUM(kind, kLive, kExercise)

// The first event of every operation. Live or exercise never changes.
struct opened {
  static constexpr auto const kName = std::string_view{"operation_opened"};
  static constexpr auto const kCommand = std::string_view{"open_operation"};

  operation_id operation_;
  std::string name_;
  kind kind_{kind::kExercise};
};
BOOST_DESCRIBE_STRUCT(opened, (), (operation_, name_, kind_))

// What people are told is offered; nobody has to go.
struct offer_made {
  static constexpr auto const kName = std::string_view{"offer_made"};
  static constexpr auto const kCommand = std::string_view{"make_offer"};

  std::map<std::string, std::string> text_;  // by language, as BCP 47 names it
  std::vector<std::string> destinations_;
  instant from_;
};
BOOST_DESCRIBE_STRUCT(offer_made, (), (text_, destinations_, from_))

struct offer_withdrawn {
  static constexpr auto const kName = std::string_view{"offer_withdrawn"};
  static constexpr auto const kCommand = std::string_view{"withdraw_offer"};

  std::string reason_;
};
BOOST_DESCRIBE_STRUCT(offer_withdrawn, (), (reason_))

// With everybody who was not accounted for at that moment, by name.
struct day_closed {
  static constexpr auto const kName = std::string_view{"day_closed"};

  instant until_;
  std::vector<person_id> not_accounted_for_;
  std::string by_;  // a subject
};
BOOST_DESCRIBE_STRUCT(day_closed, (), (until_, not_accounted_for_, by_))

// Nothing is kept about them any more but what counts: their numbers, places and needs. Not to be taken back.
struct subject_erased {
  static constexpr auto const kName = std::string_view{"subject_erased"};
  static constexpr auto const kCommand = std::string_view{"erase_subject"};

  uuid subject_;
  std::string reason_;
};
BOOST_DESCRIBE_STRUCT(subject_erased, (), (subject_, reason_))

using event = std::variant<opened, offer_made, offer_withdrawn, day_closed, subject_erased>;

}  // namespace leeward::operation::operations
