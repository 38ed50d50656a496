#include "vault/ranking.h"

#include <algorithm>
#include <cstddef>
#include <string_view>

#include "base/text/edit_distance.h"
#include "base/text/phone.h"

namespace leeward::vault {

namespace {

constexpr auto const kLetter = std::uint32_t{2};
constexpr auto const kMissing = std::uint32_t{8};    // a word
constexpr auto const kBeginning = std::uint32_t{1};  // only the first letters of a word are given
constexpr auto const kMostLetters = std::size_t{3};  // beyond them it is another word
constexpr auto const kFewestOfABeginning = std::size_t{2};
constexpr auto const kOtherYear = std::uint32_t{6};
constexpr auto const kNextYear = std::uint32_t{1};
constexpr auto const kOtherPhone = std::uint32_t{12};
constexpr auto const kShortWord = std::size_t{5};  // in a longer one two letters may differ

std::uint32_t cost(std::string_view const wanted, std::string_view const there) {
  auto const letters = edit_distance(wanted, there, kMostLetters);
  auto const by_letters = letters > kMostLetters ? kMissing : kLetter * static_cast<std::uint32_t>(letters);
  auto const begins = wanted.size() >= kFewestOfABeginning && wanted.size() < there.size() && there.starts_with(wanted);
  return std::min({by_letters, begins ? kBeginning : kMissing, kMissing});
}

// Each word there stands for one that is wanted.
std::uint32_t cost(std::vector<std::string> const& wanted, std::vector<std::string> const& there) {
  auto sum = std::uint32_t{0};
  auto used = std::vector<bool>(there.size());
  for (auto const& w : wanted) {
    auto best = kMissing;
    auto best_at = there.size();
    for (auto i = std::size_t{0}; i != there.size(); ++i) {
      if (auto const c = used[i] ? kMissing : cost(w, there[i]); c < best) {
        best = c;
        best_at = i;
      }
    }
    if (best_at != there.size()) {
      used[best_at] = true;
    }
    sum += best;
  }
  return sum;
}

bool is_alike(std::string_view const a, std::string_view const b) {
  auto const has_digit = a.find_first_of("0123456789") != std::string_view::npos;
  auto const may_differ = has_digit ? std::size_t{0} : std::min(a.size(), b.size()) <= kShortWord ? 1U : 2U;
  return edit_distance(a, b, may_differ) <= may_differ;
}

// All words of the one with fewer stand in the other; a single word says too little where the other has more.
bool are_alike(std::vector<std::string> const& a, std::vector<std::string> const& b) {
  auto const& few = a.size() <= b.size() ? a : b;
  auto const& many = a.size() <= b.size() ? b : a;
  if (few.empty() || (few.size() == 1 && many.size() > 1)) {
    return false;
  }
  auto used = std::vector<bool>(many.size());
  return std::ranges::all_of(few, [&](std::string const& w) {
    for (auto i = std::size_t{0}; i != many.size(); ++i) {
      if (!used[i] && is_alike(w, many[i])) {
        used[i] = true;
        return true;
      }
    }
    return false;
  });
}

bool is_same_phone(features const& a, features const& b) {
  if (!a.phone_ || !b.phone_) {
    return false;
  }
  auto const& few = a.phone_->size() <= b.phone_->size() ? *a.phone_ : *b.phone_;
  auto const& many = a.phone_->size() <= b.phone_->size() ? *b.phone_ : *a.phone_;
  return few == many || (few[0] != '+' && many.ends_with(few));
}

}  // namespace

features features_of(personal const& p) {
  return {.names_ = name_keys(p.name_.value_or("")),
          .places_ = place_keys(p.address_.value_or("")),
          .phone_ = parse_phone(p.phone_.value_or("")),
          .birth_year_ = p.birth_year_};
}

features features_of(query const& q) {
  return {.names_ = name_keys(q.name_),
          .places_ = place_keys(q.place_),
          .phone_ = parse_phone(q.phone_),
          .birth_year_ = q.birth_year_};
}

std::uint32_t cost(features const& wanted, features const& there) {
  auto sum = cost(wanted.names_, there.names_) + cost(wanted.places_, there.places_) / 2;
  if (wanted.birth_year_) {
    auto const apart = there.birth_year_ ? std::abs(int{*wanted.birth_year_} - int{*there.birth_year_}) : 1;
    sum += apart == 0 ? 0 : apart == 1 ? kNextYear : kOtherYear;
  }
  if (wanted.phone_ && !is_same_phone(wanted, there)) {
    sum += kOtherPhone;
  }
  return sum;
}

std::vector<likeness> likenesses(features const& a, features const& b) {
  auto all = std::vector<likeness>{};
  auto const add = [&](bool const holds, likeness const l) {
    if (holds) {
      all.push_back(l);
    }
  };
  add(is_same_phone(a, b), likeness::kSamePhone);
  add(are_alike(a.names_, b.names_), likeness::kLikeName);
  add(a.birth_year_ && a.birth_year_ == b.birth_year_, likeness::kSameBirthYear);
  add(are_alike(a.places_, b.places_), likeness::kLikeAddress);
  return all;
}

}  // namespace leeward::vault
