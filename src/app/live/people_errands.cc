#include "app/live/people_errands.h"

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <utility>

#include <fmt/format.h>

#include "app/registry/new_master.h"
#include "app/registry/people_file.h"
#include "base/file.h"

namespace leeward::app {

using namespace operation;

namespace {

bool tell_people(each_line const& tell, told_of_people told) { return tell({.people_ = std::move(told)}); }

// Every line is settled before the first is asked for.
result<people_file> settled(people_file file, registry const& r, about_people const& what, at_hand const& at) {
  auto whole = result<bool>{false};
  while (whole && !*whole) {
    r.see([&](state const& s, ledger::head const&) {
      whole =
          file.settle_some({.state_ = s, .keys_ = at.keys_, .by_ = what.by_, .now_ = std::max(s.now_, at.clock_())});
    });
  }
  return whole.map([&](bool) { return std::move(file); });
}

std::vector<person_id> persons_of(people_line const& line) {
  auto all = std::vector<person_id>{};
  auto const& first = line.requests_.front();
  auto const* const topic = std::get_if<households::command>(&std::get<operation::command>(first.what_.what_));
  if (topic == nullptr) {
    return all;
  }
  if (auto const* const r = std::get_if<ask_for<households::registered>>(topic); r != nullptr) {
    std::ranges::transform(r->what_.members_, std::back_inserter(all), &households::member::person_);
  } else if (auto const* const d = std::get_if<ask_for<households::person_described>>(topic); d != nullptr) {
    all.push_back(d->what_.person_);
  }
  return all;
}

// Of the cases that were opened since.
void add_duplicates(registry const& r, std::size_t const since, std::vector<line_done>& all) {
  r.see([&](state const& s, ledger::head const&) {
    auto const& cases = s.cases_.cases_.all();
    for (auto i = since; i < cases.size(); ++i) {
      auto const& about = cases[i].what_.about_.households_;
      if (cases[i].what_.kind_ != cases::kind::kDuplicate || about.size() != 2) {
        continue;
      }
      for (auto& line : all) {
        if (line.household_ == about[0]) {
          line.may_be_.push_back(about[1]);
        }
      }
    }
  });
}

// The line's first request stands for it; where that was done, the first that was not.
line_done done_of(people_line const& line, std::vector<ledger::answer> const& answers, std::size_t const at) {
  auto done = line_done{.line_ = line.number_, .household_ = line.household_, .persons_ = persons_of(line)};
  for (auto i = std::size_t{0}; i != line.requests_.size() && done.outcome_ == ledger::outcome::kDone; ++i) {
    done.outcome_ = answers[at + i].outcome_;
    done.refusal_ = answers[at + i].refusal_;
  }
  return done;
}

// So many lines as share a transaction.
result<std::vector<line_done>> keep_some(registry& r, std::vector<people_line> const& lines, std::size_t& next) {
  auto requests = std::vector<people_request>{};
  auto const first = next;
  for (; next != lines.size() &&
         (requests.empty() || requests.size() + lines[next].requests_.size() <= registry::kMostInOneGo);
       ++next) {
    std::ranges::copy(lines[next].requests_, std::back_inserter(requests));
  }
  auto before = std::size_t{0};
  r.see([&](state const& s, ledger::head const&) { before = s.cases_.cases_.size(); });
  return r.ask_all(std::move(requests)).map([&](std::vector<ledger::answer> const& answers) {
    auto all = std::vector<line_done>{};
    auto at = std::size_t{0};
    for (auto i = first; i != next; ++i) {
      all.push_back(done_of(lines[i], answers, at));
      at += lines[i].requests_.size();
    }
    add_duplicates(r, before, all);
    return all;
  });
}

result<void> run_file(people_file_kind const kind, about_people const& what, at_hand const& at, each_line const& tell,
                      registry& r) {
  auto const path = std::filesystem::path{what.file_.value_or("")};
  auto const text = read_file(path, kMostPeopleBytes);
  if (!text) {
    return tl::unexpected{text.error()};
  }
  auto const file = people_file::read(kind, *text, path.string()).and_then([&](people_file f) {
    return settled(std::move(f), r, what, at);
  });
  if (!file) {
    return tl::unexpected{file.error()};
  }
  for (auto next = std::size_t{0}; next != file->lines_.size();) {
    auto const done = keep_some(r, file->lines_, next);
    if (!done) {
      return tl::unexpected{done.error()};
    }
    for (auto const& line : *done) {
      if (!tell_people(tell, {.line_ = line})) {
        return {};
      }
    }
    if (!tell({.progress_ = how_far{next, file->lines_.size()}})) {
      return {};
    }
  }
  return {};
}

reader reader_of(about_people const& what, at_hand const& at) { return {what.by_, what.why_, at.clock_()}; }

result<void> run_search(about_people const& what, at_hand const& at, each_line const& tell, registry& r) {
  auto const q = what.query_.value_or(people_query{});
  return r
      .search({.name_ = q.name_, .phone_ = q.phone_, .birth_year_ = q.birth_year_, .place_ = q.place_}, q.most_,
              reader_of(what, at), q.enquirer_)
      .map([&](found_people const& all) {
        for (auto const& one : all.found_) {
          if (!tell_people(tell, {.found_ = one})) {
            return;
          }
        }
        tell_people(tell, {.searched_ = search_done{all.unreadable_}});
      });
}

result<void> run_case_file(errand const& e, about_people const& what, at_hand const& at, each_line const& tell,
                           registry& r) {
  return r.file_of(what.whose_.value_or(uuid{}), e.as_of_, reader_of(what, at)).map([&](case_file const& file) {
    auto listens = tell_people(tell, {.file_ = file.head_});
    for (auto const& p : file.people_) {
      listens = listens && tell_people(tell, {.person_ = p});
    }
    for (auto const& a : file.appeals_) {
      listens = listens && tell_people(tell, {.appeal_ = a});
    }
    for (auto const& c : file.cases_) {
      listens = listens && tell_people(tell, {.case_ = c});
    }
  });
}

result<void> run_erase(about_people const& what, each_line const& tell, registry& r) {
  return r.erase(what.whose_.value_or(uuid{}), what.why_, what.by_).map([&](erased const& done) {
    tell_people(tell, {.erased_ = erasing_done{done.subjects_, done.before_}});
  });
}

// To its end, also when nobody listens any more.
result<void> run_new_master(at_hand const& at, each_line const& tell, registry& r) {
  auto work = new_master::begin(r, at.keys_.folder_);
  if (!work) {
    return tl::unexpected{work.error()};
  }
  auto const total = r.size();
  for (auto whole = false; !whole;) {
    auto const stepped =
        at.with_store_([&](ledger::store& s) { return work->step(s).map([&](bool const all) { whole = all; }); });
    if (!stepped) {
      return stepped;
    }
    tell({.progress_ = how_far{std::min<std::uint64_t>(work->done(), total), total}});
  }
  tell_people(tell, {.new_master_ = master_key_changed{(at.keys_.folder_ / "master.key").string(), work->done()}});
  return {};
}

}  // namespace

void add(case_file& f, told_of_people const& told) {
  if (told.file_) {
    f.head_ = *told.file_;
  }
  if (told.person_) {
    f.people_.push_back(*told.person_);
  }
  if (told.appeal_) {
    f.appeals_.push_back(*told.appeal_);
  }
  if (told.case_) {
    f.cases_.push_back(*told.case_);
  }
}

result<void> run_people_errand(errand const& e, at_hand const& at, each_line const& tell) {
  if (!e.people_ && e.what_ != errand_kind::kNewMasterKey) {
    return invalid("people: is missing; say who asks, and what", "people");
  }
  auto const what = e.people_.value_or(about_people{});
  return at.with_people_([&](registry& r) -> result<void> {
    switch (e.what_) {
      case errand_kind::kRegisterPeople: return run_file(people_file_kind::kHouseholds, what, at, tell, r);
      case errand_kind::kChangePeople: return run_file(people_file_kind::kChanges, what, at, tell, r);
      case errand_kind::kSearchPeople: return run_search(what, at, tell, r);
      case errand_kind::kCaseFile: return run_case_file(e, what, at, tell, r);
      case errand_kind::kErasePeople: return run_erase(what, tell, r);
      case errand_kind::kNewMasterKey: return run_new_master(at, tell, r);
      default: return {};
    }
  });
}

}  // namespace leeward::app
