#include "app/registry/case_file.h"

#include <utility>

#include "app/registry/registry.h"
#include "ledger/replay.h"

namespace leeward::app {

using namespace operation;

namespace {

// As the log tells it; commands go on between two steps.
result<case_file> file_as_of(keeper& k, uuid const& id, instant const as_of) {
  auto work = ledger::replay_in_steps{ledger::kOperationStream, as_of};
  for (auto whole = false; !whole;) {
    auto const stepped =
        k.with_store([&](ledger::store& s) { return work.step(s).map([&](bool const done) { whole = done; }); });
    if (!stepped) {
      return tl::unexpected{stepped.error()};
    }
  }
  return case_file_of(work.so_far_.state_, work.so_far_.after_.seq_, id);
}

result<case_file> file_now(keeper const& k, uuid const& id) {
  auto file = result<case_file>{};
  k.see([&](state const& s, ledger::head const& h) { file = case_file_of(s, h.seq_, id); });
  return file;
}

}  // namespace

result<case_file> registry::file_of(uuid const& id, std::optional<instant> const as_of, reader const& by) {
  auto file = as_of ? file_as_of(keeper_, id, *as_of) : file_now(keeper_, id);
  if (!file) {
    return file;
  }
  auto subjects = std::vector<uuid>{};
  for (auto const& p : file->people_) {
    subjects.push_back(p.person_.v_);
  }
  for (auto const& a : file->appeals_) {
    subjects.push_back(a.subject_);
  }
  return keeper_.with_store([&](ledger::store& s) { return note_read(s, keys_, by, std::move(subjects)); })
      .and_then([&] { return read(*file); })
      .map([&] { return std::move(*file); });
}

// What was erased is gone for every time.
result<void> registry::read(case_file& file) {
  auto const show = [&](uuid const& subject, auto& of) -> result<void> {
    if (of.record_ != on_record::kThere) {
      return {};
    }
    auto p = vault_.read(subject, of.version_);
    if (p) {
      of.what_ = std::move(*p);
    } else if (p.error().kind_ == error_kind::kStorage) {
      return tl::unexpected{p.error()};
    } else {
      of.record_ = p.error().kind_ == error_kind::kNotFound ? on_record::kErased : on_record::kDamaged;
    }
    return {};
  };
  return with_vault([&](ledger::store&) {
    auto done = result<void>{};
    for (auto& p : file.people_) {
      done = done.and_then([&] { return show(p.person_.v_, p); });
    }
    for (auto& a : file.appeals_) {
      done = done.and_then([&] { return show(a.subject_, a); });
    }
    return done;
  });
}

}  // namespace leeward::app
