#include "simulation/properties.h"

#include <algorithm>
#include <map>
#include <set>
#include <string_view>
#include <variant>

#include <fmt/format.h>

#include "ledger/draft.h"
#include "ledger/verify.h"
#include "operation/conservation.h"
#include "operation/custody/disclosure.h"
#include "operation/people.h"

namespace leeward::simulation {

namespace {

using operation::household_row;

// A hold is for those of a household who have no bed yet.
violation holds_are_for_somebody(operation::state const& s) {
  for (auto i = std::uint32_t{0}; i != s.holds_.of_.size(); ++i) {
    auto const& hold = s.holds_.of_[i];
    if (hold && operation::members(s, household_row{i}).empty()) {
      return fmt::format("beds are held for household {}, of which nobody is left", i);
    }
  }
  return std::nullopt;
}

// What a device alone may promise, it may until then and no longer.
violation leases_end(operation::state const& s) {
  for (auto const& [until, row] : s.devices_.by_end_) {
    if (until < s.now_) {
      return fmt::format("the lease {} was until {}, and still stands", row.v_, to_string(until));
    }
  }
  return std::nullopt;
}

violation who_is_not_registered_is_a_case(operation::state const& s) {
  for (auto const& [person, facts] : s.custody_.waiting_.of_) {
    if (!s.cases_.by_facts_.contains({operation::cases::kind::kUnregistered, person.v_})) {
      return fmt::format("{} was seen and is not registered, and there is no case", to_string(person));
    }
  }
  return std::nullopt;
}

violation secrets_are_kept(operation::state const& s) {
  for (auto const& h : s.households_.households_.all()) {
    if (h.secret_ && operation::custody::may_be_told(s, h.id_, "somebody who enquires")) {
      return fmt::format("where household {} is would be told, and it must not", to_string(h.id_));
    }
  }
  return std::nullopt;
}

// The events of one command.
struct group {
  std::uint64_t events_{0};
  std::uint64_t last_{0};
  bool is_torn_{false};       // others stand between them
  bool is_report_{false};     // of a number that was used again
  bool is_of_device_{false};  // phones.h looks at those
};

class log_reader {
public:
  log_reader(ledger::store& s, history const& h) : store_{s}, history_{h} {}

  violation all() {
    if (auto const wrong = read(); wrong) {
      return wrong;
    }
    for (auto const& a : history_.asked_) {
      if (auto const wrong = look_at(a); wrong) {
        return wrong;
      }
    }
    for (auto const& [op, g] : groups_) {
      if (!g.is_report_ && !g.is_of_device_) {
        return fmt::format("number {} has {} events, and nobody asked for them", to_string(op), g.events_);
      }
    }
    return std::nullopt;
  }

private:
  violation read() {
    auto const said = ledger::verify(store_, ledger::kOperationStream);
    if (!said || !said->good()) {
      return "the log does not verify: " + (said ? said->findings_.front().what_ : said.error().sentence_);
    }
    auto next = history_.frame_ + 1;
    while (next <= said->events_) {
      auto const n = store_.read(ledger::kOperationStream, next, ledger::store::kMostReadAtOnce, [&](auto const& row) {
        take(row);
        return true;
      });
      if (!n) {
        return "the log cannot be read: " + n.error().sentence_;
      }
      next += *n;
    }
    return std::nullopt;
  }

  void take(ledger::record const& row) {
    if (row.actor_ == ledger::kClock) {
      last_ = {};
      return;
    }
    auto& g = groups_[row.op_];
    g.is_torn_ = g.is_torn_ || (g.events_ != 0 && last_ != row.op_);
    g.is_of_device_ = row.actor_ != "desk";
    g.is_report_ = row.event_.find(R"("kind":"reused_id")") != std::string::npos;
    ++g.events_;
    g.last_ = row.seq_;
    last_ = row.op_;
  }

  violation look_at(asking const& a) {
    auto const& op = a.question_.op_;
    auto const stored = store_.answer(op);
    if (!stored) {
      return "an answer cannot be read: " + stored.error().sentence_;
    }
    auto const kept = *stored ? ledger::read_answer(**stored) : result<ledger::answer>{};
    if (!kept) {
      return "an answer cannot be read: " + kept.error().sentence_;
    }
    if (a.told_ && is_taken_number(*a.told_)) {
      return std::nullopt;
    }
    if (a.told_ && (!*stored || *kept != *a.told_)) {
      return fmt::format("number {} was answered, and {}", to_string(op),
                         *stored ? "another answer is kept" : "is not there any more");
    }
    // Of two that use the same number the answer says which came first.
    auto const* const plan = std::get_if<ledger::commit_plan>(&a.question_.what_);
    auto const has_trips = plan != nullptr && !plan->trips_.empty() && (!*stored || !kept->trips_.empty());
    auto const is_other = !has_trips && *stored && !kept->trips_.empty();
    if (is_other || !seen_.emplace(op, has_trips).second) {
      return std::nullopt;
    }
    return has_trips ? compare_trips(op, *plan) : compare(op, *kept);
  }

  // Some of the trips may be there without the plan's answer, the first ones.
  violation compare_trips(uuid const& op, ledger::commit_plan const& plan) {
    auto is_gap = false;
    for (auto i = std::size_t{0}; i != plan.trips_.size(); ++i) {
      auto const id = derived(op, i);
      auto const stored = store_.answer(id);
      if (!stored || (*stored && is_gap)) {
        return fmt::format("trip {} of plan {} was done before those that come first", i, to_string(op));
      }
      is_gap = !*stored;
      if (auto const wrong =
              compare(id, *stored ? ledger::read_answer(**stored).value_or(ledger::answer{}) : ledger::answer{});
          wrong) {
        return wrong;
      }
    }
    return groups_.contains(op) ? compare(op, {}) : std::nullopt;
  }

  violation compare(uuid const& op, ledger::answer const& a) {
    auto const found = groups_.extract(op);
    auto const g = found.empty() ? group{} : found.mapped();
    if (g.is_torn_ || g.events_ != a.events_ || (g.events_ != 0 && g.last_ != a.after_)) {
      return fmt::format("number {} has {} events{}, its answer says {}", to_string(op), g.events_,
                         g.is_torn_ ? " with others between them" : "", a.events_);
    }
    return std::nullopt;
  }

  ledger::store& store_;
  history const& history_;
  std::map<uuid, group> groups_;
  std::set<std::pair<uuid, bool>> seen_;  // a number, and whether of a plan with trips
  uuid last_;
};

template <typename Command, typename Topic>
Command const* in(ledger::asked const& what) {
  auto const* const c = std::get_if<operation::command>(&what);
  auto const* const topic = c == nullptr ? nullptr : std::get_if<Topic>(c);
  return topic == nullptr ? nullptr : std::get_if<Command>(topic);
}

bool is_done(asking const& a) { return a.told_ && a.told_->outcome_ == ledger::outcome::kDone; }

// Whom it entered, once it was done.
std::vector<operation::person_id> entered(asking const& a) {
  namespace households = operation::households;
  auto all = std::vector<operation::person_id>{};
  if (auto const* const r = in<operation::ask_for<households::registered>, households::command>(a.question_.what_)) {
    for (auto const& m : r->what_.members_) {
      all.push_back(m.person_);
    }
  }
  if (auto const* const j = in<operation::ask_for<households::person_joined>, households::command>(a.question_.what_)) {
    all.push_back(j->what_.member_.person_);
  }
  return all;
}

}  // namespace

violation state_is_sound(operation::state const& s) {
  if (auto const same = operation::recount(s); !same) {
    return same.error().sentence_;
  }
  for (auto const check : {holds_are_for_somebody, leases_end, who_is_not_registered_is_a_case, secrets_are_kept}) {
    if (auto const wrong = check(s); wrong) {
      return wrong;
    }
  }
  return std::nullopt;
}

violation log_is_what_was_answered(ledger::store& s, history const& h) { return log_reader{s, h}.all(); }

// An erasure stands in the register before it is in the log; after a cut between the two the subject is gone already.
violation vault_has_what_was_said(vault::vault& v, operation::state const& s, history const& h) {
  auto may_be_erased = std::set<uuid>{};
  for (auto const& a : h.asked_) {
    if (auto const* const e =
            in<operation::ask_for<operation::operations::subject_erased>, operation::operations::command>(
                a.question_.what_)) {
      may_be_erased.insert(e->what_.subject_);
    }
  }
  for (auto const& a : h.asked_) {
    for (auto const& person : a.question_.people_) {
      auto const is_first =
          in<operation::ask_for<operation::households::person_described>, operation::households::command>(
              a.question_.what_) == nullptr;
      if (!is_done(a) || !is_first) {
        continue;
      }
      auto const read = v.read(person.subject_, 1);
      if (!read && read.error().kind_ == error_kind::kStorage) {
        return "what is known of somebody cannot be read: " + read.error().sentence_;
      }
      if (read && s.operations_.erased_.contains(person.subject_)) {
        return fmt::format("subject {} was erased, and can still be read", to_string(person.subject_));
      }
      if (read ? *read != person.what_ : !may_be_erased.contains(person.subject_)) {
        return fmt::format("what is known of subject {} is not what was said", to_string(person.subject_));
      }
    }
  }
  return std::nullopt;
}

std::size_t entered_at_desks(history const& h) {
  auto all = std::size_t{0};
  for (auto const& a : h.asked_) {
    all += is_done(a) ? entered(a).size() : 0;
  }
  return all;
}

violation everybody_is_there(operation::state const& s, history const& h) {
  auto reused = std::int64_t{0};
  for (auto const& a : h.asked_) {
    if (!a.told_) {
      return fmt::format("number {} was never answered", to_string(a.question_.op_));
    }
    reused += is_taken_number(*a.told_) ? 1 : 0;
    if (!is_done(a)) {
      continue;
    }
    for (auto const& p : entered(a)) {
      if (!s.households_.persons_.has(p)) {
        return fmt::format("person {} was entered, and is not there", to_string(p));
      }
    }
  }
  auto const known = std::ranges::count_if(
      s.cases_.cases_.all(), [](auto const& c) { return c.what_.kind_ == operation::cases::kind::kReusedId; });
  auto const again = std::ranges::count_if(h.asked_, &asking::reuses_);
  if (reused != again || known != again) {
    return fmt::format("{} numbers were used for something else, {} were refused, and there are {} cases", again,
                       reused, known);
  }
  return std::nullopt;
}

void count_events_and_cases(ledger::store& s, operation::state const& state, report& r) {
  for (auto const& c : state.cases_.cases_.all()) {
    r.opened(c.what_.kind_);
  }
  auto next = std::uint64_t{1};
  while (next <= state.events_) {
    auto const n = s.read(ledger::kOperationStream, next, ledger::store::kMostReadAtOnce, [&](auto const& row) {
      r.happened(row.event_);
      return true;
    });
    if (!n || *n == 0) {
      return;
    }
    next += *n;
  }
}

}  // namespace leeward::simulation
