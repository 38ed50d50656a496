#include "ledger/operation_script.h"

#include <utility>
#include <variant>

#include <fmt/format.h>

#include "ledger/draft.h"
#include "ledger/replay.h"
#include "ledger/snapshot.h"
#include "ledger/verify.h"
#include "operation/random_command.h"

namespace leeward::ledger {

namespace {

constexpr auto const kCallers = std::size_t{5};
constexpr auto const kPlanEvery = std::size_t{11};
constexpr auto const kTripsInAPlan = std::size_t{5};
constexpr auto const kRecordEvery = std::size_t{3};

}  // namespace

operation_script::operation_script(seconds const between, std::size_t const record_bytes)
    : between_{between},
      record_bytes_{record_bytes},
      model_{operation::small_world(dice_)},
      beginning_{model_.asked_.size()} {}

request const& operation_script::at(std::size_t const n) {
  while (made_.size() <= n) {
    make_next();
  }
  return made_[n];
}

instant operation_script::clock_at(std::size_t const n) const {
  return model_.at_.front() + seconds{between_.v_ * static_cast<std::int64_t>(n)};
}

void operation_script::make_next() {
  auto const n = made_.size();
  auto r = request{
      .op_ = derived(uuid{0x5A, 0x11}, n), .actor_ = fmt::format("caller {}", n % kCallers), .what_ = next_asked()};
  if (n % kRecordEvery == 0 && std::holds_alternative<operation::command>(r.what_)) {
    r.subjects_.push_back(
        {.subject_ = r.op_, .version_ = 1, .bytes_ = std::string(record_bytes_, static_cast<char>('a' + n % 26))});
  }
  made_.push_back(std::move(r));
}

asked operation_script::next_asked() {
  auto const n = made_.size();
  if (n < beginning_) {
    return model_.asked_[n];
  }
  model_.now_ = clock_at(n);
  if (n % kPlanEvery == 0) {
    return some_plan();
  }
  auto const c = operation::random_command(dice_, model_);
  model_.attempt(c);
  return c;
}

commit_plan operation_script::some_plan() {
  auto p = commit_plan{
      .plan_ = {derived(uuid{0x50}, made_.size())}, .made_from_ = dice_.below(model_.state_.events_ + 1), .trips_ = {}};
  while (p.trips_.size() != kTripsInAPlan) {
    auto const c = operation::random_command(dice_, model_);
    auto const* const about_trips = std::get_if<operation::trips::command>(&c);
    auto const* const trip = about_trips == nullptr ? nullptr : std::get_if<operation::trips::commit_trip>(about_trips);
    if (trip != nullptr) {
      model_.attempt(c);
      p.trips_.push_back(*trip);
    }
  }
  return p;
}

namespace {

// The events of one command.
struct group {
  int events_{0};
  std::uint64_t last_{0};
  bool is_torn_{false};  // others stand between them
};

class reckoner {
public:
  reckoner(store& s, reckoning& r) : store_{s}, r_{r} {}

  // False: the log cannot be read.
  bool read_log() {
    auto const said = verify(store_, kOperationStream);
    auto const kept = replay(store_, kOperationStream);
    if (!said || !said->good() || !kept) {
      return false;
    }
    auto const from_the_first = replay(store_, kOperationStream, kept->time_);
    if (!from_the_first || hash_of(from_the_first->state_) != hash_of(kept->state_)) {
      return false;
    }
    auto next = std::uint64_t{1};
    while (next <= kept->after_.seq_) {
      auto const n = store_.read(kOperationStream, next, store::kMostReadAtOnce, [&](record const& row) {
        take(row);
        return true;
      });
      if (!n) {
        return false;
      }
      next += *n;
    }
    return true;
  }

  void reckon_one(request const& asked, std::string const* const answered) {
    auto const stored = stored_answer_of(asked.op_);
    auto const is_there = stored.has_value();
    r_.there_ += is_there ? 1 : 0;
    r_.lost_ += answered != nullptr && (!is_there || stored->answer_ != *answered) ? 1 : 0;
    auto const a = is_there ? read_answer(*stored).value_or(answer{}) : answer{};
    if (auto const* const plan = std::get_if<commit_plan>(&asked.what_)) {
      reckon_plan(asked.op_, *plan, is_there, a);
    } else {
      reckon_events(asked.op_, is_there, a);
    }
    for (auto const& record : asked.subjects_) {
      auto const kept = store_.subject(record.subject_, record.version_);
      auto const is_due = is_there && a.outcome_ == outcome::kDone;
      auto const fits = kept && (is_due ? *kept == record : !kept->has_value());
      r_.halved_ += fits ? 0 : 1;
    }
  }

  // What is left was sent by nobody.
  int rest() const { return static_cast<int>(groups_.size()); }

private:
  void take(record const& row) {
    if (row.actor_ == "clock") {
      last_ = {};
      return;
    }
    auto& g = groups_[row.op_];
    g.is_torn_ = g.is_torn_ || (g.events_ != 0 && last_ != row.op_);
    ++g.events_;
    g.last_ = row.seq_;
    last_ = row.op_;
  }

  std::optional<stored_answer> stored_answer_of(uuid const& op) {
    auto const a = store_.answer(op);
    r_.damaged_ += a ? 0 : 1;
    return a ? *a : std::nullopt;
  }

  void reckon_events(uuid const& op, bool const is_there, answer const& a) {
    auto const g = groups_[op];
    groups_.erase(op);
    auto const said = is_there ? static_cast<int>(a.events_) : 0;
    r_.doubled_ += g.is_torn_ || g.events_ > said ? 1 : 0;
    r_.halved_ += g.events_ < said || (said != 0 && g.last_ != a.after_) ? 1 : 0;
  }

  // Some of the trips may be there without the plan's answer, the first ones.
  void reckon_plan(uuid const& op, commit_plan const& plan, bool const is_there, answer const& a) {
    auto sum = answer{};
    auto gap = false;
    for (auto i = std::size_t{0}; i != plan.trips_.size(); ++i) {
      auto const stored = stored_answer_of(derived(op, i));
      auto one = stored ? read_answer(*stored).value_or(answer{}) : answer{};
      reckon_events(derived(op, i), stored.has_value(), one);
      r_.halved_ += stored && gap ? 1 : 0;
      gap = gap || !stored;
      sum.events_ += one.events_;
      sum.trips_.push_back({plan.trips_[i].trip_, std::move(one.refusal_)});
    }
    r_.halved_ += is_there && (gap || a.events_ != sum.events_ || a.trips_ != sum.trips_) ? 1 : 0;
  }

  store& store_;
  reckoning& r_;
  std::map<uuid, group> groups_;
  uuid last_;
};

}  // namespace

reckoning reckon(store& s, operation_script& script, std::size_t const sent,
                 std::map<std::size_t, std::string> const& answered) {
  auto r = reckoning{};
  auto all = reckoner{s, r};
  if (!all.read_log()) {
    ++r.damaged_;
    return r;
  }
  for (auto n = std::size_t{0}; n != sent; ++n) {
    auto const known = answered.find(n);
    all.reckon_one(script.at(n), known == answered.end() ? nullptr : &known->second);
  }
  r.doubled_ += all.rest();
  return r;
}

}  // namespace leeward::ledger
