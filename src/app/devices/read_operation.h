#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "app/registry/people_request.h"
#include "base/result.h"
#include "device/envelope.h"
#include "device/keys.h"
#include "ledger/request.h"

namespace leeward::app {

// What a device says of a person in words, instead of the ledger's describe_person: docs/formats/envelope.md.
struct read_operation {
  people_request what_;
  std::string words_{};  // what of it may be personal; kept in the vault when the operation is set aside
};

// Of {"NAME": …: the type of an operation with this payload. Empty, if it does not begin so.
std::string_view type_of(std::string_view payload);

// Whether this program can read the operation; why not, for whoever enters it: the sentence may repeat some of it.
result<void> is_readable(device::envelope const&);

// As the rules take it. Whatever stands in the payload: what cannot be read says why, for a person to look at.
read_operation read(device::batch const&, std::size_t number, device::chain_hash const&);

}  // namespace leeward::app
