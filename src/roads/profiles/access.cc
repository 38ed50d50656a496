#include "roads/profiles/access.h"

#include <algorithm>
#include <charconv>

#include "roads/profiles/way_use.h"

namespace leeward::roads {

namespace {

using osm::value_of;

access parse_one(std::string_view const v) {
  if (v == "yes" || v == "designated" || v == "permissive" || v == "official" || v == "public" || v == "allowed") {
    return access::kOpen;
  }
  if (v == "destination" || v == "customers" || v == "delivery") {
    return access::kDestination;
  }
  if (v == "no" || v == "private" || v == "agricultural" || v == "forestry" || v == "military" || v == "emergency" ||
      v == "permit" || v == "residents" || v == "employees" || v == "restricted" || v == "use_sidepath" ||
      v == "emergency_access" || v == "staff" || v == "psv" || v == "bus" || v == "hgv" || v == "bicycle") {
    return access::kClosed;
  }
  return access::kUnsaid;
}

// "a;b;c" one by one; some write commas.
template <typename Fn>
void for_each_part(std::string_view list, Fn&& fn) {
  while (!list.empty()) {
    auto const end = std::min(list.find_first_of(";,"), list.size());
    auto part = list.substr(0, end);
    while (part.starts_with(' ')) {
      part.remove_prefix(1);
    }
    while (part.ends_with(' ')) {
      part.remove_suffix(1);
    }
    fn(part);
    list.remove_prefix(std::min(end + 1, list.size()));
  }
}

// The value of key + suffix without building that key.
std::string_view value_of(osm::tags const ts, std::string_view const key, std::string_view const suffix) {
  for (auto const& [k, v] : ts) {
    if (k.size() == key.size() + suffix.size() && k.starts_with(key) && k.ends_with(suffix)) {
      return v;
    }
  }
  return {};
}

enum class oneway { kUnsaid, kNo, kForward, kBackward, kNeither };

oneway parse_oneway(std::string_view const v) {
  if (v == "yes" || v == "true" || v == "1") {
    return oneway::kForward;
  }
  if (v == "-1" || v == "reverse") {
    return oneway::kBackward;
  }
  if (v == "no" || v == "false" || v == "0" || v == "alternating") {
    return oneway::kNo;
  }
  return v == "reversible" ? oneway::kNeither : oneway::kUnsaid;
}

bool is_positive(std::string_view const v) {
  auto n = 0;
  auto const [end, ec] = std::from_chars(v.data(), v.data() + v.size(), n);
  return ec == std::errc{} && n > 0;
}

bool opens(std::string_view const lanes) {  // "yes|designated|no"
  return lanes.find("designated") != std::string_view::npos || lanes.find("yes") != std::string_view::npos;
}

// A lane for buses against a oneway, in any of the ways in which it is mapped; `against` is ":backward" or ":forward".
bool has_contraflow_bus_lane(osm::tags const ts, std::string_view const against) {
  auto const opposite = [&](std::string_view const key) { return value_of(ts, key).starts_with("opposite"); };
  auto const said = [&](std::string_view const key) { return value_of(ts, key, against); };
  return opposite("busway") || opposite("busway:left") || opposite("busway:right") || opposite("psv") ||
         opposite("bus") || is_positive(said("lanes:psv")) || is_positive(said("lanes:bus")) ||
         opens(said("bus:lanes")) || opens(said("psv:lanes")) || parse_access(said("bus")) == access::kOpen ||
         parse_access(said("psv")) == access::kOpen;
}

oneway signed_oneway(profile const& p, osm::tags const ts, way_kind const kind) {
  for (auto const& key : p.oneway_) {
    if (auto const v = parse_oneway(value_of(ts, key)); v != oneway::kUnsaid) {
      return v;
    }
  }
  if (p.on_foot_) {
    auto const conveying = value_of(ts, "conveying");  // an escalator
    if (conveying == "forward" || conveying == "backward") {
      return conveying == "forward" ? oneway::kForward : oneway::kBackward;
    }
    return kind == way_kind::kMotorway || kind == way_kind::kMotorwayLink ? oneway::kForward : oneway::kNo;
  }
  if (auto const v = parse_oneway(value_of(ts, "oneway")); v != oneway::kUnsaid) {
    return v;
  }
  auto const junction = value_of(ts, "junction");
  auto const implied = kind == way_kind::kMotorway || kind == way_kind::kMotorwayLink || junction == "roundabout" ||
                       junction == "circular";
  return implied ? oneway::kForward : oneway::kNo;
}

std::int32_t delay(profile const& p, std::string_view const what) { return value_in(p.delay_ms_, what).value_or(0); }

std::int32_t barrier_delay(profile const& p, std::string_view const barrier) {
  auto const is_gate = barrier == "gate" || barrier == "lift_gate" || barrier == "swing_gate" ||
                       barrier == "sliding_gate" || barrier == "sally_port";
  return delay(p, is_gate ? "gate" : barrier);
}

std::int32_t crossing_delay(profile const& p, osm::tags const ts) {
  auto const crossing = value_of(ts, "crossing");
  if (crossing == "traffic_signals" || value_of(ts, "crossing:signals") == "yes") {
    return delay(p, "signal_crossing");
  }
  return crossing == "no" || crossing == "unmarked" ? 0 : delay(p, "crossing");
}

// Seconds lost at a node, and whether its sign stands for one direction only.
void add_delays(profile const& p, osm::tags const ts, node_use& use) {
  auto both = std::int32_t{0};
  auto directed = std::int32_t{0};
  for_each_part(value_of(ts, "highway"), [&](std::string_view const what) {
    if (what == "traffic_signals" || what == "stop" || what == "give_way") {
      directed += delay(p, what);
    } else if (what == "crossing") {
      both += crossing_delay(p, ts);
    } else if (what == "mini_roundabout") {
      both += delay(p, what);
    }
  });
  if (value_of(ts, "railway") == "level_crossing") {
    both += delay(p, "level_crossing");
  }
  if (auto const calming = value_of(ts, "traffic_calming"); !calming.empty() && calming != "no") {
    both += delay(p, "traffic_calming");
  }
  auto direction = value_of(ts, "direction");
  if (auto const signals = value_of(ts, "traffic_signals:direction"); !signals.empty()) {
    direction = signals;
  }
  use.forward_ms_ = both + (direction == "backward" ? 0 : directed);
  use.backward_ms_ = both + (direction == "forward" ? 0 : directed);
}

}  // namespace

access parse_access(std::string_view const value) {
  auto best = access::kUnsaid;
  for_each_part(value, [&](std::string_view const part) {
    auto const a = parse_one(part);
    if (a != access::kUnsaid && (best == access::kUnsaid || a < best)) {
      best = a;
    }
  });
  return best;
}

access_answer access_of(profile const& p, osm::tags const ts, std::string_view const direction) {
  for (auto const& key : p.access_) {
    for (auto const suffix : {direction, std::string_view{}}) {
      auto const value = value_of(ts, key, suffix);
      if (key != value && std::ranges::find(p.access_, value) != p.access_.end()) {
        return {access::kOpen, false};  // access=bus
      }
      if (auto const a = parse_access(value); a != access::kUnsaid) {
        return {a, key == "access"};
      }
    }
  }
  return {};
}

open_directions directions_of(profile const& p, osm::tags const ts, way_kind const kind) {
  auto const v = signed_oneway(p, ts, kind);
  auto open = open_directions{v == oneway::kNo || v == oneway::kForward, v == oneway::kNo || v == oneway::kBackward};
  if (v == oneway::kForward && p.bus_lanes_ && has_contraflow_bus_lane(ts, ":backward")) {
    open.backward_ = true;
  }
  if (v == oneway::kBackward && p.bus_lanes_ && has_contraflow_bus_lane(ts, ":forward")) {
    open.forward_ = true;
  }
  return open;
}

node_use use_of_node(profile const& p, osm::tags const ts) {
  auto use = node_use{};
  add_delays(p, ts, use);
  auto const barrier = value_of(ts, "barrier");
  auto const said = access_of(p, ts, {}).said_;
  if (!barrier.empty()) {
    auto closed = true;
    auto ms = std::int32_t{0};
    for_each_part(barrier, [&](std::string_view const part) {  // through a gate beside the bollards one gets
      auto const listed = std::ranges::find(p.barriers_, part) != p.barriers_.end();
      closed = closed && p.barriers_open_ == listed;
      ms = std::max(ms, barrier_delay(p, part));
    });
    auto const locked = value_of(ts, "locked") == "yes";
    use.blocked_ = said == access::kUnsaid ? closed || locked : said == access::kClosed;
    use.forward_ms_ += ms;
    use.backward_ms_ += ms;
  }
  use.blocked_ = use.blocked_ || !fits(p, ts, {});
  return use;
}

}  // namespace leeward::roads
