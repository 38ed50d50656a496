#include "app/live/errand_on.h"

#include <chrono>
#include <thread>

#include <fmt/format.h>

#include "app/keeper/one_caller.h"
#include "app/live/control_socket.h"
#include "base/crypto/hex.h"
#include "ledger/replay.h"
#include "ledger/rotation.h"
#include "operation/conservation.h"

namespace leeward::app {

namespace {

constexpr auto const kPatience = std::chrono::seconds{10};
constexpr auto const kPause = std::chrono::milliseconds{50};

result<void> run_here(folder_lock lock, ledger::folder_options const& o, errand const& e,
                      std::function<instant()> clock, each_line const& tell) {
  auto const f = ledger::open_folder(std::move(lock), o);
  if (!f) {
    return tl::unexpected{f.error()};
  }
  auto& s = *f->store_;
  auto const at_rest = clock;
  auto const at = at_hand{.folder_ = s.folder(),
                          .path_ = o.folder_,
                          .keys_ = f->keys_,
                          .clock_ = std::move(clock),
                          .with_store_ = [&](auto const& use) { return use(s); },
                          // Nobody moves its time on, so that it is what it was.
                          .with_state_ =
                              [&](auto const& use) {
                                return ledger::replay(s, ledger::kOperationStream).map([&](ledger::replayed const& r) {
                                  use(r.state_, r.after_.seq_, r.state_.now_);
                                });
                              },
                          .with_people_ =
                              [&](auto const& use) {
                                return one_caller::begin(s, f->keys_, at_rest).and_then([&](auto const& k) {
                                  auto people = registry{*k, f->keys_};
                                  return use(people);
                                });
                              }};
  return run_errand(e, at, tell);
}

// The chain, and then what it tells.
result<restored> prove(ledger::store& s, ledger::folder_options const& o,
                       std::optional<ledger::checkpoint> const& outside, each_line const& tell) {
  auto const keys = ledger::keys_folder(o.keys_, s.folder()).and_then(ledger::read_keys);
  if (!keys) {
    return tl::unexpected{keys.error()};
  }
  auto const erased = ledger::check_master(s, *keys).and_then([&] { return ledger::erase_registered(s, *keys); });
  if (!erased) {
    return tl::unexpected{erased.error()};
  }
  auto const at = at_hand{.folder_ = s.folder(),
                          .path_ = o.folder_,
                          .keys_ = *keys,
                          .clock_ = {},
                          .with_store_ = [&](auto const& use) { return use(s); },
                          .with_state_ = {},
                          .with_people_ = {}};
  auto said = ledger::verdict{};
  auto const verified =
      run_errand({.what_ = errand_kind::kVerify, .outside_ = outside}, at, [&](errand_line const& line) {
        said = line.verdict_ && line.verdict_->good() ? said : line.verdict_.value_or(said);
        said = line.reads_ && !line.reads_->good() ? *line.reads_ : said;
        return tell(line);
      });
  if (!verified) {
    return tl::unexpected{verified.error()};
  }
  if (!said.good()) {
    return invalid(
        fmt::format("the backup is not what was written: {}{}; take another one", said.findings_.front().what_,
                    said.findings_.size() == 1 ? "" : fmt::format(", and {} more", said.findings_.size() - 1)),
        "backup");
  }
  auto work = ledger::replay_in_steps{ledger::kOperationStream};
  auto const& told = work.so_far_;
  auto whole = result<bool>{false};
  while (whole && !*whole) {
    whole = work.step(s);
    tell({.progress_ = how_far{told.after_.seq_, work.until_}});
  }
  return whole.and_then([&](bool) { return operation::recount(told.state_); }).map([&] {
    return restored{s.folder(), told.after_.seq_, to_hex(told.after_.chain_)};
  });
}

}  // namespace

result<restored> restore(std::filesystem::path const& backup, ledger::folder_options const& o,
                         std::optional<ledger::checkpoint> const& outside, each_line const& tell) {
  auto proven = restored{};
  return ledger::lock_folder(o)
      .and_then([&](folder_lock const& lock) {
        return ledger::restore_folder(lock, backup, o.folder_, [&](ledger::store& s) {
          return prove(s, o, outside, tell).map([&](restored const& r) { proven = r; });
        });
      })
      .map([&] { return proven; });
}

result<void> run_errand_on(ledger::folder_options const& o, errand const& e, std::function<instant()> clock,
                           each_line const& tell) {
  auto const until = std::chrono::steady_clock::now() + kPatience;
  while (true) {
    auto const sent = send_errand(o.folder_, e, tell);
    if (!sent || *sent) {
      return sent ? result<void>{} : result<void>{tl::unexpected{sent.error()}};
    }
    auto lock = ledger::lock_folder(o);
    if (lock) {
      return run_here(std::move(*lock), o, e, std::move(clock), tell);
    }
    if (lock.error().kind_ == error_kind::kNotFound || std::chrono::steady_clock::now() > until) {
      return tl::unexpected{lock.error()};
    }
    std::this_thread::sleep_for(kPause);
  }
}

}  // namespace leeward::app
