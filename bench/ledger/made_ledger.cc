#include "ledger/made_ledger.h"

#include <utility>

#include "base/ensure.h"
#include "ledger/chain.h"
#include "ledger/codec.h"
#include "ledger/snapshot.h"
#include "ledger/sqlite/sqlite_store.h"
#include "operation/apply.h"
#include "operation/decide.h"
#include "operation/made_day.h"

namespace leeward::bench {

namespace {

constexpr auto const kBatch = std::size_t{5'000};
constexpr auto const kDaysOfStay = 2;

// Decides and applies.
class running {
public:
  operation::events run(operation::command const& c) {
    auto decided =
        operation::decide(state_, c, {.now_ = kDayBegins, .fresh_ = uuid{7, ++commands_}, .candidates_ = {}});
    ensure(decided.has_value(), "a command of the day was refused");
    for (auto const& e : *decided) {
      operation::apply(state_, kDayBegins, e);
    }
    return std::move(*decided);
  }

  operation::state state_{};
  std::uint64_t commands_{0};
};

void write_snapshot(ledger::store& s, operation::state const& state, ledger::head const& after) {
  auto const parts = ledger::pack(state);
  for (auto i = std::uint32_t{0}; i != parts.size(); ++i) {
    ensure(s.put_snapshot_part(ledger::kOperationStream, i, parts[i]).has_value(), "a part is written");
  }
  auto const finished = s.finish_snapshot({.stream_ = ledger::kOperationStream,
                                           .after_ = after,
                                           .at_ = kDayBegins,
                                           .shape_ = ledger::shape_of_state(),
                                           .hash_ = ledger::hash_of(parts),
                                           .parts_ = static_cast<std::uint32_t>(parts.size())});
  ensure(finished.has_value(), "the snapshot is finished");
}

class writer {
public:
  writer(ledger::store& s, std::uint64_t const events, std::uint64_t const tail)
      : store_{s},
        snapshot_at_{events - tail},
        end_{.seq_ = 0, .chain_ = ledger::chain_start(s.folder(), ledger::kOperationStream)} {}

  void ask(operation::command const& c) {
    for (auto const& e : day_.run(c)) {
      batch_.records_.push_back(ledger::next_record(end_, ledger::kOperationStream, kDayBegins, uuid{7, day_.commands_},
                                                    "staff-17", ledger::encode_event(e)));
    }
    if (batch_.records_.size() >= kBatch) {
      keep();
    }
    if (!has_snapshot_ && end_.seq_ >= snapshot_at_) {
      keep();
      write_snapshot(store_, day_.state_, end_);
      has_snapshot_ = true;
    }
  }

  void keep() {
    ensure(store_.append(batch_).has_value(), "a batch is kept");
    batch_ = {};
  }

  std::uint64_t events() const { return end_.seq_; }

private:
  ledger::store& store_;
  std::uint64_t snapshot_at_;
  ledger::head end_;
  running day_;
  ledger::batch batch_;
  bool has_snapshot_{false};
};

}  // namespace

std::unique_ptr<ledger::store> open_ledger(std::filesystem::path const& folder) {
  auto s = ledger::open_sqlite({.file_ = folder / "ledger.sqlite", .new_folder_ = uuid{1, 2}});
  ensure(s.has_value(), "a ledger is opened");
  return std::move(*s);
}

void make_ledger(ledger::store& s, std::uint64_t const events, std::uint64_t const tail) {
  auto w = writer{s, events, tail};
  auto const ask = [&](operation::command const& c) {
    if (w.events() < events) {
      w.ask(c);
    }
  };
  auto const day = made_day{kHouseholds};
  day.prepare(ask);
  for (auto n = std::uint64_t{0}; n != day.trips(); ++n) {
    day.register_trip(n, ask);
    ask(day.commit(n));
    day.travel(n, ask);
    for (auto i = 0; i != kDaysOfStay; ++i) {
      day.stay(n, ask);
    }
  }
  w.keep();
  ensure(w.events() >= events, "the day has as many events");
}

operation::state made_state() {
  auto r = running{};
  auto const ask = [&](operation::command const& c) { r.run(c); };
  auto const day = made_day{kHouseholds};
  day.prepare(ask);
  for (auto n = std::uint64_t{0}; n != day.trips(); ++n) {
    day.register_trip(n, ask);
    ask(day.commit(n));
    day.travel(n, ask);
  }
  return std::move(r.state_);
}

}  // namespace leeward::bench
