#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe/class.hpp>

#include "base/crypto/signing.h"
#include "base/json/uuid.h"
#include "base/result.h"
#include "base/time.h"
#include "operation/ids.h"
#include "operation/operations/events.h"
#include "operation/state.h"
#include "tickets/no_longer_good.h"
#include "tickets/ticket.h"
#include "tickets/verify.h"

// The tickets of an operation, from what is known of its households.
namespace leeward::app {

// What a verifier carries along: docs/formats/ticket.md.
struct ticket_key {
  operation::operation_id operation_;
  std::string name_;
  operation::operations::kind kind_{};
  std::string public_key_;  // hex
};
BOOST_DESCRIBE_STRUCT(ticket_key, (), (operation_, name_, kind_, public_key_))

// Errors: kInvalidInput, that is no public key.
result<tickets::verifier> verifier_of(ticket_key const&);

// What goes on paper. Places are named for people.
struct issued_ticket {
  static constexpr auto const kMayBeMissing = std::array{"at_door", "point", "centre"};

  operation::operation_id operation_;
  operation::household_id household_;
  std::optional<operation::trip_id> trip_{};
  std::string number_{};
  std::string code_word_ru_{};
  std::string code_word_en_{};
  std::int32_t persons_{0};
  bool at_door_{false};
  std::string point_{};
  std::optional<instant> boards_at_{};
  std::string centre_{};
  std::uint32_t version_{0};
  instant issued_;
  instant expires_{};
  std::string text_{};  // of the QR code
};
BOOST_DESCRIBE_STRUCT(issued_ticket, (),
                      (operation_, household_, trip_, number_, code_word_ru_, code_word_en_, persons_, at_door_, point_,
                       boards_at_, centre_, version_, issued_, expires_, text_))

// Whose tickets; of all who have still to arrive, if nothing is set.
struct whose_tickets {
  std::optional<operation::household_id> household_{};
  std::optional<operation::trip_id> trip_{};  // that are promised this trip, or are on it
};

// Errors of these: kNotFound, there is no operation, household or trip of that id; kInvalidInput, nobody of the
// household is to travel, or the time is one that a ticket cannot say; kTooLarge.
result<ticket_key> ticket_key_of(operation::state const&, signing_key const&);

// Without code words and QR codes: signing takes 0.1 ms each, and whoever lends the state does not wait for it.
result<std::vector<issued_ticket>> issue_tickets(operation::state const&, whose_tickets const&, instant now);

void sign(issued_ticket&, signing_key const&);

// Without its signature, as above.
result<tickets::no_longer_good_list> taken_back_of(operation::state const&, instant now);

void sign(tickets::no_longer_good_list&, signing_key const&);

}  // namespace leeward::app
