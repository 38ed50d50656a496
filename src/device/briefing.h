#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <boost/describe/class.hpp>

#include "base/json/uuid.h"
#include "base/result.h"
#include "base/time.h"
#include "device/outbox.h"
#include "operation/needs.h"
#include "operation/place.h"

namespace leeward::device {

inline constexpr auto const kMostBriefingBytes = std::size_t{4} << 20U;

struct briefed_person {
  operation::person_id person_;
  std::vector<operation::need> needs_{};
  operation::place place_{};
};
BOOST_DESCRIBE_STRUCT(briefed_person, (), (person_, needs_, place_))

// By number and code word: no name leaves the headquarters.
struct briefed_household {
  operation::household_id household_;
  std::string number_;  // of its ticket
  std::string code_word_ru_;
  std::string code_word_en_;
  std::uint32_t version_{0};  // of its ticket: one with a lower version was replaced
  std::vector<briefed_person> persons_;
};
BOOST_DESCRIBE_STRUCT(briefed_household, (), (household_, number_, code_word_ru_, code_word_en_, version_, persons_))

// Seats, and beds with them, that this device alone may promise until then.
struct lease {
  operation::lease_id lease_;
  operation::trip_id trip_;
  operation::space space_;
  operation::beds beds_;
  instant until_;
};
BOOST_DESCRIBE_STRUCT(lease, (), (lease_, trip_, space_, beds_, until_))

struct briefed_trip {
  static constexpr auto const kMayBeMissing = std::array{"to"};

  operation::trip_id trip_;
  std::vector<std::string> points_{};
  std::string to_{};
  instant departs_;
  instant arrives_;
  std::vector<briefed_household> promised_;
  std::vector<briefed_household> standby_;
};
BOOST_DESCRIBE_STRUCT(briefed_trip, (), (trip_, points_, to_, departs_, arrives_, promised_, standby_))

struct briefed_centre {
  operation::centre_id centre_;
  std::string name_;
  std::vector<briefed_household> expected_;  // and who is there
};
BOOST_DESCRIBE_STRUCT(briefed_centre, (), (centre_, name_, expected_))

// What a device carries away from the network: those whom it will meet, and the seats that it may promise. It also says
// how far the server is with the device's own log.
struct briefing {
  operation::operation_id operation_;
  device_id device_;
  instant server_time_;
  std::uint64_t up_to_{0};
  std::vector<briefed_trip> trips_;
  std::optional<briefed_centre> centre_;
  std::vector<lease> leases_;
  std::string signature_;  // hex, over the document without it
};
BOOST_DESCRIBE_STRUCT(briefing, (), (operation_, device_, server_time_, up_to_, trips_, centre_, leases_, signature_))

// Sets the signature.
void sign(signing_key const& server, briefing&);

// As a JSON document. Errors of reading: those of base/json; kTooLarge; kInvalidInput, it is for another device, or
// its signature does not fit.
std::string encode(briefing const&);
result<briefing> decode_briefing(std::string_view text, std::string_view source, identity const&);

}  // namespace leeward::device
