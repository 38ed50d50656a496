#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <limits>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include <boost/mp11/algorithm.hpp>
#include <boost/mp11/list.hpp>
#include <boost/unordered/unordered_flat_map.hpp>

#include "base/ensure.h"
#include "base/ids.h"
#include "base/json/description.h"
#include "base/time.h"
#include "base/uuid.h"
#include "operation/needs.h"
#include "operation/table.h"

// Described structs as bytes and back, quickly; the same value always gives the same bytes, and no other bytes give it.
// A number has as many bytes as its type, the least first. Before a text or a list stands how many there are, before an
// optional whether it is there. A hash table is written in the order of its keys.
namespace leeward::ledger {

static_assert(std::endian::native == std::endian::little, "numbers are copied as they lie");

// What a type is made of: mp_list of types; visit() gives the values in the same order.
template <typename T>
struct made_of;
template <json::described_struct T>
struct made_of<T> {
  using type = boost::mp11::mp_transform<json::type_of_member, json::members_of<T>>;
};
template <>
struct made_of<uuid> {
  using type = boost::mp11::mp_list<std::uint64_t, std::uint64_t>;
};
template <typename Tag>
struct made_of<entity_id<Tag>> {
  using type = boost::mp11::mp_list<uuid>;
};
template <typename Tag>
struct made_of<index_id<Tag>> {
  using type = boost::mp11::mp_list<std::uint32_t>;
};
template <>
struct made_of<instant> {
  using type = boost::mp11::mp_list<std::int64_t>;
};
template <>
struct made_of<operation::needs> {
  using type = boost::mp11::mp_list<std::uint16_t>;
};
template <typename A, typename B>
struct made_of<std::pair<A, B>> {
  using type = boost::mp11::mp_list<A, B>;
};
template <typename T, std::size_t N>
struct made_of<std::array<T, N>> {
  using type = boost::mp11::mp_repeat_c<boost::mp11::mp_list<T>, N>;
};

template <typename T>
concept number = std::integral<T> || json::described_enum<T>;

template <typename T>
concept record_like = requires { typename made_of<T>::type; };

template <typename T>
inline constexpr bool is_table = false;
template <typename Tag, typename Thing>
inline constexpr bool is_table<operation::table<Tag, Thing>> = true;

template <typename T>
inline constexpr bool is_hash_table = false;
template <typename Thing>
inline constexpr bool is_hash_table<boost::unordered_flat_map<std::uint32_t, Thing>> = true;

// Calls each(field) until one gives false.
template <typename T, typename Each>
constexpr bool visit(T& v, Each const& each) {
  using type = std::remove_const_t<T>;
  if constexpr (json::described_struct<type>) {
    return [&]<template <typename...> typename L, typename... D>(L<D...>) {
      return (each(v.*D::pointer) && ...);
    }(json::members_of<type>{});
  } else if constexpr (std::same_as<type, uuid>) {
    return each(v.high_) && each(v.low_);
  } else if constexpr (std::same_as<type, instant>) {
    return each(v.unix_s_);
  } else if constexpr (std::same_as<type, operation::needs>) {
    return each(v.bits_);
  } else if constexpr (json::is_a<type, std::pair>) {
    return each(v.first) && each(v.second);
  } else if constexpr (json::is_array<type>) {
    return std::ranges::all_of(v, each);
  } else {
    return each(v.v_);
  }
}

struct width {
  std::size_t least_{0};
  bool fixed_{false};
};

// How many bytes a T takes.
template <typename T>
constexpr width width_of() {
  if constexpr (number<T>) {
    return {.least_ = sizeof(T), .fixed_ = true};
  } else if constexpr (record_like<T>) {
    auto w = width{.least_ = 0, .fixed_ = true};
    boost::mp11::mp_for_each<boost::mp11::mp_transform<std::type_identity, typename made_of<T>::type>>(
        [&]<typename F>(std::type_identity<F>) {
          w.least_ += width_of<F>().least_;
          w.fixed_ = w.fixed_ && width_of<F>().fixed_;
        });
    return w;
  } else if constexpr (json::is_a<T, std::optional>) {
    return {.least_ = 1, .fixed_ = false};
  } else {
    return {.least_ = sizeof(std::uint32_t), .fixed_ = false};  // how many
  }
}

class packer {
public:
  explicit packer(std::size_t const part_bytes) : part_bytes_{part_bytes} {}

  template <typename T>
  void add(T const& v) {
    if constexpr (width_of<T>().fixed_) {
      room_for(width_of<T>().least_);
      at_ = put(at_, v);
    } else if constexpr (record_like<T>) {
      visit(v, [this](auto const& field) {
        this->add(field);
        return true;
      });
    } else if constexpr (std::same_as<T, std::string>) {
      add_text(v);
    } else if constexpr (json::is_a<T, std::optional>) {
      add(v.has_value());
      if (v) {
        add(*v);
      }
    } else if constexpr (is_table<T>) {
      add(v.all());
    } else if constexpr (is_hash_table<T>) {
      add_by_key(v);
    } else {
      add_size(v.size());
      for (auto const& element : v) {
        add(element);
      }
    }
  }

  // Texts and lists may go on in the next part, nothing else does.
  std::vector<std::string> take() {
    end_part();
    return std::move(parts_);
  }

private:
  template <typename T>
  static char* put(char* at, T const& v) {
    if constexpr (number<T>) {
      std::memcpy(at, &v, sizeof(T));
      return at + sizeof(T);
    } else {
      visit(v, [&at](auto const& field) {
        at = put(at, field);
        return true;
      });
      return at;
    }
  }

  void add_size(std::size_t const n) {
    ensure(n <= std::numeric_limits<std::uint32_t>::max(), "a list is too long to be packed");
    add(static_cast<std::uint32_t>(n));
  }

  void add_text(std::string_view text) {
    add_size(text.size());
    while (!text.empty()) {
      room_for(1);
      auto const n = std::min(text.size(), static_cast<std::size_t>(end_ - at_));
      at_ = std::copy_n(text.data(), n, at_);
      text.remove_prefix(n);
    }
  }

  // The keys are rows of a table: nearly all numbers from 0 on.
  template <typename Thing>
  void add_by_key(boost::unordered_flat_map<std::uint32_t, Thing> const& all) {
    auto by_key = std::vector<Thing const*>{};
    for (auto const& [key, thing] : all) {
      if (key >= by_key.size()) {
        by_key.resize(std::size_t{key} + 1);
      }
      by_key[key] = &thing;
    }
    add_size(all.size());
    for (auto key = std::uint32_t{0}; key != by_key.size(); ++key) {
      if (key + kAhead < by_key.size()) {
        fetch(by_key[key + kAhead]);
      }
      if (by_key[key] != nullptr) {
        add(key);
        add(*by_key[key]);
      }
    }
  }

  // Neighbours by key lie far from each other: waiting for the memory took longer than all the rest.
  template <typename Thing>
  static void fetch(Thing const* const thing) {
    if (thing != nullptr) {
      __builtin_prefetch(thing);
      __builtin_prefetch(reinterpret_cast<char const*>(thing) + sizeof(Thing) - 1);
    }
  }

  void room_for(std::size_t const bytes) {
    if (static_cast<std::size_t>(end_ - at_) < bytes) {
      end_part();
      auto& part = parts_.emplace_back(part_bytes_, '\0');
      at_ = part.data();
      end_ = at_ + part.size();
      ensure(bytes <= part_bytes_, "a part is too small for what must stand in one");
    }
  }

  void end_part() {
    if (!parts_.empty()) {
      parts_.back().resize(parts_.back().size() - static_cast<std::size_t>(end_ - at_));
    }
  }

  static constexpr auto const kAhead = std::size_t{8};

  std::size_t part_bytes_;
  std::vector<std::string> parts_;
  char* at_{nullptr};
  char* end_{nullptr};
};

// Reads what a packer wrote; nothing in the bytes is trusted.
class unpacker {
public:
  explicit unpacker(std::span<std::string const> const parts) : parts_{parts} {
    for (auto const& p : parts) {
      behind_ += p.size();
    }
  }

  // False: these are not the bytes of a T, and what was read is of no use.
  template <typename T>
  bool get(T& v) {
    if constexpr (width_of<T>().fixed_) {
      return has_room_for(width_of<T>().least_) && take(v);
    } else if constexpr (record_like<T>) {
      return visit(v, [this](auto& field) { return this->get(field); });
    } else if constexpr (std::same_as<T, std::string>) {
      return get_text(v);
    } else if constexpr (json::is_a<T, std::optional>) {
      auto there = false;
      return get(there) && (!there || get(v.emplace()));
    } else if constexpr (is_table<T>) {
      return get_table(v);
    } else if constexpr (is_hash_table<T>) {
      return get_hash_table(v);
    } else if constexpr (json::is_a<T, std::vector>) {
      return get_list(v);
    } else {
      return get_ordered(v);
    }
  }

  bool at_end() const { return at_ == end_ && behind_ == 0; }

private:
  static constexpr auto const kMostReserved = std::size_t{1} << 20U;  // however many a list claims to have

  template <typename T>
  bool take(T& v) {
    if constexpr (number<T>) {
      auto raw = std::conditional_t<std::same_as<T, bool>, std::uint8_t, T>{};
      std::memcpy(&raw, at_, sizeof(T));
      at_ += sizeof(T);
      if (!is_one<T>(raw)) {
        return false;
      }
      v = static_cast<T>(raw);
      return true;
    } else {
      return visit(v, [this](auto& field) { return this->take(field); });
    }
  }

  template <typename T>
  static bool is_one(auto const raw) {
    if constexpr (std::same_as<T, bool>) {
      return raw <= 1;
    } else if constexpr (json::described_enum<T>) {
      return static_cast<std::size_t>(raw) < boost::mp11::mp_size<boost::describe::describe_enumerators<T>>::value;
    } else {
      return true;
    }
  }

  // How many there are, each of at least so many bytes.
  bool get_size(std::size_t const least_each, std::size_t& n) {
    auto count = std::uint32_t{0};
    if (!get(count) || count > (behind_ + static_cast<std::size_t>(end_ - at_)) / least_each) {
      return false;
    }
    n = count;
    return true;
  }

  bool get_text(std::string& text) {
    auto n = std::size_t{0};
    if (!get_size(1, n)) {
      return false;
    }
    while (n != 0 && has_room_for(1)) {
      auto const here = std::min(n, static_cast<std::size_t>(end_ - at_));
      text.append(at_, here);
      at_ += here;
      n -= here;
    }
    return n == 0;
  }

  template <typename T>
  bool get_list(std::vector<T>& list) {
    auto n = std::size_t{0};
    if (!get_size(width_of<T>().least_, n)) {
      return false;
    }
    list.reserve(std::min(n, kMostReserved));
    for (; n != 0; --n) {
      if (!get(list.emplace_back())) {
        return false;
      }
    }
    return true;
  }

  template <typename Tag, typename Thing>
  bool get_table(operation::table<Tag, Thing>& all) {
    auto n = std::size_t{0};
    if (!get_size(width_of<Thing>().least_, n) || n > all.kMostRows) {
      return false;
    }
    all.reserve(std::min(n, kMostReserved));
    for (; n != 0; --n) {
      auto thing = Thing{};
      if (!get(thing) || !all.try_add(std::move(thing))) {
        return false;
      }
    }
    return true;
  }

  template <typename Thing>
  bool get_hash_table(boost::unordered_flat_map<std::uint32_t, Thing>& all) {
    auto n = std::size_t{0};
    if (!get_size(sizeof(std::uint32_t) + width_of<Thing>().least_, n)) {
      return false;
    }
    all.reserve(std::min(n, kMostReserved));
    auto least = std::uint64_t{0};
    for (; n != 0; --n) {
      auto key = std::uint32_t{0};
      if (!get(key) || key < least || !get(all[key])) {
        return false;
      }
      least = std::uint64_t{key} + 1;
    }
    return true;
  }

  // A map or a set: in its own order, without a double.
  template <typename Tree>
  bool get_ordered(Tree& all) {
    using key = typename Tree::key_type;
    auto n = std::size_t{0};
    if (!get_size(width_of<key>().least_, n)) {
      return false;
    }
    for (; n != 0; --n) {
      auto k = key{};
      if (!get(k) || (!all.empty() && !all.key_comp()(last_key(all), k))) {
        return false;
      }
      if constexpr (std::same_as<key, typename Tree::value_type>) {
        all.emplace_hint(all.end(), std::move(k));
      } else if (!get(all.try_emplace(all.end(), std::move(k))->second)) {
        return false;
      }
    }
    return true;
  }

  template <typename Tree>
  static auto const& last_key(Tree const& all) {
    if constexpr (std::same_as<typename Tree::key_type, typename Tree::value_type>) {
      return *all.rbegin();
    } else {
      return all.rbegin()->first;
    }
  }

  // In this part, or in the next one when this one is read.
  bool has_room_for(std::size_t const bytes) {
    while (at_ == end_ && next_ != parts_.size()) {
      auto const& part = parts_[next_++];
      at_ = part.data();
      end_ = at_ + part.size();
      behind_ -= part.size();
    }
    return bytes <= static_cast<std::size_t>(end_ - at_);
  }

  std::span<std::string const> parts_;
  std::size_t next_{0};
  std::size_t behind_{0};  // bytes of the parts behind this one
  char const* at_{nullptr};
  char const* end_{nullptr};
};

}  // namespace leeward::ledger
