#include "simulation/server.h"

#include <algorithm>
#include <utility>

#include "app/devices/desk.h"
#include "app/devices/enrolment.h"
#include "base/ensure.h"
#include "device/joining.h"
#include "ledger/draft.h"
#include "ledger/rotation.h"
#include "ledger/sqlite/sqlite_store.h"
#include "vault/erasures.h"

namespace leeward::simulation {

namespace {

constexpr auto const kPace = ledger::sequencer::pace{.trips_in_a_slice_ = 2, .events_between_snapshots_ = 150};

ledger::sqlite_options on(ledger::fault_disk const& disk, planted const p) {
  return {.file_ = "ledger.db",
          .new_folder_ = uuid{1, 2},
          .vfs_name_ = disk.name(),
          .durability_ = p == planted::kAnswersBeforeSync ? ledger::durability::kNormal : ledger::durability::kFull};
}

// The disk of a server that has dealt with the world's frame and was closed.
std::map<std::string, std::string> disk_with(world const& w, ledger::keys const& keys) {
  auto disk = ledger::fault_disk{"simulated while it is prepared", 1};
  {
    auto store = ledger::open_sqlite(on(disk, planted::kNone));
    ensure(store.has_value(), "a disk without faults takes a ledger");
    auto sequencer = ledger::sequencer::begin(**store, keys, ledger::kOperationStream, kPace);
    ensure(sequencer.has_value(), "an empty ledger can be begun");
    auto n = std::uint64_t{0};
    for (auto const& c : w.frame_) {
      (*sequencer)
          ->post({.op_ = derived(uuid{0xF4, 0x4E}, ++n), .actor_ = "coordinator", .what_ = c},
                 [](ledger::answer const& a) {
                   ensure(a.outcome_ == ledger::outcome::kDone, "the frame of a world is sound");
                 });
    }
    for (auto worked = result<bool>{true}; worked && *worked;) {
      worked = (*sequencer)->work(w.begins_);
      ensure(worked.has_value(), "a disk without faults takes the frame of a world");
    }
  }
  return disk.contents();
}

std::map<std::string, std::string> const& prepared_disk(world const& w, ledger::keys const& keys) {
  static auto made = std::map<std::size_t, std::map<std::string, std::string>>{};
  auto const found = made.find(w.vehicles_);
  return found != made.end() ? found->second : made.emplace(w.vehicles_, disk_with(w, keys)).first->second;
}

}  // namespace

server::server(world const& w, std::uint64_t const seed, planted const p, report& r)
    : disk_{"simulated disk", seed}, planted_{p}, report_{r}, keys_{keys_of_runs()}, clock_{w.begins_} {
  disk_.put(prepared_disk(w, keys_));
}

server::~server() { kill(); }

void server::kill() {
  registry_.reset();
  sequencer_.reset();
  vault_.reset();
  rows_.reset();
  store_.reset();
}

void server::lose_power() {
  kill();
  disk_.restart();
}

bool server::start() {
  ++report_.restarts_;
  auto const opened = open();
  if (!opened) {
    end(opened.error());
  }
  return opened.has_value();
}

// What the command line does before it serves anybody.
result<void> server::open() {
  auto registered = vault::read_register(keys_.folder_);
  if (!registered) {
    return tl::unexpected{registered.error()};
  }
  keys_.erased_ = std::move(*registered);
  auto opened = ledger::open_sqlite(on(disk_, planted_));
  if (!opened) {
    return tl::unexpected{opened.error()};
  }
  store_ = std::move(*opened);
  rows_ = std::make_unique<ledger::vault_rows>(*store_);
  vault_ = std::make_unique<vault::vault>(*keys_.vault_, *rows_);
  if (auto const erased = ledger::erase_registered(*store_, keys_); !erased) {
    return erased;
  }
  auto begun = ledger::sequencer::begin(*store_, keys_, ledger::kOperationStream, kPace);
  if (!begun) {
    return tl::unexpected{begun.error()};
  }
  sequencer_ = std::move(*begun);
  registry_ = std::make_unique<app::registry>(*this, keys_);
  auto filled = registry_->fill_some(*store_);
  while (filled && !*filled) {
    filled = registry_->fill_some(*store_);
  }
  return filled ? result<void>{} : tl::unexpected{filled.error()};
}

// By a fault that was planned, or by one of its own.
void server::end(error const& why) {
  auto const is_planned = disk_.is_cut() || (store_ != nullptr && store_->dead());
  if (!is_planned) {
    broken_ = "the server ended: " + why.sentence_;
  }
  kill();
}

result<void> server::work() {
  auto worked = sequencer_->work(clock_);
  while (worked && *worked) {
    worked = sequencer_->work(clock_);
  }
  return worked ? result<void>{} : tl::unexpected{worked.error()};
}

result<std::vector<ledger::answer>> server::ask_all(std::vector<ledger::request> all) {
  auto answers = std::vector<ledger::answer>(all.size());
  auto answered = std::size_t{0};
  for (auto i = std::size_t{0}; i != all.size(); ++i) {
    sequencer_->post(std::move(all[i]), [&answers, &answered, i](ledger::answer const& a) {
      answers[i] = a;
      ++answered;
    });
  }
  return work().map([&] {
    ensure(answered == answers.size(), "everything that was asked is answered");
    return std::move(answers);
  });
}

void server::see(std::function<void(operation::state const&, ledger::head const&)> const& fn) const {
  sequencer_->read([&](operation::state const& s, ledger::head const& h) { fn(s, h); });
}

result<void> server::with_store(std::function<result<void>(ledger::store&)> const& step) { return step(*store_); }

result<std::vector<ledger::answer>> server::answers_to(std::vector<message> const& questions) {
  auto all = std::vector<app::people_request>{};
  for (auto const& m : questions) {
    auto const& q = *m.question_;
    all.push_back({.what_ = {.op_ = number_of(q.op_), .actor_ = "desk", .what_ = q.what_}, .about_ = q.people_});
  }
  return registry_->ask_all(std::move(all));
}

// False: the process ended.
bool server::take(message& m) {
  auto received = app::take_batch(*this, *registry_, keys_, *m.batch_, clock_);
  if (!received && received.error().kind_ == error_kind::kStorage && (store_->dead() || disk_.is_cut())) {
    end(received.error());
    return false;
  }
  if (received.has_value() == m.is_forged_) {
    broken_ = m.is_forged_ ? "a batch was taken that no device has signed"
                           : "a batch of a device was refused: " + received.error().sentence_;
  }
  if (received) {
    m.received_ = std::move(*received);
  }
  m.batch_.reset();
  return true;
}

std::vector<message> server::turn(instant const clock, std::vector<message> all) {
  clock_ = clock;
  auto const rest =
      std::stable_partition(all.begin(), all.end(), [](message const& m) { return m.question_.has_value(); });
  auto const questions = std::vector<message>{all.begin(), rest};
  auto before = std::vector<std::optional<ledger::answer>>{};
  for (auto const& m : questions) {
    before.push_back(swallowed(*m.question_));
  }
  auto const answers = answers_to(questions);
  if (!answers) {
    end(answers.error());
    return {};
  }
  for (auto i = std::size_t{0}; i != questions.size(); ++i) {
    all[i].question_.reset();
    all[i].answer_ = before[i].value_or((*answers)[i]);
  }
  for (auto m = rest; m != all.end(); ++m) {
    if (!take(*m)) {
      all.erase(m, all.end());
      break;
    }
  }
  std::erase_if(all, [](message const& m) { return !m.answer_ && !m.received_; });
  return all;
}

std::optional<server::new_device> server::enrol(instant const clock, operation::devices::invited const& what,
                                                signing_key const& key) {
  clock_ = clock;
  auto const invited = app::invite_device(*this, keys_, what, {derived(what.device_.v_, 1), "headquarters"}, clock_);
  auto const me = invited.and_then([&](device::invitation const& i) { return device::accept(i, key, clock_); });
  auto const joined = me.and_then([&](device::identity const& i) {
    return app::enrol_device(*this, keys_, device::encode(device::to_join(i)), clock_);
  });
  if (!joined) {
    if (store_->dead() || disk_.is_cut()) {
      end(joined.error());
    }
    return std::nullopt;
  }
  auto knows = brief(what.device_, *me);
  return knows ? std::optional{new_device{*me, std::move(*knows)}} : std::nullopt;
}

std::optional<device::briefing> server::brief(operation::device_id const& id, device::identity const& me) {
  auto const told = app::brief_device(*this, keys_, id, clock_).and_then([&](device::briefing const& b) {
    return device::decode_briefing(device::encode(b), "briefing", me);
  });
  return told ? std::optional{*told} : std::nullopt;
}

std::optional<ledger::answer> server::swallowed(question const& q) {
  auto const kept = planted_ == planted::kSwallowsRepeat ? store_->answer(q.op_).value_or(std::nullopt) : std::nullopt;
  return kept ? std::optional{ledger::read_answer(*kept).value_or(ledger::answer{})} : std::nullopt;
}

uuid server::number_of(uuid const& op) {
  auto const before = planted_ == planted::kAppliesTwice ? came_[op]++ : 0;
  return before == 0 ? op : derived(op, before);
}

}  // namespace leeward::simulation
