#include "app/registry/candidates.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "operation/duplicates/standing.h"

namespace leeward::app {

using namespace operation;

namespace {

constexpr auto const kReasons = std::array<std::string_view, 4>{"the same telephone number", "a like name",
                                                                "the same year of birth", "a like address"};

struct like_household {
  household_id id_;
  std::vector<vault::likeness> why_;  // of the person who is most alike
  std::size_t persons_{0};
};

std::optional<household_id> household_of(state const& s, in_hand const& now, uuid const& subject) {
  if (auto const here = now.find(subject); here != now.end()) {
    return here->second;
  }
  auto const p = s.households_.persons_.find(person_id{subject});
  if (p.is_none()) {
    return std::nullopt;
  }
  auto const h = s.households_.persons_.at(duplicates::standing_for(s, p)).household_;
  return s.households_.households_.at(duplicates::standing_for(s, h)).id_;
}

std::string reason_of(like_household const& h) {
  auto words = std::vector<std::string_view>{};
  for (auto const l : h.why_) {
    words.push_back(kReasons[static_cast<std::size_t>(l)]);
  }
  return fmt::format("They may be one household: {}{}.", fmt::join(words, ", "),
                     h.persons_ > 1 ? fmt::format("; {} of its people are alike", h.persons_) : "");
}

}  // namespace

std::vector<candidate> candidates_of(state const& s, in_hand const& now, std::vector<suspect> const& suspects,
                                     household_id const& except) {
  auto alike = std::vector<like_household>{};
  for (auto const& one : suspects) {
    auto const id = household_of(s, now, one.subject_);
    if (!id || *id == except) {
      continue;
    }
    auto at = std::ranges::find(alike, *id, &like_household::id_);
    if (at == alike.end()) {
      at = alike.insert(alike.end(), {*id, {}, 0});
    }
    ++at->persons_;
    if (one.why_.size() > at->why_.size()) {
      at->why_ = one.why_;
    }
  }
  std::ranges::stable_sort(alike, [](like_household const& a, like_household const& b) {
    return a.why_.size() != b.why_.size() ? a.why_.size() > b.why_.size() : a.persons_ > b.persons_;
  });
  alike.resize(std::min(alike.size(), kMostCandidates));
  auto all = std::vector<candidate>{};
  for (auto const& h : alike) {
    all.push_back({h.id_, reason_of(h)});
  }
  return all;
}

}  // namespace leeward::app
