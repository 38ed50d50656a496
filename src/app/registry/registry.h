#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "app/keeper/keeper.h"
#include "app/registry/audit.h"
#include "app/registry/case_file.h"
#include "app/registry/people_request.h"
#include "app/registry/sealing.h"
#include "app/registry/search.h"
#include "base/result.h"
#include "base/time.h"
#include "ledger/keys.h"
#include "vault/vault.h"

// People with their names: what is asked about them is kept with what is personal, sealed; it is found again, shown as
// it was known then, and erased for good.
namespace leeward::app {

struct erased {
  std::vector<uuid> subjects_;  // now
  std::size_t before_{0};       // of those that were meant
};

// The only one who writes versions of subjects. From any thread.
class registry {
public:
  static constexpr auto const kMostInOneGo = std::size_t{64};      // requests that share a transaction
  static constexpr auto const kMostSealedAtOnce = std::size_t{8};  // subjects, while other commands wait
  static constexpr auto const kMostFound = std::size_t{100};

  // Both outlive it; the keys are those of a vault.
  registry(keeper&, ledger::keys const&);

  // In this order. Each is kept with its records in one transaction, or refused with nothing kept; one that comes again
  // gets its first answer. Registrations bring households that may be the same (cases of kind duplicate). Callers share
  // transactions; a subject that is spoken of twice has its versions one after the other. Errors: kStorage, the ledger
  // stopped, and all of it may be asked again; the index cannot be read.
  result<std::vector<ledger::answer>> ask_all(std::vector<people_request>);
  result<ledger::answer> ask(people_request);

  // By parts of a name in any spelling, a telephone number, a place: best first, at most `most`, noted in the audit
  // first. With `enquirer` (a subject, or empty) only of whom that person may be told (custody/disclosure.h). Errors:
  // kInvalidInput, nothing to look for; kStorage.
  result<found_people> search(vault::query const&, std::size_t most, reader const&,
                              std::optional<std::string> const& enquirer = std::nullopt);

  // A person's or a household's, as it is known or was known then; noted in the audit first. Errors: kNotFound, there
  // is or was nobody of this number; kStorage.
  result<case_file> file_of(uuid const& person_or_household, std::optional<instant> as_of, reader const&);

  // A person, a household with all its people and appeals, or an appeal. With the last of a household its appeals go
  // too. Errors: kNotFound; kInvalidInput, no reason, or too long a one; kStorage, nobody was erased.
  result<erased> erase(uuid const&, std::string const& reason, std::string const& by);

  // Reads the index, some of it each time, so that commands go on; true: all is there. Whoever asks before that waits.
  result<bool> fill_some(ledger::store&);

  // From now on what is sealed is wrapped by these; nothing that was wrapped before is still on its way.
  void take(vault::keys);
  // The same where nothing wrapped by others can be on its way.
  void take_at_once(vault::keys);

  // The operation as it is on the disk.
  void see(std::function<void(operation::state const&, ledger::head const&)> const& use) const { keeper_.see(use); }

  // Subjects of whom something is kept, as far as the index is read.
  // For what has nothing personal in it.
  keeper& kept_by() { return keeper_; }

  std::size_t size() const { return vault_.size(); }

private:
  // The store, while it is lent.
  class lent_rows final : public vault::rows {
  public:
    result<std::optional<std::string>> wrapped_key(uuid const& subject) override;
    result<std::optional<std::string>> sealed(uuid const& subject, std::uint32_t version) override;

    ledger::store* store_{nullptr};
  };

  struct job {
    std::vector<people_request> all_;
    result<std::vector<ledger::answer>> answers_{};
    bool is_done_{false};
  };

  result<void> with_vault(std::function<result<void>(ledger::store&)> const&);
  result<void> be_filled();
  void serve();
  std::vector<job*> take_jobs();
  result<std::vector<ledger::answer>> keep(std::vector<people_request>);
  std::size_t end_of_go(std::vector<people_request> const&, std::size_t from) const;
  result<void> keep_go(std::vector<people_request>&, std::size_t from, std::size_t end, std::vector<ledger::answer>&);
  result<std::vector<sealed_request>> seal(std::vector<people_request>&, std::size_t from, std::size_t end);
  result<void> index(std::vector<sealed_request> const&, std::vector<ledger::answer> const&);
  result<void> read(case_file&);

  keeper& keeper_;
  ledger::keys const& keys_;
  lent_rows rows_;
  vault::vault vault_;

  std::optional<std::uint64_t> filled_to_{0};  // none: all. Of whoever has the store
  std::atomic<bool> is_filled_{false};

  std::mutex queue_lock_;
  std::deque<job*> queue_;
  std::mutex writing_;  // one go after the other
};

}  // namespace leeward::app
