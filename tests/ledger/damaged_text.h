#pragma once

#include <concepts>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include <boost/describe/members.hpp>
#include <boost/mp11/algorithm.hpp>
#include <fmt/format.h>

#include "base/json/decode.h"
#include "base/json/encode.h"
#include "base/uuid.h"

// Texts with one thing wrong each, from the description of what they should hold.
namespace leeward::ledger {

// Everything that may be there is there, and each value is another than the one that it begins with.
template <typename T>
void fill(T& x);

inline void fill_other(uuid& x) { x = {0x0190'A6B2'7C3E'7A10, 0x9F00'0123'4567'89AB}; }
template <typename Tag>
void fill_other(entity_id<Tag>& x) {
  fill_other(x.v_);
}
inline void fill_other(instant& t) { t = instant{1'704'430'800}; }
inline void fill_other(std::string& text) { text = "\"Теплі\"\n\\ кімнати"; }
template <typename T>
void fill_other(std::optional<T>& o) {
  fill(o.emplace());
}
template <typename T>
void fill_other(std::vector<T>& all) {
  fill(all.emplace_back());
}
template <typename T>
void fill_other(std::map<std::string, T>& all) {
  fill(all["uk"]);
}

template <typename T>
void fill(T& x) {
  if constexpr (std::same_as<T, bool>) {
    x = !x;
  } else if constexpr (std::is_enum_v<T>) {
    x = json::words_of<T>().back().value_;
  } else if constexpr (std::integral<T>) {
    x = 77;
  } else if constexpr (json::described_struct<T>) {
    boost::mp11::mp_for_each<json::members_of<T>>([&](auto const m) { fill(x.*m.pointer); });
  } else {
    fill_other(x);
  }
}

template <typename T>
T filled() {
  auto x = T{};
  fill(x);
  return x;
}

struct damaged {
  std::string text_;
  std::string path_;  // where it is wrong
};

// Every part of a text in turn: missing, twice, of another type, beyond its range, and with something more.
class damage {
public:
  using whole = std::function<std::string(std::string_view part)>;

  // Of `part`s, which stand at `path` of the `whole` text.
  template <typename T>
  void of(std::string const& path, whole const& put) {
    for (auto const wrong : {"7.5", "null", "-99999999999999999999"}) {
      add(put(wrong), path);
    }
    if constexpr (json::is_a<T, std::optional>) {
      of<typename T::value_type>(path, put);
    } else if constexpr (json::is_a<T, std::vector>) {
      add(put("{}"), path);
      of<typename T::value_type>(path + "[0]", [&](std::string_view const v) { return put(fmt::format("[{}]", v)); });
    } else if constexpr (json::is_map<T>) {
      add(put("[]"), path);
      of<typename T::mapped_type>(path + ".uk",
                                  [&](std::string_view const v) { return put(fmt::format(R"({{"uk":{}}})", v)); });
    } else if constexpr (std::is_enum_v<T> || !(json::described_struct<T> || std::same_as<T, std::string>)) {
      add(put(R"("no such word")"), path);
    } else if constexpr (json::described_struct<T>) {
      of_fields<T>(path, put);
    } else {
      add(put(R"(["text"])"), path);
    }
  }

  std::vector<damaged> all_;

private:
  using fields = std::map<std::string, json::raw>;

  template <typename T>
  void of_fields(std::string const& path, whole const& put) {
    auto const parts = *json::decode<fields>(json::encode(filled<T>()), path);
    boost::mp11::mp_for_each<json::members_of<T>>([&](auto const m) {
      auto const name = std::string{json::field_name(m.name)};
      auto const at = fmt::format("{}.{}", path, name);
      auto others = parts;
      others.erase(name);
      if (!json::may_be_missing<T, std::decay_t<decltype(m)>>()) {
        add(put(json::encode(others)), at);
      }
      auto const text = json::encode(parts);
      add(put(fmt::format(R"({{"{}":{},{})", name, parts.at(name).text_, text.substr(1))), at);
      of<json::type_of_member<std::decay_t<decltype(m)>>>(at, [&](std::string_view const v) {
        auto changed = parts;
        changed[name].text_ = v;
        return put(json::encode(changed));
      });
    });
    auto more = parts;
    more["no_such_field"].text_ = "1";
    add(put(json::encode(more)), path + ".no_such_field");
  }

  void add(std::string text, std::string const& path) { all_.push_back({std::move(text), path}); }
};

}  // namespace leeward::ledger
