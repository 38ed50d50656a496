#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "base/crypto/signing.h"
#include "base/result.h"
#include "base/uuid.h"
#include "vault/secret.h"

// The keys of a data folder. They lie outside of it, so that whoever takes the data has not taken them.
namespace leeward::ledger {

struct keys {
  std::filesystem::path folder_;
  signing_key checkpoint_;
  std::array<std::uint8_t, 32> content_{};  // for the hashes by which a repeated command is known again
  signing_key ticket_{};
  std::optional<vault::keys> vault_{};  // none: nothing personal is kept
  std::vector<uuid> erased_{};          // subjects, as the register had them when it was read
};

// --keys DIR, else $CREDENTIALS_DIRECTORY (systemd's), else ${XDG_STATE_HOME:-$HOME/.local/state}/leeward/FOLDER/.
// Errors: kInvalidInput, none of these is set.
result<std::filesystem::path> keys_folder(std::optional<std::filesystem::path> const& wanted, uuid const& folder);

// Makes the folder (0700) and in it checkpoint.key, content.key, ticket.key, master.key and index.key (0400: 64 hex
// digits and a line end), and the register of who was erased (vault/erasures.h); what is there stays. Errors: kStorage;
// those of read_keys.
result<keys> make_keys(std::filesystem::path const& folder);

// Errors: kNotFound, one is missing, or the register is; kInvalidInput, one is readable by others or is no key.
result<keys> read_keys(std::filesystem::path const& folder);

// A new master key takes the place of the old one in two steps, between which both are read: begun, until nothing is
// wrapped by the old one any more (rotation.h); then ended, which cannot be taken back. Errors: kStorage; those of
// read_keys.
result<keys> begin_new_master(std::filesystem::path const& folder);
result<keys> end_new_master(std::filesystem::path const& folder);

}  // namespace leeward::ledger
