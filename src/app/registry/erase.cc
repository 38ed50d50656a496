#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "app/registry/registry.h"
#include "ledger/content.h"
#include "operation/known.h"

namespace leeward::app {

using namespace operation;

namespace {

bool is_erased(state const& s, uuid const& subject) { return s.operations_.erased_.contains(subject); }

// A person and whoever was merged into them.
void add_person(state const& s, person_row const row, std::vector<uuid>& all) {
  auto const& people = s.households_.persons_;
  all.push_back(people.at(row).id_.v_);
  for (auto const& other : people.all()) {
    if (other.same_as_ == row) {
      all.push_back(other.id_.v_);
    }
  }
}

void add_appeals(state const& s, household_row const h, std::vector<uuid>& all) {
  if (auto const own = s.appeals_.of_.find(h); own != s.appeals_.of_.end()) {
    for (auto const a : own->second) {
      if (auto const subject = parse_uuid(s.appeals_.appeals_.at(a).text_.subject_)) {
        all.push_back(*subject);
      }
    }
  }
}

result<std::vector<uuid>> subjects_of(state const& s, uuid const& id) {
  auto all = std::vector<uuid>{};
  auto const& known = s.households_;
  if (auto const h = known.households_.find(household_id{id}); !h.is_none()) {
    for (auto const p : known.households_.at(h).persons_) {
      add_person(s, p, all);
    }
    add_appeals(s, h, all);
  } else if (auto const p = known.persons_.find(person_id{id}); !p.is_none()) {
    add_person(s, p, all);
    auto const household = known.persons_.at(p).household_;
    auto const last = std::ranges::all_of(known.households_.at(household).persons_, [&](person_row const other) {
      return other == p || is_erased(s, known.persons_.at(other).id_.v_);
    });
    if (last) {
      add_appeals(s, household, all);
    }
  } else if (s.appeals_.appeals_.has(appeal_id{id})) {
    all.push_back(id);
  } else {
    return fail(error_kind::kNotFound,
                fmt::format("there is no person, household or appeal with the number {}", to_string(id)), "id");
  }
  std::ranges::sort(all);
  all.erase(std::ranges::unique(all).begin(), all.end());
  return all;
}

result<void> check_words(std::string const& reason, std::string const& by) {
  if (reason.empty() || by.empty()) {
    auto const* const field = reason.empty() ? "reason" : "by";
    return invalid(fmt::format("{}: is empty; say why somebody is erased, and who decides it", field), field);
  }
  auto const fits =
      is_short_enough(reason, kMostText, "reason").and_then([&] { return is_short_enough(by, kMostName, "by"); });
  return fits ? result<void>{}
              : invalid(fmt::format("{}: {} It may have {}", fits.error().field_, fits.error().sentence_,
                                    fits.error().accepted_),
                        fits.error().field_);
}

}  // namespace

result<erased> registry::erase(uuid const& id, std::string const& reason, std::string const& by) {
  auto const ready = check_words(reason, by).and_then([&] { return be_filled(); });
  if (!ready) {
    return tl::unexpected{ready.error()};
  }
  auto const turn = std::lock_guard{writing_};
  auto meant = result<std::vector<uuid>>{};
  auto done = erased{};
  auto asked = std::vector<ledger::request>{};
  keeper_.see([&](state const& s, ledger::head const&) {
    meant = subjects_of(s, id);
    for (auto const& subject : meant.value_or(std::vector<uuid>{})) {
      if (is_erased(s, subject)) {
        ++done.before_;
        continue;
      }
      done.subjects_.push_back(subject);
      asked.push_back({.op_ = ledger::secret_id(keys_, "erasing", subject),
                       .actor_ = by,
                       .what_ = command{operations::command{ask_for<operations::subject_erased>{{subject, reason}}}}});
    }
  });
  if (!meant) {
    return tl::unexpected{meant.error()};
  }
  auto const answers = keeper_.ask_all(std::move(asked));
  if (!answers) {
    return tl::unexpected{answers.error()};
  }
  auto refused = std::optional<std::string>{};
  for (auto i = std::size_t{0}; i != answers->size(); ++i) {
    if ((*answers)[i].outcome_ == ledger::outcome::kDone) {
      vault_.forget(done.subjects_[i]);
    } else if ((*answers)[i].refusal_) {
      refused = (*answers)[i].refusal_->sentence_;
    }
  }
  return refused ? result<erased>{fail(error_kind::kStorage, *refused)} : done;
}

}  // namespace leeward::app
