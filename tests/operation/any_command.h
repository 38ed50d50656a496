#pragma once

#include <concepts>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <type_traits>
#include <variant>
#include <vector>

#include <boost/describe/members.hpp>
#include <boost/mp11/algorithm.hpp>
#include <fmt/format.h>

#include "base/json/description.h"
#include "base/random.h"
#include "operation/command.h"
#include "operation/running.h"

// A command of any kind with any content, from the description of its fields.
namespace leeward::operation {

class anything {
public:
  anything(random_source& dice, state const& s, instant const now) : dice_{dice}, s_{s}, now_{now} {}

  // Mostly one that is there.
  template <typename Tag>
  entity_id<Tag> id() {
    if (dice_.chance(1, 12)) {
      return named<entity_id<Tag>>(fmt::format("new {}", dice_.below(1'000)));
    }
    if constexpr (requires(anything const& a) { a.ids(entity_id<Tag>{}); }) {
      auto const all = ids(entity_id<Tag>{});
      return all.empty() ? entity_id<Tag>{} : dice_.pick(all);
    }
    return named<entity_id<Tag>>("one");
  }

  template <typename T>
  void fill(T& x) {
    if constexpr (std::is_same_v<T, bool>) {
      x = dice_.chance(1, 2);
    } else if constexpr (std::is_enum_v<T>) {
      x = dice_.pick(json::words_of<T>()).value_;
    } else if constexpr (std::integral<T>) {
      x = static_cast<T>(dice_.chance(1, 8) ? dice_.between(-1, 100) : dice_.between(0, 5));
    } else if constexpr (json::described_struct<T>) {
      boost::mp11::mp_for_each<json::members_of<T>>([&](auto const m) { fill(x.*m.pointer); });
    } else {
      fill_other(x);
    }
  }

  command any_command();

private:
  template <typename Variant>
  Variant one_of() {
    auto chosen = Variant{};
    auto n = dice_.below(std::variant_size_v<Variant>);
    boost::mp11::mp_for_each<boost::mp11::mp_transform<std::type_identity, Variant>>([&](auto const type) {
      if (n-- == 0) {
        auto what = typename decltype(type)::type{};
        fill(what);
        chosen = what;
      }
    });
    return chosen;
  }

  // Empty commands of one topic.
  command one_topic() {
    auto chosen = command{};
    auto n = dice_.below(std::variant_size_v<command::topics>);
    boost::mp11::mp_for_each<boost::mp11::mp_transform<std::type_identity, command::topics>>([&](auto const type) {
      if (n-- == 0) {
        chosen = typename decltype(type)::type{};
      }
    });
    return chosen;
  }
  template <typename Table>
  static auto ids_in(Table const& t) {
    auto all = std::vector<typename Table::id>{};
    for (auto const& x : t.all()) {
      all.push_back(x.id_);
    }
    return all;
  }
  auto ids(zone_id) const { return ids_in(s_.zones_.zones_); }
  auto ids(point_id) const { return ids_in(s_.zones_.points_); }
  auto ids(depot_id) const { return ids_in(s_.fleet_.depots_); }
  auto ids(vehicle_id) const { return ids_in(s_.fleet_.vehicles_); }
  auto ids(crew_id) const { return ids_in(s_.fleet_.crews_); }
  auto ids(centre_id) const { return ids_in(s_.centres_.centres_); }
  auto ids(household_id) const { return ids_in(s_.households_.households_); }
  auto ids(person_id) const { return ids_in(s_.households_.persons_); }
  auto ids(trip_id) const { return ids_in(s_.trips_.trips_); }
  auto ids(case_id) const { return ids_in(s_.cases_.cases_); }
  auto ids(device_id) const { return ids_in(s_.devices_.devices_); }
  auto ids(lease_id) const { return ids_in(s_.devices_.leases_); }
  std::vector<room_id> ids(room_id) const {
    auto all = std::vector<room_id>{};
    for (auto const& c : s_.centres_.centres_.all()) {
      for (auto const& [id, r] : c.rooms_) {
        all.push_back(id);
      }
    }
    return all;
  }
  std::vector<batch_id> ids(batch_id) const {
    auto all = std::vector<batch_id>{};
    for (auto const& [id, of] : s_.households_.confirmations_) {
      all.push_back(id);
    }
    return all;
  }
  std::vector<fact_id> ids(fact_id) const {
    auto all = std::vector<fact_id>{};
    for (auto const& t : s_.custody_.tracks_) {
      for (auto const& l : t.legs_) {
        for (auto const& f : l.facts_) {
          all.push_back(f.fact_);
        }
      }
    }
    return all;
  }

  template <typename Tag>
  void fill_other(entity_id<Tag>& x) {
    x = id<Tag>();
  }
  void fill_other(uuid& subject) { subject = id<struct any_subject_tag>().v_; }
  void fill_other(instant& t) { t = now_ + seconds{dice_.between(-3'600, std::int64_t{12} * 3'600)}; }
  void fill_other(std::string& text) {
    text = dice_.chance(1, 16) ? std::string(3'000, 'x') : fmt::format("text {}", dice_.below(10));
  }
  template <typename T>
  void fill_other(std::optional<T>& o) {
    if (dice_.chance(1, 2)) {
      fill(o.emplace());
    }
  }
  template <typename T>
  void fill_other(std::vector<T>& all) {
    all.resize(dice_.below(4));
    for (auto& x : all) {
      fill(x);
    }
  }
  template <typename T>
  void fill_other(std::map<std::string, T>& all) {
    fill(all["uk"]);
  }
  template <typename Event>
  void fill_other(ask_for<Event>& x) {
    fill(x.what_);
  }

  random_source& dice_;
  state const& s_;
  instant now_;
};

// Behind the class: clang wants to see one_of() first.
inline command anything::any_command() {
  return std::visit([&](auto const& topic) -> command { return one_of<std::decay_t<decltype(topic)>>(); }, one_topic());
}

}  // namespace leeward::operation
