#include "app/registry/registry.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <utility>
#include <variant>

#include "app/registry/sealing.h"
#include "base/must_have.h"
#include "ledger/vault_rows.h"

namespace leeward::app {

using namespace operation;

namespace {

std::optional<uuid> subject_erased_by(ledger::asked const& what) {
  auto const* const command = std::get_if<operation::command>(&what);
  auto const* const topic = command == nullptr ? nullptr : std::get_if<operations::command>(command);
  auto const* const erases = topic == nullptr ? nullptr : std::get_if<ask_for<operations::subject_erased>>(topic);
  return erases == nullptr ? std::nullopt : std::optional{erases->what_.subject_};
}

}  // namespace

result<std::optional<std::string>> registry::lent_rows::wrapped_key(uuid const& subject) {
  return ledger::vault_rows{*store_}.wrapped_key(subject);
}

result<std::optional<std::string>> registry::lent_rows::sealed(uuid const& subject, std::uint32_t const version) {
  return ledger::vault_rows{*store_}.sealed(subject, version);
}

registry::registry(keeper& k, ledger::keys const& keys)
    : keeper_{k}, keys_{keys}, vault_{must_have(keys.vault_, "a registry has the keys of a vault"), rows_} {}

// Whoever has the store is alone with it.
result<void> registry::with_vault(std::function<result<void>(ledger::store&)> const& use) {
  return keeper_.with_store([&](ledger::store& s) {
    rows_.store_ = &s;
    auto used = use(s);
    rows_.store_ = nullptr;
    return used;
  });
}

result<bool> registry::fill_some(ledger::store& s) {
  if (filled_to_) {
    auto const next = ledger::fill_index(vault_, s, *filled_to_);
    if (!next) {
      return tl::unexpected{next.error()};
    }
    filled_to_ = *next;
    is_filled_ = !filled_to_;
  }
  return !filled_to_;
}

result<void> registry::be_filled() {
  while (!is_filled_) {
    auto const some = keeper_.with_store([&](ledger::store& s) { return fill_some(s).map([](bool) {}); });
    if (!some) {
      return some;
    }
  }
  return {};
}

void registry::take(vault::keys k) {
  auto const lock = std::lock_guard{writing_};
  vault_.take(std::move(k));
}

void registry::take_at_once(vault::keys k) { vault_.take(std::move(k)); }

result<ledger::answer> registry::ask(people_request r) {
  auto all = std::vector<people_request>{};
  all.push_back(std::move(r));
  return ask_all(std::move(all)).map([](std::vector<ledger::answer> a) { return std::move(a.front()); });
}

// Whoever gets the turn does the work of all who wait.
result<std::vector<ledger::answer>> registry::ask_all(std::vector<people_request> all) {
  if (auto const filled = be_filled(); !filled) {
    return tl::unexpected{filled.error()};
  }
  auto mine = job{.all_ = std::move(all)};
  {
    auto const lock = std::lock_guard{queue_lock_};
    queue_.push_back(&mine);
  }
  auto const turn = std::lock_guard{writing_};
  while (!mine.is_done_) {
    serve();
  }
  return std::move(mine.answers_);
}

std::vector<registry::job*> registry::take_jobs() {
  auto const lock = std::lock_guard{queue_lock_};
  auto jobs = std::vector<job*>{};
  for (auto n = std::size_t{0}; !queue_.empty() && (jobs.empty() || n + queue_.front()->all_.size() <= kMostInOneGo);) {
    n += queue_.front()->all_.size();
    jobs.push_back(queue_.front());
    queue_.pop_front();
  }
  return jobs;
}

void registry::serve() {
  auto const jobs = take_jobs();
  auto together = std::vector<people_request>{};
  for (auto* const j : jobs) {
    std::ranges::move(j->all_, std::back_inserter(together));
  }
  auto const answers = keep(std::move(together));
  auto at = std::size_t{0};
  for (auto* const j : jobs) {
    auto const n = j->all_.size();
    j->answers_ = answers.map([&](std::vector<ledger::answer> const& a) {
      auto const first = a.begin() + static_cast<std::ptrdiff_t>(at);
      return std::vector<ledger::answer>(first, first + static_cast<std::ptrdiff_t>(n));
    });
    at += n;
    j->is_done_ = true;
  }
}

result<std::vector<ledger::answer>> registry::keep(std::vector<people_request> all) {
  auto answers = std::vector<ledger::answer>{};
  answers.reserve(all.size());
  for (auto from = std::size_t{0}; from != all.size();) {
    auto const end = end_of_go(all, from);
    if (auto const kept = keep_go(all, from, end, answers); !kept) {
      return tl::unexpected{kept.error()};
    }
    from = end;
  }
  return answers;
}

// Before somebody is spoken of again.
std::size_t registry::end_of_go(std::vector<people_request> const& all, std::size_t const from) const {
  auto here = std::set<uuid>{};
  auto end = from;
  for (; end != all.size() && end - from != kMostInOneGo; ++end) {
    auto const& about = all[end].about_;
    if (std::ranges::any_of(about, [&](auto const& a) { return here.contains(a.subject_); })) {
      break;
    }
    std::ranges::transform(about, std::inserter(here, here.end()), &about::subject_);
  }
  return end;
}

result<void> registry::keep_go(std::vector<people_request>& all, std::size_t const from, std::size_t const end,
                               std::vector<ledger::answer>& answers) {
  auto sealed = seal(all, from, end);
  if (!sealed) {
    return tl::unexpected{sealed.error()};
  }
  auto asked = std::vector<ledger::request>{};
  auto erases = std::vector<std::optional<uuid>>{};
  for (auto& r : *sealed) {
    erases.push_back(subject_erased_by(r.what_.what_));
    if (!r.refusal_) {
      asked.push_back(std::move(r.what_));
    }
  }
  auto const kept = keeper_.ask_all(std::move(asked));
  if (!kept) {
    return tl::unexpected{kept.error()};
  }
  auto go = std::vector<ledger::answer>{};
  auto next = kept->begin();
  for (auto const& r : *sealed) {
    go.push_back(r.refusal_ ? ledger::answer{.outcome_ = ledger::outcome::kRefused, .refusal_ = r.refusal_} : *next++);
  }
  for (auto i = std::size_t{0}; i != go.size(); ++i) {
    if (erases[i] && go[i].outcome_ == ledger::outcome::kDone) {
      vault_.forget(*erases[i]);
    }
  }
  auto const indexed = index(*sealed, go);
  std::ranges::move(go, std::back_inserter(answers));
  return indexed;
}

// A few at a time; then, with the operation as it is, who they may be.
result<std::vector<sealed_request>> registry::seal(std::vector<people_request>& all, std::size_t const from,
                                                   std::size_t const end) {
  auto work = sealing{vault_, keys_, end - from};
  auto done = std::vector<sealed_request>{};
  for (auto at = from; at != end;) {
    auto const some = with_vault([&](ledger::store&) -> result<void> {
      for (auto n = std::size_t{0}; at != end && n < kMostSealedAtOnce; ++at) {
        n += std::max(all[at].about_.size(), std::size_t{1});
        auto sealed = work.seal(std::move(all[at]));
        if (!sealed) {
          return tl::unexpected{sealed.error()};
        }
        done.push_back(std::move(*sealed));
      }
      return {};
    });
    if (!some) {
      return tl::unexpected{some.error()};
    }
  }
  keeper_.see([&](state const& s, ledger::head const&) {
    for (auto& r : done) {
      if (r.registers_ && r.what_.candidates_.empty()) {
        r.what_.candidates_ = candidates_of(s, work.registered(), r.suspects_, *r.registers_);
      }
    }
  });
  return done;
}

// What came again was answered, and not kept once more: its bytes are other ones.
result<void> registry::index(std::vector<sealed_request> const& all, std::vector<ledger::answer> const& answers) {
  return with_vault([&](ledger::store& s) -> result<void> {
    for (auto i = std::size_t{0}; i != all.size(); ++i) {
      for (auto const& r :
           answers[i].outcome_ == ledger::outcome::kDone ? all[i].records_ : std::vector<ledger::subject_record>{}) {
        auto const there = s.subject(r.subject_, r.version_);
        if (!there) {
          return tl::unexpected{there.error()};
        }
        if (*there && (*there)->bytes_ == r.bytes_) {
          if (auto const indexed = vault_.index(r.subject_, r.version_, r.tokens_); !indexed) {
            return indexed;
          }
        }
      }
    }
    return {};
  });
}

}  // namespace leeward::app
