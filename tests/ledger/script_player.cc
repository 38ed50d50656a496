#include "ledger/script_player.h"

#include <algorithm>
#include <utility>

namespace leeward::ledger {

namespace {

constexpr auto const kMostInABatch = std::size_t{8};

}  // namespace

bool script_player::open() {
  close();
  auto opened = open_sqlite(
      {.file_ = "ledger.db", .new_folder_ = uuid{1, 2}, .vfs_name_ = disk_.name(), .durability_ = durability_});
  if (!opened) {
    said_ = opened.error().sentence_;
    return false;
  }
  store_ = std::move(*opened);
  auto begun = sequencer::begin(*store_, keys_, kOperationStream, kPace);
  if (!begun) {
    said_ = begun.error().sentence_;
    return false;
  }
  sequencer_ = std::move(*begun);
  return true;
}

void script_player::close() {
  sequencer_.reset();
  store_.reset();
}

bool script_player::ask_all(std::size_t const requests) {
  no_space_ = 0;
  for (auto n = std::size_t{0}; n < requests;) {
    auto const first = n;
    for (auto const end = std::min(requests, n + 1 + n % kMostInABatch); n != end; ++n) {
      sequencer_->post(script_.at(n), [this, n](answer const& a) {
        if (a.outcome_ == outcome::kNotKept) {
          ++no_space_;
          said_ = a.refusal_->sentence_;
          return;
        }
        auto const text = json::encode(a);
        changed_ += answered_.emplace(n, text).first->second == text ? 0 : 1;
      });
    }
    auto const restarts = restart_every_ != 0 && n / restart_every_ != first / restart_every_;
    if (!work(script_.clock_at(n) + late_) || (restarts && !open())) {
      return false;
    }
  }
  return no_space_ == 0;
}

bool script_player::work(instant const clock) {
  auto worked = sequencer_->work(clock);
  while (worked && *worked) {
    worked = sequencer_->work(clock);
  }
  if (!worked) {
    said_ = worked.error().sentence_;
    return false;
  }
  if (auto const newest = store_->newest_snapshot(kOperationStream); newest && *newest) {
    snapshot_ = (*newest)->after_.seq_;
  }
  return true;
}

reckoning script_player::judge() {
  if (!open()) {
    return {.damaged_ = 1};
  }
  auto r = reckon(*store_, script_, kRequests, answered_);
  r.lost_ += changed_;
  auto const newest = store_->newest_snapshot(kOperationStream);
  r.lost_ += newest && (*newest ? (*newest)->after_.seq_ : 0) >= snapshot_ ? 0 : 1;
  close();
  return r;
}

}  // namespace leeward::ledger
