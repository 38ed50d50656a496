#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include "app/live/account.h"
#include "app/live/devices_told.h"
#include "app/live/people_told.h"
#include "app/live/tickets.h"
#include "app/registry/registry.h"
#include "base/json/uuid.h"
#include "base/result.h"
#include "base/time.h"
#include "ledger/checkpoint.h"
#include "ledger/keys.h"
#include "ledger/store.h"
#include "ledger/verify.h"
#include "operation/state.h"

namespace leeward {
BOOST_DESCRIBE_ENUM(error_kind, kInvalidInput, kNotFound, kUnreachable, kTooLarge, kStorage)
}

// What somebody at the command line wants of a folder, whether a process is at work in it or not.
namespace leeward::app {

enum class errand_kind : std::uint8_t {
  kAccount,
  kVerify,
  kCheckpoint,
  kDump,
  kBackup,
  kTicketKey,
  kTickets,
  kTakenBack,
  kRegisterPeople,
  kChangePeople,
  kSearchPeople,
  kCaseFile,
  kErasePeople,
  kNewMasterKey,
  kAsk,
  kInviteDevice,
  kEnrolDevice,
  kTakeBatch,
  kBriefDevice,
  kDevices
};
BOOST_DESCRIBE_ENUM(errand_kind, kAccount, kVerify, kCheckpoint, kDump, kBackup, kTicketKey, kTickets, kTakenBack,
                    kRegisterPeople, kChangePeople, kSearchPeople, kCaseFile, kErasePeople, kNewMasterKey, kAsk,
                    kInviteDevice, kEnrolDevice, kTakeBatch, kBriefDevice, kDevices)

struct errand {
  errand_kind what_{};
  std::optional<ledger::checkpoint> outside_{};         // verify: what else the log is held against
  std::optional<instant> as_of_{};                      // dump, case_file: what was known then; else now
  std::optional<std::string> into_{};                   // backup: an absolute path, where nothing is yet
  std::optional<operation::household_id> household_{};  // tickets: of this one only
  std::optional<operation::trip_id> trip_{};            // tickets: of those on this one only
  std::optional<about_people> people_{};                // what is asked about people
  std::optional<about_devices> devices_{};              // about devices, or any command
};
BOOST_DESCRIBE_STRUCT(errand, (), (what_, outside_, as_of_, into_, household_, trip_, people_, devices_))

struct how_far {
  std::uint64_t done_{0};
  std::uint64_t total_{0};  // 0: not known
};
BOOST_DESCRIBE_STRUCT(how_far, (), (done_, total_))

// What a dump begins with.
struct dump_head {
  uuid folder_;
  instant as_of_;  // of the last event that is in it
  std::uint64_t events_{0};
  std::string hash_;  // of that event
};
BOOST_DESCRIBE_STRUCT(dump_head, (), (folder_, as_of_, events_, hash_))

struct dumped {
  std::string kind_;
  json::raw what_;
};
BOOST_DESCRIBE_STRUCT(dumped, (), (kind_, what_))

struct backup_made {
  uuid folder_;
  std::string file_;
  std::uint64_t bytes_{0};
};
BOOST_DESCRIBE_STRUCT(backup_made, (), (folder_, file_, bytes_))

// How it went; from another process only.
struct failed {
  error_kind kind_{};
  std::string sentence_;
  std::string field_;
};
BOOST_DESCRIBE_STRUCT(failed, (), (kind_, sentence_, field_))

struct finished {
  std::optional<failed> error_{};
};
BOOST_DESCRIBE_STRUCT(finished, (), (error_))

// One line of the answer; one of these.
struct errand_line {
  std::optional<how_far> progress_{};
  std::optional<totals> totals_{};  // account: first
  std::optional<account_of_person> person_{};
  std::optional<ledger::verdict> verdict_{};
  std::optional<ledger::checkpoint> checkpoint_{};
  std::optional<dump_head> dump_{};  // dump: first
  std::optional<dumped> thing_{};
  std::optional<backup_made> backup_{};
  std::optional<ticket_key> ticket_key_{};
  std::optional<issued_ticket> ticket_{};
  std::optional<tickets::no_longer_good_list> taken_back_{};
  std::optional<told_of_people> people_{};
  std::optional<told_of_devices> devices_{};
  std::optional<ledger::verdict> reads_{};  // verify: of the audit of reads
  std::optional<finished> end_{};           // last
};
BOOST_DESCRIBE_STRUCT(errand_line, (),
                      (progress_, totals_, person_, verdict_, checkpoint_, dump_, thing_, backup_, ticket_key_, ticket_,
                       taken_back_, people_, devices_, reads_, end_))

// False: nobody listens any more.
using each_line = std::function<bool(errand_line const&)>;

// The folder as an errand sees it. While the process that owns it takes commands, the store is lent between two
// batches of them, and each time for a short step only.
struct at_hand {
  uuid folder_;
  std::filesystem::path path_;
  ledger::keys const& keys_;
  std::function<instant()> clock_;
  std::function<result<void>(std::function<result<void>(ledger::store&)> const&)> with_store_;
  std::function<result<void>(std::function<void(operation::state const&, std::uint64_t events, instant now)> const&)>
      with_state_;
  std::function<result<void>(std::function<result<void>(registry&)> const&)> with_people_;
};

// Errors: kStorage; kInvalidInput, the checkpoint is of something else, the backup cannot go there, the log cannot be
// read; those of registry.
result<void> run_errand(errand const&, at_hand const&, each_line const&);

}  // namespace leeward::app
