#pragma once

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <utility>
#include <vector>

#include "app/keeper/keeper.h"
#include "app/live/control_socket.h"
#include "app/live/errand.h"
#include "app/registry/registry.h"
#include "base/result.h"
#include "base/time.h"
#include "ledger/request.h"
#include "ledger/sequencer.h"
#include "ledger/sqlite/data_folder.h"
#include "ledger/worker.h"

namespace leeward::app {

// A data folder with its operation at work: commands are kept in it, and errands of other processes are run. One
// process at a time has a folder. A new master key that was begun with before goes on by itself.
class live final : public keeper {
public:
  // `stopped` is called in another thread when the ledger cannot go on (a failed write to the disk): the process has to
  // end then, and the next one begins from what is on the disk. Errors: those of lock_folder, open_folder and
  // sequencer::begin.
  static result<std::unique_ptr<live>> open(ledger::folder_options const&, std::function<instant()> clock,
                                            std::function<void(error const&)> stopped);

  // What was posted is answered first.
  ~live() override;
  live(live const&) = delete;
  live& operator=(live const&) = delete;

  // From any thread, as all of these. Returns when what it says is on the disk. Errors: kStorage, the ledger stopped:
  // whether the command was kept is not known, and it may be asked again.
  result<ledger::answer> ask(ledger::request);

  result<std::vector<ledger::answer>> ask_all(std::vector<ledger::request>) override;
  void see(std::function<void(operation::state const&, ledger::head const&)> const&) const override;
  result<void> with_store(std::function<result<void>(ledger::store&)> const&) override;

  // People with their names. Its index is read while commands go on.
  registry& people() { return *registry_; }

  // The answer comes in another thread; none, if the ledger stops.
  void post(ledger::request, std::function<void(ledger::answer const&)>);

  // What is on the disk; sequencer.h.
  template <typename Read>
  auto read(Read&& what) const {
    return sequencer_->read(std::forward<Read>(what));
  }

  // Events from `from` on, in order, until `each` says false; at most store::kMostReadAtOnce. Errors: kStorage.
  result<void> read_events(std::uint64_t from, std::function<bool(ledger::record const&)> const& each);

  bool is_new() const { return folder_.is_new_; }  // the folder was empty
  std::filesystem::path const& keys() const { return folder_.keys_.folder_; }

private:
  live(ledger::data_folder, std::filesystem::path, std::function<instant()> clock);

  void begin_people();
  result<void> run(errand const&, each_line const&);

  ledger::data_folder folder_;
  std::filesystem::path path_;
  std::function<instant()> clock_;
  std::atomic<bool> stopped_{false};
  std::unique_ptr<ledger::sequencer> sequencer_;
  std::unique_ptr<registry> registry_;
  std::unique_ptr<ledger::worker> worker_;
  std::unique_ptr<control_socket> socket_;  // hangs up before the worker ends
};

}  // namespace leeward::app
