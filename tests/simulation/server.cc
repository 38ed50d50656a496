#include "simulation/server.h"

#include <algorithm>
#include <utility>
#include <variant>

#include "base/ensure.h"
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
          .durability_ =
              p == planted::kAnswersBeforeSync ? ledger::durability::kNormal : ledger::durability::kFull};
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
      (*sequencer)->post({.op_ = derived(uuid{0xF4, 0x4E}, ++n), .actor_ = "coordinator", .what_ = c},
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

operation::households::registered const* registration(ledger::asked const& what) {
  auto const* const c = std::get_if<operation::command>(&what);
  auto const* const topic = c == nullptr ? nullptr : std::get_if<operation::households::command>(c);
  auto const* const asked =
      topic == nullptr ? nullptr : std::get_if<operation::ask_for<operation::households::registered>>(topic);
  return asked == nullptr ? nullptr : &asked->what_;
}

}  // namespace

server::server(world const& w, std::uint64_t const seed, planted const p, report& r)
    : disk_{"simulated disk", seed}, planted_{p}, report_{r}, keys_{keys_of_runs()}, clock_{w.begins_} {
  disk_.put(prepared_disk(w, keys_));
}

server::~server() { kill(); }

void server::kill() {
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
  auto const came_up = [&]() -> result<void> {
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
    return ledger::erase_registered(*store_, keys_)
        .and_then([&] { return ledger::fill_index(*vault_, *store_); })
        .and_then([&] { return ledger::sequencer::begin(*store_, keys_, ledger::kOperationStream, kPace); })
        .map([&](std::unique_ptr<ledger::sequencer> s) { sequencer_ = std::move(s); });
  }();
  if (!came_up) {
    end(came_up.error());
  }
  return came_up.has_value();
}

// By a fault that was planned, or by one of its own.
void server::end(error const& why) {
  auto const is_planned = disk_.is_cut() || (store_ != nullptr && store_->dead());
  if (!is_planned) {
    broken_ = "the server ended: " + why.sentence_;
  }
  kill();
}

bool server::work() {
  auto worked = sequencer_->work(clock_);
  while (worked && *worked) {
    worked = sequencer_->work(clock_);
  }
  if (!worked) {
    end(worked.error());
  }
  return worked.has_value();
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
  if (!work()) {
    return fail(error_kind::kStorage, "the server ended");
  }
  ensure(answered == answers.size(), "everything that was asked is answered");
  return answers;
}

void server::see(std::function<void(operation::state const&, ledger::head const&)> const& fn) const {
  sequencer_->read([&](operation::state const& s, ledger::head const& h) { fn(s, h); });
}

result<void> server::with_store(std::function<result<void>(ledger::store&)> const& step) { return step(*store_); }

// Whoever may be the same as the one who asks for a household, as far as the vault knows.
std::vector<operation::candidate> server::candidates_for(question const& q) {
  auto all = std::vector<operation::candidate>{};
  auto const* const asked = registration(q.what_);
  if (asked == nullptr || q.people_.empty()) {
    return all;
  }
  auto const& first = q.people_.front();
  auto const like = vault_->duplicates(first.what_, first.subject_);
  sequencer_->read([&](operation::state const& s, ledger::head const&) {
    for (auto const& d : like.value_or(std::vector<vault::duplicate>{})) {
      auto const row = s.households_.persons_.find(operation::person_id{d.subject_});
      if (row.is_none()) {
        continue;
      }
      auto const& of = s.households_.households_.at(s.households_.persons_.at(row).household_).id_;
      if (of != asked->household_ && std::ranges::find(all, of, &operation::candidate::household_) == all.end()) {
        all.push_back({of, "two people of like names"});
      }
    }
  });
  return all;
}

// What was answered before is not sealed again.
result<server::prepared> server::prepare(question const& q) {
  auto p = prepared{.request_ = {.op_ = number_of(q.op_), .actor_ = "desk", .what_ = q.what_}, .sealed_ = {}};
  auto const before = store_->answer(p.request_.op_);
  if (!before) {
    return tl::unexpected{before.error()};
  }
  if (before->has_value()) {
    if (planted_ == planted::kSwallowsRepeat) {
      p.before_ = ledger::read_answer(**before).value_or(ledger::answer{});
    }
    return p;
  }
  p.request_.candidates_ = candidates_for(q);
  for (auto const& person : q.people_) {
    auto sealed = vault_->seal(person.subject_, 1, person.what_);
    if (!sealed) {
      return tl::unexpected{sealed.error()};
    }
    p.request_.subjects_.push_back(ledger::record_of(*sealed));
    p.sealed_.push_back(std::move(*sealed));
  }
  return p;
}

void server::index(std::vector<vault::sealed_version> const& all) {
  for (auto const& v : all) {
    ensure(vault_->index(v.subject_, v.version_, v.tokens_).has_value(), "tokens that the vault made are tokens");
  }
}

std::vector<message> server::turn(instant const clock, std::vector<message> questions) {
  clock_ = clock;
  auto requests = std::vector<ledger::request>{};
  auto all = std::vector<prepared>{};
  for (auto const& m : questions) {
    auto p = prepare(*m.question_);
    if (!p) {
      end(p.error());
      return {};
    }
    requests.push_back(std::move(p->request_));
    all.push_back(std::move(*p));
  }
  auto const answers = ask_all(std::move(requests));
  if (!answers) {
    return {};
  }
  for (auto i = std::size_t{0}; i != questions.size(); ++i) {
    questions[i].question_.reset();
    questions[i].answer_ = all[i].before_.value_or((*answers)[i]);
    if ((*answers)[i].outcome_ == ledger::outcome::kDone) {
      index(all[i].sealed_);
    }
  }
  return questions;
}

uuid server::number_of(uuid const& op) {
  auto const before = planted_ == planted::kAppliesTwice ? came_[op]++ : 0;
  return before == 0 ? op : derived(op, before);
}

}  // namespace leeward::simulation
