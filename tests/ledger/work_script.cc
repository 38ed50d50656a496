#include "ledger/work_script.h"

#include <utility>

#include <fmt/format.h>

#include "ledger/chain.h"
#include "ledger/verify.h"

namespace leeward::ledger {

namespace {

constexpr auto const kCallers = std::uint64_t{5};
constexpr auto const kMostEventsEach = std::uint64_t{4};
constexpr auto const kNoon = instant{1'704'448'800};  // 5 January 2024

uuid op_number(std::uint64_t const n) { return derived(uuid{0x5A, 0x11}, n); }

std::string answer_text(std::uint64_t const first, std::size_t const events) {
  return fmt::format(R"({{"first":{},"events":{}}})", first, events);
}

}  // namespace

scripted_command command_number(std::uint64_t const n) {
  auto c = scripted_command{.op_ = op_number(n), .actor_ = fmt::format("caller {}", n % kCallers), .events_ = {}};
  for (auto i = std::uint64_t{0}; i != n % (kMostEventsEach + 1); ++i) {
    c.events_.push_back(fmt::format(R"({{"done":{{"command":{},"part":{},"why":"{:x>{}}"}}}})", n, i, "",
                                    1 + (n * 131 + i * 977) % 1'900));
  }
  return c;
}

result<std::map<uuid, std::string>> serve(store& s, std::vector<scripted_command> const& commands) {
  auto answers = std::map<uuid, std::string>{};
  auto b = batch{};
  auto end = s.head_of(kOperationStream);
  if (!end) {
    return tl::unexpected{end.error()};
  }
  for (auto const& c : commands) {
    auto const before = s.answer(c.op_);
    if (!before) {
      return tl::unexpected{before.error()};
    }
    if (before->has_value()) {
      answers[c.op_] = (*before)->answer_;
      continue;
    }
    answers[c.op_] = answer_text(end->seq_ + 1, c.events_.size());
    b.answers_.push_back({.op_ = c.op_, .content_ = {}, .answer_ = answers[c.op_]});
    b.subjects_.push_back({.subject_ = c.op_, .version_ = 1, .bytes_ = c.actor_});
    for (auto const& e : c.events_) {
      b.records_.push_back(next_record(*end, kOperationStream, kNoon, c.op_, c.actor_, e));
    }
  }
  auto const kept = s.append(b);
  return kept ? result<std::map<uuid, std::string>>{std::move(answers)} : tl::unexpected{kept.error()};
}

namespace {

struct found {
  std::uint64_t first_{0};
  std::vector<std::string> events_;
};

result<std::map<uuid, found>> events_by_op(store& s, reckoning& r) {
  auto by_op = std::map<uuid, found>{};
  auto last = uuid{};
  auto next = std::uint64_t{1};
  for (auto got = store::kMostReadAtOnce; got == store::kMostReadAtOnce;) {
    auto const read = s.read(kOperationStream, next, store::kMostReadAtOnce, [&](record const& row) {
      auto& f = by_op[row.op_];
      r.doubled_ += f.first_ != 0 && last != row.op_ ? 1 : 0;
      f.first_ = f.first_ == 0 ? row.seq_ : f.first_;
      f.events_.push_back(row.event_);
      last = row.op_;
      next = row.seq_ + 1;
      return true;
    });
    if (!read) {
      return tl::unexpected{read.error()};
    }
    got = *read;
  }
  return by_op;
}

}  // namespace

reckoning reckon(store& s, std::uint64_t const sent, std::map<uuid, std::string> const& acknowledged) {
  auto r = reckoning{};
  auto const said = verify(s, kOperationStream);
  auto by_op = events_by_op(s, r);
  if (!said || !said->good() || !by_op) {
    ++r.damaged_;
    return r;
  }
  for (auto n = std::uint64_t{0}; n != sent; ++n) {
    auto const c = command_number(n);
    auto const answer = s.answer(c.op_);
    auto const subject = s.subject(c.op_, 1);
    if (!answer || !subject) {
      ++r.damaged_;
      return r;
    }
    auto const f = (*by_op)[c.op_];
    auto const is_there = answer->has_value();
    auto const is_whole = is_there ? f.events_ == c.events_ && subject->has_value() && (*subject)->bytes_ == c.actor_
                                   : f.events_.empty() && !subject->has_value();
    auto const known = acknowledged.find(c.op_);
    auto const is_lost = known != acknowledged.end() && (!is_there || (*answer)->answer_ != known->second);
    auto const is_doubled = f.events_.size() > c.events_.size();
    r.there_ += is_there ? 1 : 0;
    r.lost_ += is_lost ? 1 : 0;
    r.doubled_ += is_doubled ? 1 : 0;
    r.halved_ += is_whole || is_doubled ? 0 : 1;
    by_op->erase(c.op_);
  }
  r.doubled_ += static_cast<int>(by_op->size());  // nobody sent them
  return r;
}

}  // namespace leeward::ledger
