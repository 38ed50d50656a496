#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <utility>
#include <vector>

#include <boost/unordered/unordered_flat_map.hpp>

#include "base/ensure.h"
#include "base/ids.h"
#include "base/uuid.h"

namespace leeward::operation {

// Things of one kind in the order in which they came, found by their id (`id_`) or their row; none is ever taken out.
template <typename Tag, typename Thing>
class table {
public:
  using id = entity_id<Tag>;
  using row = index_id<Tag>;

  static constexpr auto const kMostRows = std::size_t{50'000'000};

  // The same id twice is an error of whoever made the event.
  row add(Thing thing) {
    auto const at = row{static_cast<std::uint32_t>(things_.size())};
    ensure(try_add(std::move(thing)), "an id is there twice");
    return at;
  }

  // False when the id is there already; for what comes from a file.
  bool try_add(Thing thing) {
    ensure(things_.size() < kMostRows, "a table is full");
    if (!rows_.emplace(thing.id_.v_, static_cast<std::uint32_t>(things_.size())).second) {
      return false;
    }
    things_.push_back(std::move(thing));
    return true;
  }

  void reserve(std::size_t const n) {
    things_.reserve(n);
    rows_.reserve(n);
  }

  // None when it is not there.
  row find(id const& i) const {
    auto const found = rows_.find(i.v_);
    return found == rows_.end() ? row{} : row{found->second};
  }

  bool has(id const& i) const { return rows_.contains(i.v_); }

  Thing const& at(row const r) const { return things_[r.v_]; }
  Thing& at(row const r) { return things_[r.v_]; }

  // It must be there.
  row row_of(id const& i) const {
    auto const r = find(i);
    ensure(!r.is_none(), "an event names what is not there");
    return r;
  }
  Thing const& at(id const& i) const { return at(row_of(i)); }
  Thing& at(id const& i) { return at(row_of(i)); }

  std::size_t size() const { return things_.size(); }
  std::vector<Thing> const& all() const { return things_; }

private:
  std::vector<Thing> things_;
  boost::unordered_flat_map<uuid, std::uint32_t, std::hash<uuid>> rows_;
};

}  // namespace leeward::operation
