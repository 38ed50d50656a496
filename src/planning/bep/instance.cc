#include "planning/bep/instance.h"

#include <charconv>
#include <cstddef>
#include <numeric>
#include <optional>
#include <string>

#include <fmt/format.h>

namespace leeward::planning {

namespace {

constexpr auto const kMostOf = std::int64_t{10'000};         // yards, points, shelters, buses
constexpr auto const kMostTimes = std::int64_t{20'000'000};  // of one table
constexpr auto const kMostPersons = std::int64_t{100'000'000};
constexpr auto const kMostLoads = std::int64_t{20'000};
constexpr auto const kLongest = std::int64_t{1'000'000'000};

using numbers = std::vector<std::int64_t>;

// Reads the numbers of the file one by one; after the first fault it reads nothing more.
class reader {
public:
  reader(std::string_view const text, std::string_view const source) : rest_{text}, source_{source} {}

  // The next number, which is `what` and must be least to most.
  std::int64_t read(std::string_view const what, std::int64_t const least, std::int64_t const most) {
    auto const word = next_word();
    if (error_) {
      return least;
    }
    if (word.empty()) {
      refuse(fmt::format("the file ends before {}; it may be cut", what));
      return least;
    }
    auto n = std::int64_t{0};
    auto const [end, code] = std::from_chars(word.data(), word.data() + word.size(), n);
    if (code != std::errc{} || end != word.data() + word.size() || n < least || n > most) {
      refuse(fmt::format("line {}: {} is \"{}\", must be a whole number, {} to {}", line_, what, word.substr(0, 40),
                         least, most));
      return least;
    }
    return n;
  }

  numbers read_list(std::string_view const what, std::int64_t const count, std::int64_t const most) {
    auto out = numbers{};
    for (auto i = std::int64_t{1}; i <= count && !error_; ++i) {
      out.push_back(read(fmt::format("{} {}", what, i), 0, most));
    }
    return out;
  }

  // Rows that begin with their number, each of as many times.
  numbers read_table(std::string_view const row, std::int64_t const rows, std::string_view const column,
                     std::int64_t const columns) {
    auto out = numbers{};
    if (!error_ && rows * columns > kMostTimes) {
      refuse(fmt::format("{} × {} times are too many; at most {} are allowed", rows, columns, kMostTimes));
    }
    for (auto i = std::int64_t{1}; i <= rows && !error_; ++i) {
      read(fmt::format("the number of {} {}", row, i), i, i);
      for (auto k = std::int64_t{1}; k <= columns && !error_; ++k) {
        out.push_back(read(fmt::format("the time from {} {} to {} {}", row, i, column, k), 0, kLongest));
      }
    }
    return out;
  }

  void read_end() {
    auto const word = next_word();
    if (!error_ && !word.empty()) {
      refuse(
          fmt::format("line {}: \"{}\" stands after the last time; the sizes at the head must say how many there are",
                      line_, word.substr(0, 40)));
    }
  }

  void check_sum(std::string_view const what, std::int64_t const total, numbers const& parts) {
    auto const sum = std::accumulate(begin(parts), end(parts), std::int64_t{0});
    if (!error_ && sum != total) {
      refuse(fmt::format("line {}: {} is {}, but its parts add up to {}", line_, what, total, sum));
    }
  }

  void refuse(std::string const& sentence) {
    if (!error_) {
      error_ = error{error_kind::kInvalidInput, fmt::format("{}: {}", source_, sentence), {}};
    }
  }

  std::optional<error> error_;

private:
  std::string_view next_word() {
    constexpr auto const kBlanks = std::string_view{" \t\r\n\v\f"};
    auto const begin = std::min(rest_.find_first_not_of(kBlanks), rest_.size());
    line_ +=
        static_cast<std::size_t>(std::count(rest_.begin(), rest_.begin() + static_cast<std::ptrdiff_t>(begin), '\n'));
    rest_.remove_prefix(begin);
    auto const word = rest_.substr(0, rest_.find_first_of(kBlanks));
    rest_.remove_prefix(word.size());
    return word;
  }

  std::string_view rest_;
  std::string_view source_;
  std::size_t line_{1};
};

std::int64_t sum_of(bep_instance const& b, std::int64_t (*loads)(bep_instance const&, std::size_t),
                    std::size_t const count) {
  auto sum = std::int64_t{0};
  for (auto i = std::size_t{0}; i != count; ++i) {
    sum += loads(b, i);
  }
  return sum;
}

void check_loads(reader& r, bep_instance const& b) {
  auto const loads = sum_of(b, loads_at, b.points());
  auto const places = sum_of(b, loads_into, b.shelters());
  if (loads > kMostLoads) {
    r.refuse(fmt::format("{} bus loads are too many; at most {} are allowed", loads, kMostLoads));
  }
  if (loads > places) {
    r.refuse(fmt::format("{} bus loads wait, but the shelters take only {} full ones", loads, places));
  }
}

}  // namespace

std::int64_t loads_at(bep_instance const& b, std::size_t const point) {
  return (b.demand_[point] + b.capacity_ - 1) / b.capacity_;
}

std::int64_t loads_into(bep_instance const& b, std::size_t const shelter) { return b.room_[shelter] / b.capacity_; }

result<bep_instance> read_bep(std::string_view const text, std::string_view const source) {
  auto r = reader{text, source};
  auto b = bep_instance{};
  auto const buses = r.read("the number of buses", 1, kMostOf);
  b.capacity_ = r.read("the capacity of a bus", 1, kMostPersons);
  auto const yards = r.read("the number of yards", 1, kMostOf);
  b.buses_ = r.read_list("the buses of yard", yards, kMostOf);
  r.check_sum("the number of buses", buses, b.buses_);
  auto const points = r.read("the number of pickup points", 0, kMostOf);
  auto const demand = r.read("the number of people", 0, kMostPersons);
  b.demand_ = r.read_list("the people of pickup point", points, kMostPersons);
  r.check_sum("the number of people", demand, b.demand_);
  auto const shelters = r.read("the number of shelters", 0, kMostOf);
  auto const room = r.read("the room of all shelters", 0, kMostPersons);
  b.room_ = r.read_list("the room of shelter", shelters, kMostPersons);
  r.check_sum("the room of all shelters", room, b.room_);
  b.from_yard_ = r.read_table("yard", yards, "pickup point", points);
  b.between_ = r.read_table("pickup point", points, "shelter", shelters);
  r.read_end();
  if (!r.error_) {
    check_loads(r, b);
  }
  if (r.error_) {
    return tl::unexpected{*r.error_};
  }
  return b;
}

}  // namespace leeward::planning
