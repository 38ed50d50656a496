#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/keeper/keeper.h"
#include "app/registry/registry.h"
#include "base/crypto/signing.h"
#include "base/time.h"
#include "device/briefing.h"
#include "device/outbox.h"
#include "ledger/fault_disk.h"
#include "ledger/keys.h"
#include "ledger/sequencer.h"
#include "ledger/store.h"
#include "ledger/vault_rows.h"
#include "operation/devices/events.h"
#include "simulation/message.h"
#include "simulation/report.h"
#include "simulation/world.h"
#include "vault/vault.h"

// The server as it is: registry, sequencer, store and vault, on a disk that fails as it is told.
namespace leeward::simulation {

// Bugs around the rules, for the tests that show that they are found; those in the rules are planted when they are
// built (planted.cmake).
enum class planted : std::uint8_t {
  kNone,
  kAnswersBeforeSync,  // what was answered may not be on the disk
  kAppliesTwice,       // a repeat is done once more
  kSwallowsRepeat      // a known number with other content is taken for a repeat
};

class server final : public app::keeper {
public:
  // With the world's frame on its disk, and not started. The report outlives it.
  server(world const&, std::uint64_t seed, planted, report&);
  ~server() override;
  server(server const&) = delete;
  server& operator=(server const&) = delete;

  // From what the disk has. False: it did not come up; the power went again.
  bool start();
  bool is_up() const { return sequencer_ != nullptr; }

  // The process ends, as it would by a signal.
  void kill();
  // The power is gone, with whatever was not flushed.
  void lose_power();

  // What arrived is dealt with; what is to be sent in answer. When the process ends meanwhile, nothing is.
  std::vector<message> turn(instant clock, std::vector<message>);

  // At the headquarters: invited, joined and briefed. None: the rules or the disk refused it, or the process ended.
  struct new_device {
    device::identity me_;
    device::briefing knows_;
  };
  std::optional<new_device> enrol(instant clock, operation::devices::invited const&, signing_key const&);
  std::optional<device::briefing> brief(operation::device_id const&, device::identity const&);

  result<std::vector<ledger::answer>> ask_all(std::vector<ledger::request>) override;
  void see(std::function<void(operation::state const&, ledger::head const&)> const&) const override;
  result<void> with_store(std::function<result<void>(ledger::store&)> const&) override;

  ledger::store& store() { return *store_; }
  // To look at what is there; it finds nobody.
  vault::vault& vault() { return *vault_; }

  ledger::fault_disk disk_;
  std::optional<std::string> broken_;  // the process ended by a fault of its own

private:
  result<void> open();
  result<void> work();
  result<std::vector<ledger::answer>> answers_to(std::vector<message> const&);
  std::optional<ledger::answer> swallowed(question const&);
  bool take(message&);
  void end(error const&);
  uuid number_of(uuid const& op);

  planted planted_;
  report& report_;
  ledger::keys keys_;
  instant clock_;
  std::unique_ptr<ledger::store> store_;
  std::unique_ptr<ledger::vault_rows> rows_;
  std::unique_ptr<vault::vault> vault_;
  std::unique_ptr<ledger::sequencer> sequencer_;
  std::unique_ptr<app::registry> registry_;
  std::map<uuid, std::uint64_t> came_;  // how often; for a planted bug
};

}  // namespace leeward::simulation
