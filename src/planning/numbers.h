#pragma once

#include <cstdint>
#include <string_view>
#include <unordered_map>

// Text into numbers, once, before anything is searched.
namespace leeward::planning {

// A household, or anything else that is listed, by its place in the scenario's list; households of a problem are
// parties.
struct household_number {
  std::uint32_t v_{0};
};

template <typename Id>
using numbers = std::unordered_map<std::string_view, Id>;

// Of a list of things with ids, by their place in it. The list must outlive it.
template <typename Id, typename List>
numbers<Id> number(List const& list) {
  auto index = numbers<Id>{};
  index.reserve(list.size());
  for (auto i = std::uint32_t{0}; i != list.size(); ++i) {
    index.emplace(list[i].id_, Id{i});
  }
  return index;
}

}  // namespace leeward::planning
