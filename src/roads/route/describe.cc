#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "roads/route/parts.h"
#include "roads/route/route.h"
#include "roads/route/signs.h"

namespace leeward::roads {

namespace {

constexpr auto const kStraightDegrees = 25.0;
constexpr auto const kSlightDegrees = 60.0;
constexpr auto const kSharpDegrees = 130.0;
constexpr auto const kBendDegrees = 45.0;  // a road that keeps its name is followed silently up to here

struct narrator {
  bool has(std::size_t const i, std::uint16_t const flag) const { return (road_at(i).flags_ & flag) != 0; }
  road const& road_at(std::size_t const i) const { return road_of(g_, r_.edges_[i]); }
  std::string sign_at(std::size_t const i) const { return sign(g_, r_.edges_[i]); }
  bool begins(std::size_t const i, std::uint16_t const flag) const { return has(i, flag) && !has(i - 1, flag); }
  bool ends(std::size_t const i, std::uint16_t const flag) const { return !has(i, flag) && has(i - 1, flag); }

  // A motorway's link is a ramp; a link at an ordinary junction is a part of the turn.
  bool is_ramp(std::size_t const i) const {
    return has(i, road_flag::kLink) &&
           (road_at(i).class_ == road_class::kMotorway || road_at(i).class_ == road_class::kTrunk);
  }

  // How many ways there are to go on from an edge, except back.
  std::uint32_t choices(edge_id const e) const {
    auto count = std::uint32_t{0};
    for (auto t = g_.first_turn_[e.v_]; t != g_.first_turn_[e.v_ + 1]; ++t) {
      auto const to = g_.turn_head_[t];
      auto const back = g_.edges_[to.v_].in() == g_.edges_[e.v_].in();
      count += !back && w_.turn_ms_[t] < kNever && w_.edge_ms_[to.v_] < kNever ? 1U : 0U;
    }
    return count;
  }

  // The first edge from i on that is no link.
  std::size_t after_link(std::size_t i) const {
    while (i + 1 < r_.edges_.size() && has(i, road_flag::kLink)) {
      ++i;
    }
    return i;
  }

  std::string roundabout(std::size_t i) {
    auto exits = std::uint32_t{0};
    for (; i < r_.edges_.size() && has(i, road_flag::kRoundabout); ++i) {
      exits += leaves_roundabout(r_.edges_[i]) ? 1U : 0U;
    }
    if (i == r_.edges_.size()) {
      return "Enter the roundabout";
    }
    name_ = road_name(g_, r_.edges_[i]);
    return fmt::format("At the roundabout take the {} exit onto {}", ordinal(std::max(exits, 1U)), sign_at(i));
  }

  bool leaves_roundabout(edge_id const e) const {
    for (auto t = g_.first_turn_[e.v_]; t != g_.first_turn_[e.v_ + 1]; ++t) {
      auto const to = g_.turn_head_[t];
      if (w_.turn_ms_[t] < kNever && w_.edge_ms_[to.v_] < kNever &&
          (road_of(g_, to).flags_ & road_flag::kRoundabout) == 0) {
        return true;
      }
    }
    return false;
  }

  std::string ramp(std::size_t const i) {
    auto const towards = text(g_, road_at(i).destination_);
    name_ = road_name(g_, r_.edges_[after_link(i)]);
    if (towards.empty()) {
      return fmt::format("Take the ramp onto {}", sign_at(after_link(i)));
    }
    return fmt::format("Take the ramp towards {}", with_commas(towards));
  }

  // A ramp that splits: told again where the signs name other places.
  bool forks_towards_other_places(std::size_t const i) const {
    auto const towards = text(g_, road_at(i).destination_);
    return choices(r_.edges_[i - 1]) > 1 && !towards.empty() && towards != text(g_, road_at(i - 1).destination_);
  }

  // Onto the road that follows, at an ordinary junction; nothing where the driver just goes on.
  std::optional<std::string> junction(std::size_t const i) {
    if (r_.edges_[i] != r_.edges_[i - 1] && g_.edges_[r_.edges_[i].v_].in() == g_.edges_[r_.edges_[i - 1].v_].in()) {
      return fmt::format("Make a U-turn on {}", sign_at(i));
    }
    auto const onto = after_link(i);
    auto const angle = turn_angle(g_, r_.edges_[i - 1], r_.edges_[i]);
    auto const name = road_name(g_, r_.edges_[onto]);
    auto const bend = std::abs(angle) >= kBendDegrees && choices(r_.edges_[i - 1]) > 1;
    if (name == name_) {
      return !bend ? std::nullopt
                   : std::optional{fmt::format("{}{}{}", turn_words(angle), name.empty() ? " onto " : " to stay on ",
                                               sign_at(onto))};
    }
    if (name.empty() && !bend) {
      return std::nullopt;  // a piece without a name
    }
    name_ = name;
    return fmt::format("{} onto {}", turn_words(angle), sign_at(onto));
  }

  static std::string turn_words(double const angle) {
    auto const size = std::abs(angle);
    auto const* const side = angle < 0 ? "left" : "right";
    if (size < kStraightDegrees) {
      return "Continue";
    }
    return fmt::format("Turn {}{}", size < kSlightDegrees ? "slight " : size < kSharpDegrees ? "" : "sharp ", side);
  }

  // What to say between edge i - 1 and edge i, if anything.
  std::optional<std::string> between(std::size_t const i) {
    if (begins(i, road_flag::kFerry)) {
      name_ = road_name(g_, r_.edges_[i]);
      return name_.empty() ? "Board the ferry" : fmt::format("Board the ferry {}", sign_at(i));
    }
    if (ends(i, road_flag::kFerry)) {
      name_ = road_name(g_, r_.edges_[i]);
      return fmt::format("Leave the ferry onto {}", sign_at(i));
    }
    if (begins(i, road_flag::kRoundabout)) {
      return roundabout(i);
    }
    if (has(i, road_flag::kRoundabout) || ends(i, road_flag::kRoundabout)) {
      return std::nullopt;  // told when it began
    }
    if (is_ramp(i)) {
      return is_ramp(i - 1) && !forks_towards_other_places(i) ? std::nullopt : std::optional{ramp(i)};
    }
    if (is_ramp(i - 1) && !has(i, road_flag::kLink)) {
      name_ = road_name(g_, r_.edges_[i]);
      return fmt::format("Merge onto {}", sign_at(i));
    }
    return junction(i);
  }

  road_graph const& g_;
  profile_weights const& w_;
  route const& r_;
  std::string_view name_;  // of the road that was announced last
};

// Rounds the distance and time so far, so that the steps add up to the whole.
struct odometer {
  void finish(step& s) {
    s.length_ = to_metres(length_) - told_length_;
    s.duration_ = to_seconds_up(duration_) - told_duration_;
    told_length_ += s.length_;
    told_duration_ += s.duration_;
  }

  millimetres length_;
  milliseconds duration_;
  metres told_length_;
  seconds told_duration_;
};

position start_of(road_graph const& g, edge_id const e) { return g.junctions_[tail(g, e).v_]; }

}  // namespace

std::vector<step> describe(road_graph const& g, profile_weights const& w, route const& r) {
  auto steps = std::vector<step>{};
  if (r.edges_.empty()) {
    return steps;
  }
  auto tell = narrator{.g_ = g, .w_ = w, .r_ = r, .name_ = road_name(g, r.edges_.front())};
  auto driven = odometer{};
  steps.push_back({.text_ = fmt::format("Depart on {} heading {}", tell.sign_at(0), heading(r.geometry_)),
                   .where_ = r.from_.where_});
  for (auto i = std::size_t{0}; i != r.edges_.size(); ++i) {
    if (auto text = i == 0 ? std::nullopt : tell.between(i); text.has_value()) {
      driven.finish(steps.back());
      steps.push_back({.text_ = std::move(*text), .where_ = start_of(g, r.edges_[i])});
    }
    auto const part = part_of(g, r, i);
    driven.length_.v_ += part.to_mm_ - part.from_mm_;
    driven.duration_.v_ += time_of(g, w, r, i) + (i == 0 ? 0 : turn_between(g, w, r.edges_[i - 1], r.edges_[i]));
  }
  driven.finish(steps.back());
  steps.push_back({.text_ = "Arrive", .where_ = r.to_.where_});
  return steps;
}

}  // namespace leeward::roads
