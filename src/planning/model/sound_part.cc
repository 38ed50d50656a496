#include <algorithm>
#include <charconv>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include <fmt/format.h>

#include "planning/model/scenario_file.h"

// A scenario without those of its households that are wrong.
namespace leeward::planning {

namespace {

// "households[12].persons" -> 12
std::optional<std::size_t> household_at(std::string_view path) {
  constexpr auto const kList = std::string_view{"households["};
  if (!path.starts_with(kList)) {
    return std::nullopt;
  }
  path.remove_prefix(kList.size());
  auto index = std::size_t{0};
  auto const [end, wrong] = std::from_chars(path.data(), path.data() + path.size(), index);
  return wrong == std::errc{} ? std::optional{index} : std::nullopt;
}

using reasons_by_place = std::map<std::size_t, std::string>;

// Who travels with one that is left out is left out too.
void add_company(scenario const& s, reasons_by_place& out) {
  if (std::ranges::all_of(s.households_, [](household const& h) { return h.travels_with_.empty(); })) {
    return;
  }
  auto at = std::unordered_map<std::string_view, std::size_t>{};
  for (auto i = std::size_t{0}; i != s.households_.size(); ++i) {
    at.try_emplace(s.households_[i].id_, i);
  }
  auto waiting = std::vector<std::size_t>{};
  auto const leave = [&](std::size_t const i, std::string const& with) {
    if (out.try_emplace(i, "travels with " + with + ", which is left out").second) {
      waiting.push_back(i);
    }
  };
  auto named_by = std::multimap<std::string_view, std::size_t>{};
  for (auto i = std::size_t{0}; i != s.households_.size(); ++i) {
    for (auto const& other : s.households_[i].travels_with_) {
      named_by.emplace(other, i);
    }
  }
  for (auto const& [i, why] : out) {
    waiting.push_back(i);
  }
  while (!waiting.empty()) {
    auto const& h = s.households_[waiting.back()];
    waiting.pop_back();
    for (auto const& other : h.travels_with_) {
      if (auto const found = at.find(other); found != at.end()) {
        leave(found->second, h.id_);
      }
    }
    auto const [begin, end] = named_by.equal_range(h.id_);
    for (auto i = begin; i != end; ++i) {
      leave(i->second, h.id_);
    }
  }
}

// Takes them out of the scenario, and the wishes that name them and nobody else of that id.
void take_out(scenario& s, reasons_by_place const& out) {
  auto left = std::vector<household>{};
  left.reserve(s.households_.size());
  for (auto i = std::size_t{0}; i != s.households_.size(); ++i) {
    if (!out.contains(i)) {
      left.push_back(std::move(s.households_[i]));
    }
  }
  s.households_ = std::move(left);
  auto known = std::unordered_set<std::string_view>{};
  known.reserve(s.households_.size());
  for (auto const& h : s.households_) {
    known.insert(h.id_);
  }
  for (auto& h : s.households_) {
    std::erase_if(h.apart_from_, [&](std::string const& id) { return !known.contains(id); });
  }
  std::erase_if(s.pins_, [&](pin const& p) { return !known.contains(p.household_); });
  std::erase_if(s.forbidden_, [&](forbidden_pair const& f) { return f.household_ && !known.contains(*f.household_); });
}

// The households' places in the file, while some of them are left out.
class sieve {
public:
  explicit sieve(scenario s) : s_{std::move(s)} {
    for (auto i = std::size_t{0}; i != s_.households_.size(); ++i) {
      number_.push_back(i);
    }
  }

  // False if there is a problem of something else than a household.
  bool drop(problems const& wrong) {
    auto out = reasons_by_place{};
    for (auto const& p : wrong.kept()) {
      auto const i = household_at(p.path_);
      if (!i || *i >= s_.households_.size()) {
        return false;
      }
      auto const rest = p.path_.find("].");
      out.try_emplace(*i, rest == std::string::npos ? p.what_ : p.path_.substr(rest + 2) + ": " + p.what_);
    }
    add_company(s_, out);
    auto left_numbers = std::vector<std::size_t>{};
    for (auto i = std::size_t{0}; i != number_.size(); ++i) {
      if (auto const found = out.find(i); found == out.end()) {
        left_numbers.push_back(number_[i]);
      } else {
        auto const& id = s_.households_[i].id_;
        auto const place = "households[" + std::to_string(number_[i]) + "]";
        dropped_.emplace(number_[i], skipped{id.empty() ? place : fmt::format("{} ({})", place, id), found->second});
      }
    }
    number_ = std::move(left_numbers);
    take_out(s_, out);
    return wrong.count() == wrong.kept().size();
  }

  std::vector<skipped> dropped() const {
    auto list = std::vector<skipped>{};
    for (auto const& [number, problem] : dropped_) {
      list.push_back(problem);
    }
    return list;
  }

  scenario s_;

private:
  std::vector<std::size_t> number_;  // in the file
  std::map<std::size_t, skipped> dropped_;
};

}  // namespace

result<partial_scenario> read_sound_part(std::string_view const json, std::string_view const source) {
  auto read = read_and_judge(json, source);
  if (!read) {
    return tl::unexpected{read.error()};
  }
  auto const& wrong = read->wrong_;
  auto sound = sieve{std::move(read->scenario_)};
  if (!wrong.empty() && !sound.drop(wrong)) {
    return tl::unexpected{all_problems(*read).error()};
  }
  if (!read->closures_) {
    return tl::unexpected{read->closures_.error()};
  }
  for (auto again = !wrong.empty(); again;) {  // each round drops a household, or is the last
    auto next = json::reader{source};
    validate(next, sound.s_);
    again = !next.good();
    if (again && !sound.drop(next.all())) {
      return next.all().to_error();
    }
  }
  auto dropped = sound.dropped();
  return partial_scenario{std::move(sound.s_), std::move(dropped)};
}

std::vector<skipped> leave_out(scenario& s, std::map<std::string, std::string, std::less<>> const& gone) {
  auto out = reasons_by_place{};
  for (auto i = std::size_t{0}; i != s.households_.size(); ++i) {
    if (auto const found = gone.find(s.households_[i].id_); found != gone.end()) {
      out.emplace(i, found->second);
    }
  }
  add_company(s, out);
  auto list = std::vector<skipped>{};
  for (auto const& [i, why] : out) {
    list.push_back({s.households_[i].id_, why});
  }
  take_out(s, out);
  return list;
}

}  // namespace leeward::planning
