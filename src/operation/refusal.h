#pragma once

#include <cstdint>
#include <string>
#include <utility>

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>
#include <tl/expected.hpp>

namespace leeward::operation {

enum class refusal_code : std::uint8_t {
  kUnknown,       // what is named is not there
  kTaken,         // the id belongs to something else
  kInvalid,       // a value that no state would accept
  kWrongState,    // not now: the thing is not where it would have to be
  kFull,          // seats, bays, lying places, oxygen or beds do not suffice
  kNotFitting,    // a need that the vehicle, the point or the centre does not serve
  kNotConfirmed,  // nobody has spoken to the household yet
  kNotAllowed     // a rule that protects somebody: custody of a child, crew hours, an exercise in a live operation
};
BOOST_DESCRIBE_ENUM(refusal_code, kUnknown, kTaken, kInvalid, kWrongState, kFull, kNotFitting, kNotConfirmed,
                    kNotAllowed)

// Why a command was not done, for a tired or frightened person, and what would be accepted. Nothing of it was done.
struct refusal {
  bool operator==(refusal const&) const = default;

  refusal_code code_{refusal_code::kInvalid};
  std::string sentence_;
  std::string field_;     // of the command, "households[3].person"
  std::string accepted_;  // what would be
};
BOOST_DESCRIBE_STRUCT(refusal, (), (code_, sentence_, field_, accepted_))

inline tl::unexpected<refusal> refuse(refusal_code const code, std::string sentence, std::string field,
                                      std::string accepted = {}) {
  return tl::unexpected<refusal>{refusal{code, std::move(sentence), std::move(field), std::move(accepted)}};
}

// What a check gives: nothing, or why not.
using check = tl::expected<void, refusal>;

}  // namespace leeward::operation
