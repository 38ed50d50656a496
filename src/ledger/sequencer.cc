#include "ledger/sequencer.h"

#include <algorithm>
#include <string_view>
#include <utility>
#include <variant>

#include <fmt/format.h>

#include "base/uuid.h"
#include "ledger/codec.h"
#include "ledger/content.h"
#include "ledger/replay.h"
#include "ledger/snapshot.h"
#include "operation/conservation.h"
#include "operation/known.h"
#include "operation/outstanding.h"
#include "vault/erasures.h"

namespace leeward::ledger {

namespace {

constexpr auto const kNoSpace = std::string_view{
    "There is no space left on the disk: nothing was done. As soon as there is some, it goes on by itself."};
constexpr auto const kTooMany = std::string_view{"Too many wait at the moment: nothing was done."};

answer not_kept(std::string_view const why) {
  return {.outcome_ = outcome::kNotKept,
          .refusal_ = operation::refusal{.code_ = operation::refusal_code::kWrongState,
                                         .sentence_ = std::string{why},
                                         .field_ = {},
                                         .accepted_ = "the same again, with the same number, a little later"}};
}

std::size_t bytes_of(request const& r, std::size_t const text) {
  auto all = text + r.actor_.size();
  for (auto const& c : r.candidates_) {
    all += sizeof(c) + c.reason_.size();
  }
  for (auto const& s : r.subjects_) {
    all += sizeof(s) + s.bytes_.size() + s.tokens_.size() + s.new_key_.size();
  }
  return all;
}

// What no state would accept.
operation::check is_sound(request const& r, std::size_t const bytes) {
  auto const refuse = [](std::string sentence, std::string field, std::string accepted) {
    return operation::refuse(operation::refusal_code::kInvalid, std::move(sentence), std::move(field),
                             std::move(accepted));
  };
  if (r.op_.is_none()) {
    return refuse("What is asked needs a number of its own.", "op", "a number that is not all zeros");
  }
  if (r.actor_.empty()) {
    return refuse("It has to be known who asks.", "actor", "a subject");
  }
  if (r.actor_ == kClock) {
    return refuse("Nobody asks in the name of the clock.", "actor", "a subject");
  }
  if (bytes > sequencer::kMostBytesEach) {
    return refuse(fmt::format("That is too much at once: {} bytes.", bytes), "",
                  fmt::format("at most {} bytes", sequencer::kMostBytesEach));
  }
  auto const* const of_device = std::get_if<device_operation>(&r.what_);
  if (of_device != nullptr && of_device->from_.op_ != r.op_) {
    return refuse("It is asked under another number than the device gave it.", "op",
                  "the number of the device's operation, " + to_string(of_device->from_.op_));
  }
  if (of_device != nullptr && !of_device->what_ && !of_device->unreadable_) {
    return refuse("What a device asks is a command, or cannot be read for a reason.", "what", "one of the two");
  }
  if (std::holds_alternative<commit_plan>(r.what_) && !r.subjects_.empty()) {
    return refuse("A plan brings no records of people with it.", "subjects", "nothing");
  }
  return operation::is_short_enough(r.actor_, operation::kMostName, "actor");
}

bool erases(asked const& what) {
  auto const* const command = std::get_if<operation::command>(&what);
  auto const* const topic = command == nullptr ? nullptr : std::get_if<operation::operations::command>(command);
  return topic != nullptr && std::holds_alternative<operation::ask_for<operation::operations::subject_erased>>(*topic);
}

}  // namespace

result<std::unique_ptr<sequencer>> sequencer::begin(store& s, keys const& k, stream const of,
                                                    std::optional<pace> const p) {
  auto made = std::unique_ptr<sequencer>{new sequencer{s, k, of, p.value_or(pace{})}};
  auto const newest = s.newest_snapshot(of);
  if (!newest) {
    return tl::unexpected{newest.error()};
  }
  if (*newest && (*newest)->shape_ == shape_of_state()) {
    made->last_snapshot_ = (*newest)->after_.seq_;
  }
  return made->load().map([&] { return std::move(made); });
}

sequencer::sequencer(store& s, keys const& k, stream const of, pace const p)
    : store_{s}, keys_{k}, stream_{of}, pace_{p} {}

void sequencer::post(request r, std::function<void(answer const&)> then) {
  auto const text = text_of(r.what_);
  auto const bytes = bytes_of(r, text.size());
  if (auto const sound = is_sound(r, bytes); !sound) {
    then(refused(sound.error(), 0));
    return;
  }
  auto const from = caller{.op_ = r.op_, .actor_ = r.actor_, .content_ = r.content_.value_or(content_of(keys_, text))};
  auto const fits = [&] {
    auto const lock = std::lock_guard{waiting_lock_};
    if (unanswered_ == kMostWaiting || unanswered_bytes_ + bytes > kMostBytesWaiting) {
      return false;
    }
    waiting_.push_back({from, std::move(r), {std::move(then), bytes}});
    ++unanswered_;
    unanswered_bytes_ += bytes;
    return true;
  }();
  if (fits) {
    arrived_.notify_one();
  } else {
    then(not_kept(kTooMany));
  }
}

void sequencer::between(std::function<bool(store&)> step) {
  {
    auto const lock = std::lock_guard{waiting_lock_};
    steps_.push_back(std::move(step));
  }
  arrived_.notify_one();
}

result<bool> sequencer::work(instant const clock) {
  if (failed_) {
    return tl::unexpected{*failed_};
  }
  time_ = std::max(time_, clock);
  auto worked = turn();
  if (!worked) {
    failed_ = worked.error();
  }
  return worked;
}

void sequencer::wait(std::chrono::milliseconds const most) {
  auto lock = std::unique_lock{waiting_lock_};
  arrived_.wait_for(lock, most, [&] { return is_woken_ || !waiting_.empty() || !steps_.empty(); });
  is_woken_ = false;
}

void sequencer::wake() {
  {
    auto const lock = std::lock_guard{waiting_lock_};
    is_woken_ = true;
  }
  arrived_.notify_one();
}

// Readers that follow one another would keep who writes out for ever, if all of them did not wait in one line.
std::shared_lock<std::shared_mutex> sequencer::lock_to_read() const {
  auto const first = std::lock_guard{next_};
  return std::shared_lock{state_lock_};
}

std::unique_lock<std::shared_mutex> sequencer::lock_to_write() {
  auto const first = std::lock_guard{next_};
  return std::unique_lock{state_lock_};
}

// As the store has it.
result<void> sequencer::load() {
  auto kept = replay(store_, stream_);
  if (!kept) {
    return tl::unexpected{kept.error()};
  }
  state_ = std::move(kept->state_);
  head_ = kept->after_;
  time_ = std::max(time_, kept->time_);
  return operation::recount(state_);
}

result<bool> sequencer::turn() {
  auto answers = std::vector<answered>{};
  auto kept = keep_batch(answers);
  if (!kept) {
    return kept;
  }
  reply(answers);
  auto packed = snapshot();
  if (!packed) {
    return packed;
  }
  auto const stepped = run_steps();
  return *kept || *packed || stepped;
}

std::vector<sequencer::posted> sequencer::take() {
  auto const lock = std::lock_guard{waiting_lock_};
  auto taken = std::vector<posted>{};
  while (!waiting_.empty() && taken.size() != kMostInABatch) {
    taken.push_back(std::move(waiting_.front()));
    waiting_.pop_front();
  }
  return taken;
}

void sequencer::reply(std::vector<answered> const& all) {
  {
    auto const lock = std::lock_guard{waiting_lock_};
    unanswered_ -= all.size();
    for (auto const& a : all) {
      unanswered_bytes_ -= a.waiter_.bytes_;
    }
  }
  for (auto const& a : all) {
    a.waiter_.reply_(a.answer_);
  }
}

// True: there was something to do.
result<bool> sequencer::keep_batch(std::vector<answered>& answers) {
  auto taken = take();
  if (is_full_) {
    if (auto const tried = try_space(); !tried) {
      return tl::unexpected{tried.error()};
    }
  }
  if (is_full_) {
    return refuse_all(taken, answers).map([&] { return !taken.empty(); });
  }
  auto const lock = lock_to_write();
  auto d = draft{store_, keys_, stream_, state_, head_, time_};
  if (auto const decided = decide_all(d, taken, answers); !decided) {
    return tl::unexpected{decided.error()};
  }
  if (d.made().empty()) {
    return !taken.empty() || !plans_.empty();
  }
  // The register first: whoever stands in it is erased at the next start, if this one does not come so far.
  auto const& erased = d.made().erased_;
  auto const registered = erased.empty() ? result<void>{} : vault::add_to_register(keys_.folder_, erased);
  if (!registered) {
    return take_back(registered.error().sentence_, answers).map([] { return true; });
  }
  if (auto const kept = store_.append(d.made()); !kept) {
    return give_up(kept.error(), answers).map([] { return true; });
  }
  return true;
}

// First what lapsed, then the commands as they came with what was awaited of them, then some trips of a plan.
result<void> sequencer::decide_all(draft& d, std::vector<posted>& taken, std::vector<answered>& answers) {
  if (time_ > advanced_ || more_lapses_) {
    auto const lapsed = d.advance_clock();
    if (!lapsed) {
      return tl::unexpected{lapsed.error()};
    }
    advanced_ = time_;
    more_lapses_ = *lapsed;
  }
  for (auto& p : taken) {
    if (auto const decided = decide(d, p, answers); !decided) {
      return decided;
    }
  }
  auto found = result<bool>{true};
  while (found && *found && operation::is_anything_outstanding(state_)) {
    found = d.advance_clock();
  }
  return found ? commit_slice(d, answers) : tl::unexpected{found.error()};
}

result<void> sequencer::decide(draft& d, posted& p, std::vector<answered>& answers) {
  auto const at_work = std::ranges::find(plans_, p.from_.op_, [](plan_at_work const& w) { return w.from_.op_; });
  if (at_work != plans_.end() && at_work->from_.content_ == p.from_.content_) {
    at_work->waiters_.push_back(std::move(p.waiter_));
    return {};
  }
  auto before = at_work == plans_.end() ? d.known(p.from_) : d.refuse_reused(p.from_, at_work->from_.content_);
  if (!before) {
    return tl::unexpected{before.error()};
  }
  if (*before) {
    answers.push_back({std::move(p.waiter_), std::move(**before)});
    return {};
  }
  if (erases(p.what_.what_)) {
    // Before anything is decided, so that nobody else in the batch has to come again.
    if (auto const writable = vault::check_register(keys_.folder_); !writable) {
      answers.push_back({std::move(p.waiter_), not_kept(writable.error().sentence_)});
      return {};
    }
  }
  if (auto* const plan = std::get_if<commit_plan>(&p.what_.what_); plan != nullptr) {
    plans_.push_back({.from_ = std::move(p.from_), .plan_ = std::move(*plan), .waiters_ = {}});
    plans_.back().waiters_.push_back(std::move(p.waiter_));
    return {};
  }
  return d.decide(p.from_, p.what_.what_, std::move(p.what_.candidates_), std::move(p.what_.subjects_))
      .map([&](answer a) { answers.push_back({std::move(p.waiter_), std::move(a)}); });
}

// After a crash the plan comes again, and what was done of it is known by the trips' own ids.
result<void> sequencer::commit_slice(draft& d, std::vector<answered>& answers) {
  if (plans_.empty()) {
    return {};
  }
  auto& work = plans_.front();
  auto& trips = work.plan_.trips_;
  for (auto const end = std::min(work.next_ + pace_.trips_in_a_slice_, trips.size()); work.next_ != end; ++work.next_) {
    auto& trip = trips[work.next_];
    trip.plan_ = work.plan_.plan_;
    trip.made_from_ = work.plan_.made_from_;
    auto const command = operation::command{trip};
    auto const from = caller{.op_ = derived(work.from_.op_, work.next_),
                             .actor_ = work.from_.actor_,
                             .content_ = content_of(keys_, encode_command(command))};
    auto one = d.take(from, command);
    if (!one) {
      return tl::unexpected{one.error()};
    }
    work.so_far_.events_ += one->events_;
    work.so_far_.trips_.push_back({trip.trip_, std::move(one->refusal_)});
  }
  if (work.next_ == trips.size()) {
    work.so_far_.after_ = head_.seq_;
    d.remember(work.from_, work.so_far_);
    for (auto& w : work.waiters_) {
      answers.push_back({std::move(w), work.so_far_});
    }
    plans_.pop_front();
  }
  return {};
}

// A full disk: nothing of the batch was done. Anything else, and nobody knows what is on the disk.
result<void> sequencer::give_up(error const& why, std::vector<answered>& answers) {
  if (store_.dead() || why.kind_ != error_kind::kStorage) {
    return tl::unexpected{why};
  }
  is_full_ = true;
  tried_space_ = time_;
  return take_back(kNoSpace, answers);
}

// Nothing of the batch was done.
result<void> sequencer::take_back(std::string_view const why, std::vector<answered>& answers) {
  for (auto& plan : plans_) {
    for (auto& w : plan.waiters_) {
      answers.push_back({std::move(w), {}});
    }
  }
  plans_.clear();
  for (auto& a : answers) {
    a.answer_ = not_kept(why);
  }
  more_lapses_ = true;
  return load();
}

// Once a second is enough.
result<void> sequencer::try_space() {
  if (time_ == tried_space_) {
    return {};
  }
  tried_space_ = time_;
  auto const found = store_.try_space();
  is_full_ = !found.has_value();
  return store_.dead() ? found : result<void>{};
}

// What was answered before the disk was full is answered again.
result<void> sequencer::refuse_all(std::vector<posted>& taken, std::vector<answered>& answers) {
  for (auto& p : taken) {
    auto const before = store_.answer(p.from_.op_);
    if (!before) {
      return tl::unexpected{before.error()};
    }
    auto const same = before->has_value() && (*before)->content_ == p.from_.content_;
    auto a = same ? read_answer(**before) : result<answer>{not_kept(kNoSpace)};
    if (!a) {
      return tl::unexpected{a.error()};
    }
    answers.push_back({std::move(p.waiter_), std::move(*a)});
  }
  return {};
}

// One part at a time, so that nobody waits long. True: there was something to do.
result<bool> sequencer::snapshot() {
  if (is_full_ || (!snapshot_ && head_.seq_ - last_snapshot_ < pace_.events_between_snapshots_)) {
    return false;
  }
  if (!snapshot_) {
    return begin_snapshot().map([] { return true; });
  }
  auto& s = *snapshot_;
  auto const whole = s.next_ == s.head_.parts_;
  if (!whole) {
    s.head_.hash_ = hash_on(s.head_.hash_, s.parts_[s.next_]);
  }
  auto const kept =
      whole ? store_.finish_snapshot(s.head_) : store_.put_snapshot_part(stream_, s.next_, s.parts_[s.next_]);
  if (store_.dead()) {
    return kept.map([] { return true; });
  }
  ++s.next_;
  if (whole || !kept) {
    snapshot_.reset();  // if the disk is full, there will be another
  }
  return true;
}

result<void> sequencer::begin_snapshot() {
  auto s = snapshot_at_work{.head_ = {.stream_ = stream_, .after_ = head_, .at_ = time_, .shape_ = shape_of_state()},
                            .parts_ = pack(state_)};
  s.head_.parts_ = static_cast<std::uint32_t>(s.parts_.size());
  snapshot_ = std::move(s);
  last_snapshot_ = head_.seq_;
  return operation::recount(state_);
}

bool sequencer::run_steps() {
  auto steps = std::vector<std::function<bool(store&)>>{};
  {
    auto const lock = std::lock_guard{waiting_lock_};
    steps.swap(steps_);
  }
  auto const any = !steps.empty();
  std::erase_if(steps, [&](auto const& step) { return step(store_); });
  auto const lock = std::lock_guard{waiting_lock_};
  steps_.insert(steps_.begin(), std::make_move_iterator(steps.begin()), std::make_move_iterator(steps.end()));
  return any;
}

}  // namespace leeward::ledger
