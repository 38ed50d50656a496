#include "tickets/no_longer_good.h"

#include <fmt/format.h>

#include "base/json/decode.h"
#include "base/json/encode.h"

namespace leeward::tickets {

namespace {

std::string signed_text(no_longer_good_list const& l) {
  auto text = fmt::format("leeward tickets no longer good 1\n{}\n{}\n{}\n", to_string(l.operation_), l.as_of_.unix_s_,
                          l.tickets_.size());
  for (auto const& t : l.tickets_) {
    text += fmt::format("{} {} {}\n", to_string(t.household_), t.up_to_,
                        t.why_ == taken_back::kReplaced ? "replaced" : "withdrawn");
  }
  return text;
}

}  // namespace

void sign_list(signing_key const& k, no_longer_good_list& l) { l.signature_ = sign_in_hex(k, signed_text(l)); }

std::string encode(no_longer_good_list const& l) { return json::encode(l) + "\n"; }

result<no_longer_good_list> decode_list(std::string_view const text, std::string_view const source,
                                        operation_id const& operation, public_key const& key) {
  auto l = json::decode<no_longer_good_list>(text, source);
  if (!l) {
    return l;
  }
  if (l->operation_ != operation) {
    return invalid(fmt::format("{}: operation: is {}, must be {}: this list is of another operation", source,
                               to_string(l->operation_), to_string(operation)),
                   "operation");
  }
  if (l->tickets_.size() > kMostTakenBack) {
    return fail(error_kind::kTooLarge,
                fmt::format("{}: tickets: has {}, at most {} can be read", source, l->tickets_.size(), kMostTakenBack),
                "tickets");
  }
  if (!fits_in_hex(l->signature_, signed_text(*l), key)) {
    return invalid(fmt::format("{}: signature: does not fit; the list was changed after it was signed", source),
                   "signature");
  }
  return l;
}

}  // namespace leeward::tickets
