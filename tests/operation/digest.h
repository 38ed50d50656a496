#pragma once

#include <algorithm>
#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include <boost/describe/members.hpp>
#include <boost/mp11/algorithm.hpp>

#include "base/json/description.h"
#include "operation/state.h"

// A number that is another one as soon as anything in a state is.
namespace leeward::operation {

class digest {
public:
  std::uint64_t v_{14'695'981'039'346'656'037ULL};

  template <typename T>
  void add(T const& x) {
    if constexpr (std::is_enum_v<T> || std::integral<T>) {
      mix(static_cast<std::uint64_t>(x));
    } else if constexpr (json::described_struct<T>) {
      boost::mp11::mp_for_each<json::members_of<T>>([&](auto const m) { add(x.*m.pointer); });
    } else {
      add_other(x);
    }
  }

private:
  void mix(std::uint64_t const x) {
    v_ = (v_ ^ x) * 0x9E3779B97F4A7C15ULL;
    v_ ^= v_ >> 29U;
  }
  void add_other(instant const& t) { add(t.unix_s_); }
  void add_other(needs const& n) { add(n.bits_); }
  void add_other(uuid const& id) {
    add(id.high_);
    add(id.low_);
  }
  template <typename Tag>
  void add_other(entity_id<Tag> const& id) {
    add(id.v_);
  }
  template <typename Tag>
  void add_other(index_id<Tag> const& id) {
    add(id.v_);
  }
  template <typename A, typename B>
  void add_other(std::pair<A, B> const& p) {
    add(p.first);
    add(p.second);
  }
  template <typename T>
  void add_other(std::optional<T> const& o) {
    add(o.has_value());
    if (o) {
      add(*o);
    }
  }
  template <typename Tag, typename Thing>
  void add_other(table<Tag, Thing> const& t) {
    add(t.all());
  }
  // The order of a hash table says nothing.
  template <typename Thing>
  void add_other(boost::unordered_flat_map<std::uint32_t, Thing> const& m) {
    auto keys = std::vector<std::uint32_t>{};
    for (auto const& [k, thing] : m) {
      keys.push_back(k);
    }
    std::ranges::sort(keys);
    add(keys.size());
    for (auto const k : keys) {
      add(k);
      add(m.at(k));
    }
  }
  template <std::ranges::sized_range R>
  void add_other(R const& all) {
    add(std::ranges::size(all));
    for (auto const& x : all) {
      add(x);
    }
  }
};

inline std::uint64_t digest_of(state const& s) {
  auto d = digest{};
  d.add(s);
  return d.v_;
}

}  // namespace leeward::operation
