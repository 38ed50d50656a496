#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include "base/time.h"
#include "operation/ids.h"
#include "operation/needs.h"

// Beds asked of other regions. The steps are those of EDXL-RM 1.0: request, response (accept, decline, conditional),
// commit, request for return, release.
namespace leeward::operation::regions {

struct added {
  static constexpr auto const kName = std::string_view{"region_added"};
  static constexpr auto const kCommand = std::string_view{"add_region"};

  region_id region_;
  std::string name_;
};
BOOST_DESCRIBE_STRUCT(added, (), (region_, name_))

struct requested {
  static constexpr auto const kName = std::string_view{"beds_requested"};
  static constexpr auto const kCommand = std::string_view{"request_beds"};

  request_id request_;
  region_id region_;
  beds beds_;
  instant from_;
  std::int32_t nights_{1};
  std::string text_;
};
BOOST_DESCRIBE_STRUCT(requested, (), (request_, region_, beds_, from_, nights_, text_))

struct offered_beds {
  centre_id centre_;
  beds beds_;
};
BOOST_DESCRIBE_STRUCT(offered_beds, (), (centre_, beds_))

struct offered {
  static constexpr auto const kName = std::string_view{"beds_offered"};
  static constexpr auto const kCommand = std::string_view{"offer_beds"};

  offer_id offer_;
  std::optional<request_id> request_;  // none: offered unasked
  std::optional<offer_id> after_;      // the offer that it takes the place of, after a counter-proposal
  region_id region_;
  std::vector<offered_beds> places_;
  std::string conditions_;
  instant expires_;  // lapses then, unless it was accepted
};
BOOST_DESCRIBE_STRUCT(offered, (), (offer_, request_, after_, region_, places_, conditions_, expires_))

enum class offer_status : std::uint8_t {
  kOffered,
  kCountered,    // we asked for something else
  kAccepted,     // by us: from now on it stands
  kCommitted,    // the other region has confirmed
  kReturnAsked,  // it wants its beds back: nobody new
  kDeclined,
  kWithdrawn,
  kLapsed,
  kReleased,  // we need them no longer
  kReturned   // given back, as was asked
};
BOOST_DESCRIBE_ENUM(offer_status, kOffered, kCountered, kAccepted, kCommitted, kReturnAsked, kDeclined, kWithdrawn,
                    kLapsed, kReleased, kReturned)

struct offer_changed {
  static constexpr auto const kName = std::string_view{"offer_changed"};
  static constexpr auto const kCommand = std::string_view{"change_offer"};
  static constexpr auto const kMayBeMissing = std::array{"reason"};

  offer_id offer_;
  offer_status to_{offer_status::kAccepted};
  std::string reason_{};  // needed for everything but accepted and committed
  std::string by_;        // a subject; empty: the clock
};
BOOST_DESCRIBE_STRUCT(offer_changed, (), (offer_, to_, reason_, by_))

using event = std::variant<added, requested, offered, offer_changed>;

}  // namespace leeward::operation::regions
