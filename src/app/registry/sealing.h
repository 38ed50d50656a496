#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "app/registry/candidates.h"
#include "app/registry/name_versions.h"
#include "app/registry/people_request.h"
#include "base/result.h"
#include "ledger/keys.h"
#include "ledger/record.h"
#include "operation/refusal.h"
#include "vault/vault.h"

namespace leeward::app {

// Ready to be kept.
struct sealed_request {
  ledger::request what_;                           // with the records, and their versions named
  std::vector<ledger::subject_record> records_{};  // once more, for the index
  std::vector<suspect> suspects_{};
  std::optional<operation::household_id> registers_{};
  std::optional<operation::refusal> refusal_{};  // nothing is sealed
};

// Seals what is asked in one go. Nobody is spoken of twice in it: a version is made from the one before, which has to
// be on the disk.
class sealing {
public:
  // Of so many requests. Both outlive it.
  sealing(vault::vault&, ledger::keys const&, std::size_t requests);

  // While the vault may be asked. Errors: kStorage.
  result<sealed_request> seal(people_request);

  in_hand const& registered() const { return registered_; }

private:
  // Of the subjects that are new in this go.
  class new_rows final : public vault::rows {
  public:
    result<std::optional<std::string>> wrapped_key(uuid const& subject) override;
    result<std::optional<std::string>> sealed(uuid const& subject, std::uint32_t version) override;

    std::map<uuid, vault::sealed_version> all_;
  };

  result<void> seal(about const&, std::size_t number, sealed_request&, std::map<uuid, next_version>&);
  result<void> suspect_others(uuid const& subject, vault::personal const&, std::vector<suspect>&);
  result<void> note_new(sealed_request const&);

  vault::vault& vault_;
  ledger::keys const& keys_;
  new_rows rows_;
  bool others_follow_{false};
  std::optional<vault::vault> new_{};  // with the first who is new, if others follow
  in_hand registered_;
};

}  // namespace leeward::app
