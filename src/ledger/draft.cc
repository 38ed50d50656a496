#include "ledger/draft.h"

#include <utility>
#include <variant>

#include <fmt/format.h>

#include "base/crypto/hex.h"
#include "ledger/chain.h"
#include "ledger/codec.h"
#include "ledger/content.h"
#include "operation/apply.h"
#include "operation/cases/open.h"
#include "operation/conservation.h"
#include "operation/decide.h"

namespace leeward::ledger {

result<answer> read_answer(stored_answer const& a) { return json::decode<answer>(a.answer_, to_string(a.op_)); }

answer refused(operation::refusal r, std::uint64_t const after) {
  return {.outcome_ = outcome::kRefused, .after_ = after, .refusal_ = std::move(r)};
}

draft::draft(store& s, keys const& k, stream const of, operation::state& state, head& end, instant const now)
    : store_{s}, keys_{k}, stream_{of}, state_{state}, head_{end}, now_{now} {}

result<std::optional<answer>> draft::known(caller const& c) {
  auto const before = stored(c.op_);
  if (!before) {
    return tl::unexpected{before.error()};
  }
  if (!before->has_value()) {
    return std::nullopt;
  }
  if ((*before)->content_ != c.content_) {
    return refuse_reused(c, (*before)->content_);
  }
  return read_answer(**before).map([](answer a) { return std::optional{std::move(a)}; });
}

namespace {

// `may_be_kept`: what it brings of people. What a device has done is not refused for it, but set aside.
operation::decision decide_any(operation::state const& s, asked const& what, operation::check const& may_be_kept,
                               operation::context const& now) {
  if (auto const* const of_device = std::get_if<device_operation>(&what); of_device != nullptr) {
    return may_be_kept ? operation::devices::take(s, of_device->from_, of_device->what_, of_device->unreadable_, now)
                       : operation::devices::take(s, of_device->from_, std::nullopt, may_be_kept.error(), now);
  }
  return may_be_kept.and_then([&] { return operation::decide(s, std::get<operation::command>(what), now); });
}

}  // namespace

result<answer> draft::decide(caller const& c, asked const& what, std::vector<operation::candidate> candidates,
                             std::vector<subject_record> subjects) {
  auto const are_new = subjects_are_new(subjects);
  if (!are_new) {
    return tl::unexpected{are_new.error()};
  }
  auto const decided = decide_any(
      state_, what, *are_new,
      {.now_ = now_, .fresh_ = secret_id(keys_, "what a command makes", c.op_), .candidates_ = std::move(candidates)});
  if (!decided) {
    auto no = refused(decided.error(), head_.seq_);
    remember(c, no);
    return no;
  }
  auto const aside = operation::devices::why_set_aside(*decided);
  if (aside) {
    subjects.clear();
  }
  for (auto& s : subjects) {
    subjects_.emplace(s.subject_, s.version_);
    if (!s.new_key_.empty()) {
      with_new_keys_.insert(s.subject_);
      batch_.keys_.push_back({.subject_ = s.subject_, .wrapped_ = std::exchange(s.new_key_, {})});
    }
    batch_.subjects_.push_back(std::move(s));
  }
  return add(c, *decided).map([&] {
    auto const done =
        answer{.outcome_ = outcome::kDone, .events_ = decided->size(), .after_ = head_.seq_, .refusal_ = aside};
    remember(c, done);
    return done;
  });
}

result<answer> draft::take(caller const& c, operation::command const& what) {
  return known(c).and_then([&](std::optional<answer> const& a) { return a ? result<answer>{*a} : decide(c, what); });
}

result<bool> draft::advance_clock() {
  auto const self = caller{.op_ = secret_id(keys_, "the clock after event", uuid{0, head_.seq_}),
                           .actor_ = std::string{kClock},
                           .content_ = {}};
  auto const fresh = operation::context{.now_ = now_, .fresh_ = self.op_};
  auto const lapsed = operation::decide(state_, operation::operations::advance_clock{}, fresh);
  if (!lapsed || lapsed->empty()) {
    return false;  // refused: there is no operation yet
  }
  return add(self, *lapsed).map([] { return true; });
}

void draft::remember(caller const& c, answer const& a) {
  answered_[c.op_] = batch_.answers_.size();
  batch_.answers_.push_back({.op_ = c.op_, .content_ = c.content_, .answer_ = json::encode(a)});
}

result<std::optional<stored_answer>> draft::stored(uuid const& op) {
  auto const here = answered_.find(op);
  return here == answered_.end() ? store_.answer(op) : std::optional{batch_.answers_[here->second]};
}

// The case has an id of its own from both contents, so that the same mistake made again opens no second one.
result<std::optional<answer>> draft::refuse_reused(caller const& c, content_hash const& first) {
  auto both = std::string{first.begin(), first.end()};
  both.append(c.content_.begin(), c.content_.end());
  auto const mixed = content_of(keys_, both);
  auto const report =
      caller{.op_ = secret_id(keys_, "reused " + to_hex(mixed), c.op_), .actor_ = c.actor_, .content_ = c.content_};
  auto const before = stored(report.op_);
  if (!before) {
    return tl::unexpected{before.error()};
  }
  if (!before->has_value() && state_.operations_.what_) {
    auto const opened = operation::cases::open(
        operation::context{.now_ = now_, .fresh_ = report.op_}, 0, operation::cases::kind::kReusedId, {},
        fmt::format("The number {} came with two different contents. The first was dealt with; the second, from {}, "
                    "was refused.",
                    to_string(c.op_), c.actor_));
    if (auto const added = add(report, {opened}); !added) {
      return tl::unexpected{added.error()};
    }
    remember(report, {.outcome_ = outcome::kDone, .events_ = 1, .after_ = head_.seq_});
  }
  return refused({.code_ = operation::refusal_code::kTaken,
                  .sentence_ = fmt::format("The number {} was used before, for something else.", to_string(c.op_)),
                  .field_ = "op",
                  .accepted_ = "a new number, or exactly what was asked with this one"},
                 head_.seq_);
}

// The store would refuse the whole batch for one that is there already.
result<operation::check> draft::subjects_are_new(std::vector<subject_record> const& all) {
  auto here = std::set<std::pair<uuid, std::uint32_t>>{};
  for (auto i = std::size_t{0}; i != all.size(); ++i) {
    auto const key = std::pair{all[i].subject_, all[i].version_};
    auto const kept = store_.subject(key.first, key.second);
    if (!kept) {
      return tl::unexpected{kept.error()};
    }
    if (kept->has_value() || subjects_.contains(key) || !here.insert(key).second) {
      return operation::check{
          operation::refuse(operation::refusal_code::kTaken,
                            fmt::format("Version {} of {} is there already.", key.second, to_string(key.first)),
                            fmt::format("subjects[{}].version", i), "the next version")};
    }
    auto const has_key = all[i].new_key_.empty() ? result<bool>{false} : is_with_key(all[i].subject_);
    if (!has_key) {
      return tl::unexpected{has_key.error()};
    }
    if (*has_key || state_.operations_.erased_.contains(all[i].subject_)) {
      return operation::check{operation::refuse(
          operation::refusal_code::kWrongState,
          *has_key ? fmt::format("{} has a key already: somebody else wrote first.", to_string(key.first))
                   : fmt::format("{} was erased, and nothing may be kept about them again.", to_string(key.first)),
          fmt::format("subjects[{}]", i), *has_key ? "the same, sealed again" : "another subject")};
    }
  }
  return operation::check{};
}

result<bool> draft::is_with_key(uuid const& subject) {
  return with_new_keys_.contains(subject) ? result<bool>{true}
                                          : store_.key_of(subject).map([](auto const& k) { return k.has_value(); });
}

result<void> draft::add(caller const& c, operation::events const& all) {
  for (auto const& e : all) {
    batch_.records_.push_back(next_record(head_, stream_, now_, c.op_, c.actor_, encode_event(e)));
    operation::apply(state_, now_, e);
    if (auto const* const topic = std::get_if<operation::operations::event>(&e)) {
      if (auto const* const erased = std::get_if<operation::operations::subject_erased>(topic)) {
        batch_.erased_.push_back(erased->subject_);
      }
    }
  }
  return operation::compare_counts(state_);
}

}  // namespace leeward::ledger
