#include "app/live/errand.h"

#include <filesystem>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "app/live/backup.h"
#include "app/live/device_errands.h"
#include "app/live/dump.h"
#include "app/live/people_errands.h"
#include "base/crypto/hex.h"
#include "ledger/replay.h"

namespace leeward::app {

namespace {

// Until all is done or nobody listens.
template <typename Work>
result<bool> in_steps(at_hand const& at, each_line const& tell, Work& work, std::uint64_t const& done,
                      std::uint64_t const& total) {
  while (true) {
    auto is_whole = result<bool>{false};
    auto const lent = at.with_store_([&](ledger::store& s) -> result<void> {
      is_whole = work.step(s);
      return {};
    });
    if (!lent) {
      return tl::unexpected{lent.error()};
    }
    if (!is_whole || *is_whole) {
      return is_whole;
    }
    if (!tell({.progress_ = how_far{done, total}})) {
      return false;
    }
  }
}

result<ledger::head> head_of(at_hand const& at) {
  auto end = result<ledger::head>{};
  auto const lent = at.with_store_([&](ledger::store& s) -> result<void> {
    end = s.head_of(ledger::kOperationStream);
    return {};
  });
  return lent ? end : result<ledger::head>{tl::unexpected{lent.error()}};
}

result<void> run_account(at_hand const& at, each_line const& tell) {
  auto all = account{};
  auto read = at.with_state_([&](operation::state const& s, std::uint64_t const events, instant const now) {
    all = account_of(s, events, now);
  });
  if (!read || !tell({.totals_ = std::move(all.totals_)})) {
    return read;
  }
  for (auto& person : all.people_) {
    if (!tell({.person_ = std::move(person)})) {
      break;
    }
  }
  return {};
}

// A signature by another key proves nothing.
result<void> check_signer(errand const& e, at_hand const& at) {
  if (e.outside_ && e.outside_->public_key_ != ledger::public_key_of(at.keys_.checkpoint_)) {
    return invalid(
        fmt::format("the checkpoint is signed with another key than this folder's, in {}", at.keys_.folder_.string()),
        "checkpoint");
  }
  return {};
}

result<void> run_verify(errand const& e, at_hand const& at, each_line const& tell) {
  if (auto const good = check_signer(e, at); !good) {
    return good;
  }
  auto const end = head_of(at);
  if (!end) {
    return tl::unexpected{end.error()};
  }
  auto work = ledger::verification{ledger::kOperationStream, e.outside_};
  return in_steps(at, tell, work, work.said().events_, end->seq_).and_then([&](bool const whole) -> result<void> {
    auto reads = ledger::verification{kReadsStream};
    if (!whole || !tell({.verdict_ = work.said()})) {
      return {};
    }
    return in_steps(at, tell, reads, reads.said().events_, 0).map([&](bool const all) {
      if (all) {
        tell({.reads_ = reads.said()});
      }
    });
  });
}

result<void> run_checkpoint(at_hand const& at, each_line const& tell) {
  return head_of(at).map([&](ledger::head const& h) {
    tell({.checkpoint_ =
              ledger::sign_checkpoint(at.keys_.checkpoint_, at.folder_, ledger::kOperationStream, h, at.clock_())});
  });
}

result<void> run_dump(errand const& e, at_hand const& at, each_line const& tell) {
  auto work = ledger::replay_in_steps{ledger::kOperationStream, e.as_of_};
  auto const& told = work.so_far_;
  auto const whole = in_steps(at, tell, work, told.after_.seq_, work.until_);
  if (!whole || !*whole) {
    return whole.map([](bool) {});
  }
  auto const head = dump_head{at.folder_, told.state_.now_, told.after_.seq_, to_hex(told.after_.chain_)};
  auto listens = tell({.dump_ = head});
  dump(told.state_, [&](std::string_view const kind, std::string const& json) {
    listens = listens && tell({.thing_ = dumped{std::string{kind}, {json}}});
  });
  return {};
}

// What it makes of the state is told after the state has been given back.
template <typename T, typename Make>
result<T> made_of_state(at_hand const& at, Make const& make) {
  auto made = result<T>{};
  auto const read =
      at.with_state_([&](operation::state const& s, std::uint64_t, instant const now) { made = make(s, now); });
  return read ? made : result<T>{tl::unexpected{read.error()}};
}

result<void> run_ticket_key(at_hand const& at, each_line const& tell) {
  return made_of_state<ticket_key>(
             at, [&](operation::state const& s, instant) { return ticket_key_of(s, at.keys_.ticket_); })
      .map([&](ticket_key const& k) { tell({.ticket_key_ = k}); });
}

result<void> run_tickets(errand const& e, at_hand const& at, each_line const& tell) {
  return made_of_state<std::vector<issued_ticket>>(at,
                                                   [&](operation::state const& s, instant const now) {
                                                     return issue_tickets(s, {e.household_, e.trip_}, now);
                                                   })
      .map([&](std::vector<issued_ticket> all) {
        for (auto& t : all) {
          sign(t, at.keys_.ticket_);
          if (!tell({.ticket_ = std::move(t)})) {
            break;
          }
        }
      });
}

result<void> run_taken_back(at_hand const& at, each_line const& tell) {
  return made_of_state<tickets::no_longer_good_list>(
             at, [](operation::state const& s, instant const now) { return taken_back_of(s, now); })
      .map([&](tickets::no_longer_good_list l) {
        sign(l, at.keys_.ticket_);
        tell({.taken_back_ = std::move(l)});
      });
}

}  // namespace

result<void> run_errand(errand const& e, at_hand const& at, each_line const& tell) {
  switch (e.what_) {
    case errand_kind::kAccount: return run_account(at, tell);
    case errand_kind::kVerify: return run_verify(e, at, tell);
    case errand_kind::kCheckpoint: return run_checkpoint(at, tell);
    case errand_kind::kDump: return run_dump(e, at, tell);
    case errand_kind::kBackup: return run_backup(e, at, tell);
    case errand_kind::kTicketKey: return run_ticket_key(at, tell);
    case errand_kind::kTickets: return run_tickets(e, at, tell);
    case errand_kind::kTakenBack: return run_taken_back(at, tell);
    case errand_kind::kRegisterPeople:
    case errand_kind::kChangePeople:
    case errand_kind::kSearchPeople:
    case errand_kind::kCaseFile:
    case errand_kind::kErasePeople:
    case errand_kind::kNewMasterKey: return run_people_errand(e, at, tell);
    case errand_kind::kAsk:
    case errand_kind::kInviteDevice:
    case errand_kind::kEnrolDevice:
    case errand_kind::kTakeBatch:
    case errand_kind::kBriefDevice:
    case errand_kind::kDevices: return run_device_errand(e, at, tell);
  }
  return {};
}

}  // namespace leeward::app
