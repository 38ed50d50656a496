#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include "base/crypto/signing.h"
#include "base/json/uuid.h"
#include "base/result.h"
#include "base/time.h"
#include "tickets/ticket.h"

// Which tickets the operation has taken back: it signs the list, and a phone carries it away from the network.
namespace leeward::tickets {

enum class taken_back : std::uint8_t {
  kReplaced,  // the household, its trip or its hold changed, and a newer ticket says so
  kWithdrawn  // nobody of the household is to travel on a ticket
};
BOOST_DESCRIBE_ENUM(taken_back, kReplaced, kWithdrawn)

struct no_longer_good {
  household_id household_;
  std::uint32_t up_to_{0};  // this version of its ticket and all before it
  taken_back why_{taken_back::kReplaced};
};
BOOST_DESCRIBE_STRUCT(no_longer_good, (), (household_, up_to_, why_))

struct no_longer_good_list {
  operation_id operation_;
  instant as_of_;  // what is taken back later is not in it
  std::vector<no_longer_good> tickets_;
  std::string signature_;  // hex, over all of the above
};
BOOST_DESCRIBE_STRUCT(no_longer_good_list, (), (operation_, as_of_, tickets_, signature_))

inline constexpr auto const kMostTakenBack = std::size_t{150'000};
inline constexpr auto const kMostListBytes = std::size_t{32} << 20U;

// Sets the signature.
void sign_list(signing_key const&, no_longer_good_list&);

// As a JSON document. Errors of reading: those of base/json; kTooLarge; kInvalidInput, it is of another operation, or
// the signature does not fit.
std::string encode(no_longer_good_list const&);
result<no_longer_good_list> decode_list(std::string_view text, std::string_view source, operation_id const&,
                                        public_key const&);

}  // namespace leeward::tickets
